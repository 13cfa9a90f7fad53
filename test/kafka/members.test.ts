import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../src/main/engine';
import { AuditLog } from '../../src/main/operations/journal/audit-log';
import { startCluster, type Callback, type MembersWish, type TestCluster } from '../support/kafka';
import { MembersWorld, until, value } from './support/members-world';

let cluster: TestCluster;
let engine: Engine;
let world: MembersWorld;
const dataDirectory = mkdtempSync(join(tmpdir(), 'offsight-members-'));

beforeAll(async () => {
  cluster = await startCluster();
  await cluster.createTopics([{ topic: 'flow', partitions: 6 }]);
  engine = createEngine({ dataDirectory, emit: () => undefined });
  world = await MembersWorld.open(engine, cluster.bootstrapServers);
}, 120_000);

afterAll(async () => {
  await engine?.close();
  await cluster?.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
});

/** Members that have settled and called back so, seen by the engine. */
async function start(wish: MembersWish): Promise<readonly string[]> {
  const names = await cluster.startMembers({ topics: ['flow'], ...wish });
  const own = new Map(names.map((name) => [name, 0]));
  const ownedNow = async (): Promise<readonly number[]> => {
    for (const [name, callbacks] of Object.entries(await cluster.takeCallbacks(names))) {
      for (const { kind, partitions } of callbacks) own.set(name, (own.get(name) ?? 0) + (kind === 'assigned' ? partitions : -partitions));
    }
    return [...own.values()];
  };
  const { group } = wish;
  await until(`${group} is shared out`, ownedNow, (owned) => owned.every((partitions) => partitions === 6 / names.length));
  await sharedOut(group, names.length);
  const watched = async () => ({ detail: await engine.handle('group:read', { profileId: world.profileId, groupId: group }), history: await engine.handle('rebalances:read', { profileId: world.profileId, groupId: group }) });
  // Also by the engine: what it takes for the end of one rebalance is not the next one's.
  await until(`${group} is watched`, watched, ({ detail, history }) => detail.ok && detail.value.groupState === 'Stable' && detail.value.members?.length === names.length && history.ok && history.value.underWay === null);
  await cluster.takeCallbacks(names);
  return names;
}

/** Every member of the settled group has as many partitions. Plans are not made for it: the desk keeps only the newest few of all tests. */
async function sharedOut(group: string, members: number): Promise<void> {
  await until(`${group} settles`, async () => (await cluster.describeGroups(group))[0], (seen) => seen?.groupState === 'Stable' && seen.members.length === members && seen.members.every(({ assignment }) => assignment[0]?.partitions.length === 6 / members));
}

/** Of each member, as `revoked 2@7`: once everybody has called back so often, and for a heartbeat after it, in which another rebalance would show. */
async function callbacksOf(names: readonly string[], atLeast: number): Promise<readonly (readonly string[])[]> {
  const all = new Map<string, string[]>(names.map((name) => [name, []]));
  const collect = async (): Promise<readonly (readonly string[])[]> => {
    const taken = await cluster.takeCallbacks(names);
    for (const name of names) all.get(name)?.push(...(taken[name] ?? []).map(({ kind, partitions, generation }: Callback) => `${kind} ${partitions}@${generation}`));
    return [...all.values()];
  };
  await until('callbacks', collect, (callbacks) => callbacks.every(({ length }) => length >= atLeast));
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  return collect();
}

const memberIdsOf = async (group: string): Promise<readonly string[]> => (await cluster.describeGroups(group)).flatMap(({ members }) => members.map(({ memberId }) => memberId)).sort();

test.concurrent.each(['range', 'roundrobin', 'sticky'])('%s: all partitions stop and come back, in one rebalance', async (assignor) => {
  const names = await start({ group: assignor, assignor, count: 3 });
  const before = await memberIdsOf(assignor);
  const plan = await world.planRebalance(assignor);
  expect(plan).toMatchObject({ kind: 'rebalance', assignor, protocol: 'eager', partitions: 6, stops: 6, refusal: null, instead: null });
  expect(plan.consequences[0]).toContain('All 6 partitions stop and come back');
  const { afterwards, failure, auditFailure } = await world.rebalance(assignor);
  const from = afterwards.generation.from ?? NaN;
  expect({ failure, auditFailure, state: afterwards.groupState, to: afterwards.generation.to, rebalances: afterwards.rebalances, moved: afterwards.moved?.count }).toEqual({ failure: null, auditFailure: null, state: 'Stable', to: from + 1, rebalances: 1, moved: 0 });
  expect(afterwards.text).toMatch(new RegExp(`^Stable after \\d+\\.\\d s, generation ${from} → ${from + 1}, 0 partitions moved\\.$`, 'u'));
  expect(await callbacksOf(names, 2)).toEqual(names.map(() => [`revoked 2@${from}`, `assigned 2@${from + 1}`]));
  expect(await memberIdsOf(assignor)).toEqual(before);
});

test.concurrent('cooperative-sticky: no partition is given up, in one rebalance, which the timeline shows as ours', async () => {
  const group = 'cooperative';
  const names = await start({ group, assignor: 'cooperative-sticky', count: 3 });
  expect(await world.planRebalance(group)).toMatchObject({ protocol: 'cooperative', partitions: 6, stops: 0, consequences: [expect.stringContaining('No partition is expected to move'), ...Array.from({ length: 3 }, () => expect.any(String))] });
  const { afterwards, failure } = await world.rebalance(group);
  const from = afterwards.generation.from ?? NaN;
  expect({ failure, rebalances: afterwards.rebalances, moved: afterwards.moved }).toEqual({ failure: null, rebalances: 1, moved: { count: 0, moves: [] } });
  expect(await callbacksOf(names, 1)).toEqual(names.map(() => [`assigned 0@${from + 1}`]));
  const history = await until('the timeline', async () => value(await engine.handle('rebalances:read', { profileId: world.profileId, groupId: group })).rebalances, ([newest]) => newest?.cause.kind === 'triggered-here' && newest.endedAt !== null);
  expect(history[0]).toMatchObject({ cause: { kind: 'triggered-here' }, moved: { count: 0 }, joined: { count: 0 }, left: { count: 0 }, triggeredHere: { text: 'A rebalance was triggered here' } });
});

test.concurrent('static members keep their membership', async () => {
  const group = 'static';
  const names = await start({ group, count: 2, instanceIds: ['i-1', 'i-2'] });
  const before = await memberIdsOf(group);
  expect((await world.planRebalance(group)).consequences).toContain('The 2 static members keep their membership.');
  const { afterwards, failure } = await world.rebalance(group);
  const from = afterwards.generation.from ?? NaN;
  expect({ failure, rebalances: afterwards.rebalances, moved: afterwards.moved?.count }).toEqual({ failure: null, rebalances: 1, moved: 0 });
  expect(await callbacksOf(names, 2)).toEqual(names.map(() => [`revoked 3@${from}`, `assigned 3@${from + 1}`]));
  expect(await memberIdsOf(group)).toEqual(before);
});

test.concurrent('a dynamic member is removed: it loses its partitions and comes back under a new id', async () => {
  const group = 'one';
  const names = await start({ group, count: 2 });
  const first = (await world.planRemoval(group, { kind: 'all' })).members.find(({ clientId }) => clientId === 'one-1');
  const plan = await world.planRemoval(group, { kind: 'members', memberIds: [first?.memberId ?? ''] });
  expect(plan).toMatchObject({ members: [{ clientId: 'one-1', partitions: 3, by: 'member-id' }], remaining: 1, refusal: null });
  const { members, afterwards } = await world.remove(group, plan.which);
  expect(members).toMatchObject([{ memberId: first?.memberId, status: 'removed', failure: null, cameBackAs: { clientId: 'one-1' } }]);
  expect(members[0]?.cameBackAs?.memberId).not.toBe(first?.memberId);
  expect(afterwards).toMatchObject({ groupState: 'Stable' });
  const [removed = [], other = []] = await callbacksOf(names, 0);
  expect(removed[0]).toMatch(/^lost 3@/u);
  expect(removed[removed.length - 1]).toMatch(/^assigned 3@/u);
  expect(other.map((callback) => callback.split(' ')[0])).not.toContain('lost');
});

test.concurrent('a dead static member is removed by its instance id: its partitions go to the others now', async () => {
  const group = 'dead';
  const names = await start({ group, count: 2, instanceIds: ['alive', 'killed'], sessionTimeoutMs: 45_000 });
  await cluster.killMembers(names.slice(1));
  const { members, afterwards } = await world.remove(group, { kind: 'members', memberIds: [], instanceIds: ['killed'] });
  expect(members).toMatchObject([{ groupInstanceId: 'killed', status: 'removed', cameBackAs: null }]);
  expect(afterwards).toMatchObject({ groupState: 'Stable', moved: { count: 3 } });
  expect(afterwards.settledAfterMs).toBeLessThan(15_000);
  expect((await cluster.describeGroups(group))[0]?.members.map(({ groupInstanceId, assignment }) => [groupInstanceId, assignment[0]?.partitions.length])).toEqual([['alive', 6]]);
});

test.concurrent('all members of a host, and a live static one among them', async () => {
  const group = 'host';
  const names = await start({ group, count: 3, instanceIds: ['h-1', 'h-2', 'h-3'] });
  const plan = await world.planRemoval(group, { kind: 'host', host: '127.0.0.1' });
  expect(plan).toMatchObject({ remaining: 0, members: names.map(() => ({ by: 'instance-id', host: '127.0.0.1' })) });
  expect((await world.planRemoval(group, { kind: 'host', host: '127.0.0.9' })).refusal).toMatchObject({ code: 'NO_SUCH_MEMBER' });
  const { members, afterwards } = await world.remove(group, plan.which);
  expect(members.map(({ status, groupInstanceId, cameBackAs }) => [status, groupInstanceId === cameBackAs?.groupInstanceId])).toEqual(names.map(() => ['removed', true]));
  expect(afterwards).toMatchObject({ groupState: 'Stable' });
  for (const callbacks of await callbacksOf(names, 1)) expect(callbacks[0]).toMatch(/^lost 2@/u);
});

test.concurrent('KIP-848: there is no rebalance to trigger; a removed member loses its partitions and comes back under its own id', async () => {
  const group = 'modern';
  const names = await start({ group, protocol: 'consumer', count: 2 });
  expect(await world.planRebalance(group)).toMatchObject({ stops: null, consequences: [], instead: 'remove-members', refusal: { code: 'NOT_APPLICABLE' } });
  const first = (await world.planRemoval(group, { kind: 'all' })).members.find(({ clientId }) => clientId === 'modern-1');
  const { members, afterwards } = await world.remove(group, { kind: 'members', memberIds: [first?.memberId ?? ''] });
  expect(members).toMatchObject([{ memberId: first?.memberId, status: 'removed', cameBackAs: { memberId: first?.memberId } }]);
  expect(afterwards).toMatchObject({ groupState: 'Stable', rebalances: 2, groupEpoch: { to: (afterwards.groupEpoch.from ?? NaN) + 2 } });
  const [removed = [], other = []] = await callbacksOf(names, 0);
  expect(removed[0]).toMatch(/^lost 3@/u);
  expect(other.map((callback) => callback.split(' ')[0])).not.toContain('lost');
});

test.concurrent('a dead static member of a KIP-848 group frees its partitions now', async () => {
  const group = 'modern-dead';
  const names = await start({ group, protocol: 'consumer', count: 2, instanceIds: ['m-1', 'm-2'] });
  await cluster.killMembers(names.slice(1));
  const { members, afterwards } = await world.remove(group, { kind: 'members', memberIds: [], instanceIds: ['m-2'] });
  expect(members).toMatchObject([{ groupInstanceId: 'm-2', status: 'removed', cameBackAs: null }]);
  expect(afterwards).toMatchObject({ groupState: 'Stable', moved: { count: 3 } });
});

test.concurrent('a group that is being upgraded: its classic member is removed from a KIP-848 group, and comes back under a new id', async () => {
  const group = 'mixed';
  await cluster.startMembers({ group, topics: ['flow'], protocol: 'consumer' });
  await cluster.awaitGroup(group, { members: 1 });
  await cluster.startMembers({ group, topics: ['flow'], firstIndex: 2, assignor: 'cooperative-sticky' });
  await sharedOut(group, 2);
  const { members: both } = await world.planRemoval(group, { kind: 'all' });
  expect((await world.planRebalance(group)).refusal).toMatchObject({ code: 'NOT_APPLICABLE' });
  const classic = both.find(({ clientId }) => clientId === 'mixed-2');
  const { members, afterwards } = await world.remove(group, { kind: 'members', memberIds: [classic?.memberId ?? ''] });
  expect(members).toMatchObject([{ clientId: 'mixed-2', status: 'removed', cameBackAs: { clientId: 'mixed-2' } }]);
  expect(afterwards).toMatchObject({ groupState: 'Stable', rebalances: 2 });
});

test.concurrent('a share group has neither, and groups without members are refused', async () => {
  await cluster.startMembers({ group: 'shared', topics: ['flow'], protocol: 'share' });
  await until('shared', () => engine.handle('group:read', { profileId: world.profileId, groupId: 'shared' }), (read) => read.ok && read.value.groupState === 'Stable' && read.value.members?.length === 1);
  const share = await world.planRemoval('shared', { kind: 'all' });
  expect(share).toMatchObject({ refusal: { code: 'NOT_APPLICABLE' }, consequences: [] });
  expect(await world.planRebalance('shared')).toMatchObject({ refusal: { code: 'NOT_APPLICABLE' }, instead: null });
  expect(await world.execute(await world.planRebalance('shared'))).toMatchObject({ kind: 'refused', failures: [{ code: 'NOT_APPLICABLE' }] });
  await cluster.commit('simple', [{ topic: 'flow', partition: 0, offset: 0 }]);
  expect((await world.planRebalance('simple')).refusal).toMatchObject({ code: 'NOT_APPLICABLE' });
  await expect(world.planRebalance('nobody')).rejects.toThrow('GROUP_ID_NOT_FOUND');
});

test.concurrent('members that are not those of the plan: nothing is done', async () => {
  const group = 'drift';
  await start({ group, count: 1 });
  const plans = [await world.planRebalance(group), await world.planRemoval(group, { kind: 'all' })];
  await cluster.startMembers({ group, topics: ['flow'], firstIndex: 2 });
  await sharedOut(group, 2);
  for (const plan of plans) expect(await world.execute(plan)).toMatchObject({ kind: 'refused', failures: [{ code: 'MEMBERS_CHANGED' }] });
  await expect(world.execute(plans[0] as (typeof plans)[number])).rejects.toThrow('NO_SUCH_PLAN');
  const { lines } = new AuditLog(join(dataDirectory, 'audit.jsonl')).read();
  expect(lines.filter((line) => JSON.stringify(line).includes('"drift"'))).toEqual([]);
});

test.concurrent('production: read-only until it is unlocked, then a reason and the typed name each time', async () => {
  const group = 'guarded';
  await start({ group, count: 1 });
  const directory = mkdtempSync(join(tmpdir(), 'offsight-members-guarded-'));
  const guarded = createEngine({ dataDirectory: directory, emit: () => undefined });
  try {
    const { profileId } = value(await guarded.handle('clusters:add', { name: 'live', environment: 'production', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 60_000 }));
    const { planId } = value(await guarded.handle('members:planRebalance', { profileId, groupId: group }));
    const execute = (reason: string, typed: string) => guarded.handle('members:execute', { profileId, planId, reason, typed });
    expect(await execute('stuck', group)).toMatchObject({ ok: false, failure: { code: 'READ_ONLY' } });
    value(await guarded.handle('writes:unlock', { profileId, reason: 'stuck', typed: group, expected: group }));
    expect(await execute('', group)).toMatchObject({ ok: false, failure: { code: 'REASON_MISSING' } });
    expect(await execute('stuck', 'guard')).toMatchObject({ ok: false, failure: { code: 'NAME_NOT_TYPED' } });
    expect(await execute('stuck', group)).toMatchObject({ ok: true, value: { kind: 'rebalanced', failure: null, auditFailure: null } });
    expect(value(await guarded.handle('audit:readOperation', { profileId, operationId: planId }))).toMatchObject({ operation: { action: 'rebalance', reason: 'stuck', groupIds: [group], meant: 1, done: 1 }, canUndo: false, settled: false });
  } finally {
    await guarded.close();
    rmSync(directory, { recursive: true, force: true });
  }
});
