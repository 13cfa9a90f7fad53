import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../src/main/engine';
import { startCluster, type MembersWish, type TestCluster } from '../support/kafka';
import { LiveMembers } from './support/live-members';
import { MembersWorld, until, value } from './support/members-world';

type Kind = Omit<MembersWish, 'count'> & { readonly protocolName: string; readonly stops: number; readonly told: string };

/** Each with three members. */
const KINDS: readonly Kind[] = [
  ...['range', 'roundrobin', 'sticky'].map((assignor): Kind => ({ group: assignor, assignor, protocolName: 'eager', stops: 6, told: 'All 6 partitions stop and come back' })),
  { group: 'cooperative', assignor: 'cooperative-sticky', protocolName: 'cooperative', stops: 0, told: 'No partition is expected to move' },
  { group: 'static', instanceIds: ['i-1', 'i-2', 'i-3'], protocolName: 'eager', stops: 6, told: 'All 6 partitions stop and come back' },
];

describe.each([1, 3])('on %i brokers', (brokers) => {
  let cluster: TestCluster;
  let engine: Engine;
  let world: MembersWorld;
  let live: LiveMembers;
  const dataDirectory = mkdtempSync(join(tmpdir(), 'offsight-triggers-'));

  beforeAll(async () => {
    cluster = await startCluster({ brokers });
    await cluster.createTopic('flow', 6, brokers);
    engine = createEngine({ dataDirectory, emit: () => undefined });
    world = await MembersWorld.open(engine, cluster.bootstrapServers);
    live = new LiveMembers(cluster, engine, world);
  }, 180_000);
  afterAll(async () => {
    await engine?.close();
    await cluster?.stop();
    rmSync(dataDirectory, { recursive: true, force: true });
  });

  test.concurrent.each(KINDS)('$group: what was told happens to the consumers, once, and stands on the timeline as ours', async ({ protocolName, stops, told, ...wish }) => {
    const { group } = wish;
    const names = await live.start({ ...wish, count: 3 });
    const before = await live.memberIdsOf(group);
    const plan = await world.planRebalance(group);
    expect(plan).toMatchObject({ kind: 'rebalance', assignor: wish.assignor ?? 'range', protocol: protocolName, partitions: 6, stops, refusal: null, instead: null });
    expect(plan.consequences[0]).toContain(told);
    expect(plan.consequences.includes('The 3 static members keep their membership.')).toBe(group === 'static');

    const { afterwards, failure, auditFailure } = await world.rebalance(group);
    const from = afterwards.generation.from ?? NaN;
    expect({ failure, auditFailure, state: afterwards.groupState, to: afterwards.generation.to, rebalances: afterwards.rebalances, moved: afterwards.moved }).toEqual({ failure: null, auditFailure: null, state: 'Stable', to: from + 1, rebalances: 1, moved: { count: 0, moves: [] } });
    expect(afterwards.text).toMatch(new RegExp(`^Stable after \\d+\\.\\d s, generation ${from} → ${from + 1}, 0 partitions moved\\.$`, 'u'));
    const once = stops === 0 ? [`assigned 0@${from + 1}`] : [`revoked 2@${from}`, `assigned 2@${from + 1}`];
    expect(await live.callbacksOf(names, once.length)).toEqual(names.map(() => once));
    expect(await live.memberIdsOf(group)).toEqual(before);

    const read = async () => value(await engine.handle('rebalances:read', { profileId: world.profileId, groupId: group })).rebalances;
    const [newest] = await until('the timeline', read, ([last]) => last?.triggeredHere != null && last.endedAt !== null);
    expect(newest).toMatchObject({ cause: { kind: 'triggered-here' }, moved: { count: 0 }, joined: { count: 0 }, left: { count: 0 }, triggeredHere: { text: 'A rebalance was triggered here' } });
  });

  test.concurrent('a share group: who is in it, with what; nothing to trigger, and nobody to remove', async () => {
    const group = 'shared';
    const names = await cluster.startMembers({ group, topics: ['flow'], protocol: 'share', count: 2 });
    const { profileId } = world;
    const detail = await until('shared settles', () => engine.handle('group:read', { profileId, groupId: group }), (read) => read.ok && read.value.groupState === 'Stable' && read.value.members?.length === 2 && read.value.members.every(({ assignment }) => (assignment?.length ?? 0) > 0));
    const { groupType, assignor, members } = value(detail);
    expect({ groupType, assignor, clients: members?.map(({ clientId }) => clientId).sort(), subscriptions: members?.map(({ subscription }) => subscription) }).toEqual({ groupType: 'share', assignor: 'simple', clients: names, subscriptions: [['flow'], ['flow']] });
    expect(new Set(members?.flatMap(({ assignment }) => assignment?.flatMap(({ partitions }) => partitions) ?? []))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
    expect(await world.planRebalance(group)).toMatchObject({ groupType: 'share', instead: null, consequences: [], refusal: { code: 'NOT_APPLICABLE' } });
    expect(await world.execute(await world.planRebalance(group))).toMatchObject({ kind: 'refused', failures: [{ code: 'NOT_APPLICABLE' }] });
    expect(await world.planRemoval(group, { kind: 'all' })).toMatchObject({ refusal: { code: 'NOT_APPLICABLE' }, consequences: [] });
    await cluster.stopMembers(names.slice(1));
    const history = await until('the one who left', async () => value(await engine.handle('rebalances:read', { profileId, groupId: group })), ({ rebalances, underWay }) => underWay === null && rebalances[0]?.left.count === 1);
    expect(history.rebalances[0]).toMatchObject({ left: { members: [{ clientId: 'shared-2' }] }, cause: { kind: 'member-left' } });
  });

  test.concurrent.each(['uniform', 'range'])('KIP-848, %s: there is no rebalance to trigger; a removed member loses its partitions and comes back under its own id', async (assignor) => {
    const group = `modern-${assignor}`;
    const names = await live.start({ group, protocol: 'consumer', assignor, count: 2 });
    expect(await world.planRebalance(group)).toMatchObject({ assignor, stops: null, consequences: [], instead: 'remove-members', refusal: { code: 'NOT_APPLICABLE' } });
    const first = (await world.planRemoval(group, { kind: 'all' })).members.find(({ clientId }) => clientId === `${group}-1`);
    const { members, afterwards } = await world.remove(group, { kind: 'members', memberIds: [first?.memberId ?? ''] });
    expect(members).toMatchObject([{ memberId: first?.memberId, status: 'removed', cameBackAs: { memberId: first?.memberId } }]);
    expect(afterwards).toMatchObject({ groupState: 'Stable', rebalances: 2, groupEpoch: { to: (afterwards.groupEpoch.from ?? NaN) + 2 } });
    const [removed = [], other = []] = await live.callbacksOf(names, 0);
    expect(removed[0]).toMatch(/^lost 3@/u);
    expect(other.map((callback) => callback.split(' ')[0])).not.toContain('lost');
    const history = value(await engine.handle('rebalances:read', { profileId: world.profileId, groupId: group }));
    expect(history).toMatchObject({ protocol: 'cooperative', underWay: null });
    expect(history.rebalances[0]).toMatchObject({ kind: 'incremental', countIsExact: true, groupEpoch: { to: afterwards.groupEpoch.to }, cause: { kind: 'triggered-here' }, triggeredHere: { text: 'A member was removed here' } });
  });

  test.concurrent('a group that is being upgraded: members of both kinds are told apart and removed, and there is no rebalance to trigger; without one of the consumer protocol it is a classic group again', async () => {
    const group = 'mixed';
    await cluster.startMembers({ group, topics: ['flow'], protocol: 'consumer' });
    await cluster.awaitGroup(group, { members: 1 });
    await cluster.startMembers({ group, topics: ['flow'], firstIndex: 2, assignor: 'cooperative-sticky' });
    await live.sharedOut(group, 2);
    await live.watched(group, 2);
    const { profileId } = world;
    const described = async () => value(await engine.handle('group:read', { profileId, groupId: group }));
    expect((await described()).members?.map(({ clientId, memberType }) => `${clientId} ${memberType}`).sort()).toEqual(['mixed-1 consumer', 'mixed-2 classic']);
    expect((await world.planRebalance(group)).refusal).toMatchObject({ code: 'NOT_APPLICABLE' });
    const planned = async (clientId: string) => {
      const was = (await world.planRemoval(group, { kind: 'all' })).members.find((member) => member.clientId === clientId)?.memberId ?? '';
      return world.planRemoval(group, { kind: 'members', memberIds: [was] });
    };
    const { members, afterwards } = await world.remove(group, (await planned('mixed-2')).which);
    expect(members).toMatchObject([{ clientId: 'mixed-2', status: 'removed', cameBackAs: { clientId: 'mixed-2' } }]);
    expect(members[0]?.cameBackAs?.memberId).not.toBe(members[0]?.memberId);
    expect(afterwards).toMatchObject({ groupState: 'Stable', rebalances: 2 });
    await live.watched(group, 2);
    expect(value(await engine.handle('rebalances:read', { profileId, groupId: group })).rebalances[0]).toMatchObject({ cause: { kind: 'triggered-here' }, triggeredHere: { text: 'A member was removed here' } });

    const last = await planned('mixed-1');
    expect(last.consequences).toContainEqual(expect.stringContaining('the group becomes a classic group again'));
    const gone = await world.remove(group, last.which);
    expect(gone).toMatchObject({ members: [{ clientId: 'mixed-1', status: 'removed', cameBackAs: null }], afterwards: { groupState: 'Stable', moved: { count: 3 } } });
    expect((await cluster.describeGroups(group)).map(({ groupType, members: left }) => [groupType, left.map(({ clientId }) => clientId)])).toEqual([['classic', ['mixed-2']]]);
  });
});
