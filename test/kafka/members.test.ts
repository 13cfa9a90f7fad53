import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../src/main/engine';
import { AuditLog } from '../../src/main/operations/journal/audit-log';
import { startCluster, type TestCluster } from '../support/kafka';
import { LiveMembers } from './support/live-members';
import { MembersWorld, value } from './support/members-world';

let cluster: TestCluster;
let engine: Engine;
let world: MembersWorld;
let live: LiveMembers;
const dataDirectory = mkdtempSync(join(tmpdir(), 'offsight-members-'));

beforeAll(async () => {
  cluster = await startCluster();
  await cluster.createTopics([{ topic: 'flow', partitions: 6 }]);
  engine = createEngine({ dataDirectory, emit: () => undefined });
  world = await MembersWorld.open(engine, cluster.bootstrapServers);
  live = new LiveMembers(cluster, engine, world);
}, 120_000);

afterAll(async () => {
  await engine?.close();
  await cluster?.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
});

test.concurrent('a dynamic member is removed: it loses its partitions and comes back under a new id', async () => {
  const group = 'one';
  const names = await live.start({ group, count: 2 });
  const first = (await world.planRemoval(group, { kind: 'all' })).members.find(({ clientId }) => clientId === 'one-1');
  const plan = await world.planRemoval(group, { kind: 'members', memberIds: [first?.memberId ?? ''] });
  expect(plan).toMatchObject({ members: [{ clientId: 'one-1', partitions: 3, by: 'member-id' }], remaining: 1, refusal: null });
  const { members, afterwards } = await world.remove(group, plan.which);
  expect(members).toMatchObject([{ memberId: first?.memberId, status: 'removed', failure: null, cameBackAs: { clientId: 'one-1' } }]);
  expect(members[0]?.cameBackAs?.memberId).not.toBe(first?.memberId);
  expect(afterwards).toMatchObject({ groupState: 'Stable' });
  const [removed = [], other = []] = await live.callbacksOf(names, 0);
  expect(removed[0]).toMatch(/^lost 3@/u);
  expect(removed[removed.length - 1]).toMatch(/^assigned 3@/u);
  expect(other.map((callback) => callback.split(' ')[0])).not.toContain('lost');
});

test.concurrent('a dead static member is removed by its instance id: its partitions go to the others now', async () => {
  const group = 'dead';
  const names = await live.start({ group, count: 2, instanceIds: ['alive', 'killed'], sessionTimeoutMs: 45_000 });
  await cluster.killMembers(names.slice(1));
  const { members, afterwards } = await world.remove(group, { kind: 'members', memberIds: [], instanceIds: ['killed'] });
  expect(members).toMatchObject([{ groupInstanceId: 'killed', status: 'removed', cameBackAs: null }]);
  expect(afterwards).toMatchObject({ groupState: 'Stable', moved: { count: 3 } });
  expect(afterwards.settledAfterMs).toBeLessThan(15_000);
  expect((await cluster.describeGroups(group))[0]?.members.map(({ groupInstanceId, assignment }) => [groupInstanceId, assignment[0]?.partitions.length])).toEqual([['alive', 6]]);
});

test.concurrent('all members of a host, and a live static one among them', async () => {
  const group = 'host';
  const names = await live.start({ group, count: 3, instanceIds: ['h-1', 'h-2', 'h-3'] });
  const plan = await world.planRemoval(group, { kind: 'host', host: '127.0.0.1' });
  expect(plan).toMatchObject({ remaining: 0, members: names.map(() => ({ by: 'instance-id', host: '127.0.0.1' })) });
  expect((await world.planRemoval(group, { kind: 'host', host: '127.0.0.9' })).refusal).toMatchObject({ code: 'NO_SUCH_MEMBER' });
  const { members, afterwards } = await world.remove(group, plan.which);
  expect(members.map(({ status, groupInstanceId, cameBackAs }) => [status, groupInstanceId === cameBackAs?.groupInstanceId])).toEqual(names.map(() => ['removed', true]));
  expect(afterwards).toMatchObject({ groupState: 'Stable' });
  for (const callbacks of await live.callbacksOf(names, 1)) expect(callbacks[0]).toMatch(/^lost 2@/u);
});

test.concurrent('a dead static member of a KIP-848 group frees its partitions now', async () => {
  const group = 'modern-dead';
  const names = await live.start({ group, protocol: 'consumer', count: 2, instanceIds: ['m-1', 'm-2'] });
  await cluster.killMembers(names.slice(1));
  const { members, afterwards } = await world.remove(group, { kind: 'members', memberIds: [], instanceIds: ['m-2'] });
  expect(members).toMatchObject([{ groupInstanceId: 'm-2', status: 'removed', cameBackAs: null }]);
  expect(afterwards).toMatchObject({ groupState: 'Stable', moved: { count: 3 } });
});

test.concurrent('groups without members are refused', async () => {
  await cluster.commit('simple', [{ topic: 'flow', partition: 0, offset: 0 }]);
  expect((await world.planRebalance('simple')).refusal).toMatchObject({ code: 'NOT_APPLICABLE' });
  await expect(world.planRebalance('nobody')).rejects.toThrow('GROUP_ID_NOT_FOUND');
});

test.concurrent('members that are not those of the plan: nothing is done', async () => {
  const group = 'drift';
  await live.start({ group, count: 1 });
  const plans = [await world.planRebalance(group), await world.planRemoval(group, { kind: 'all' })];
  await cluster.startMembers({ group, topics: ['flow'], firstIndex: 2 });
  await live.sharedOut(group, 2);
  for (const plan of plans) expect(await world.execute(plan)).toMatchObject({ kind: 'refused', failures: [{ code: 'MEMBERS_CHANGED' }] });
  await expect(world.execute(plans[0] as (typeof plans)[number])).rejects.toThrow('NO_SUCH_PLAN');
  const { lines } = new AuditLog(join(dataDirectory, 'audit.jsonl')).read();
  expect(lines.filter((line) => JSON.stringify(line).includes('"drift"'))).toEqual([]);
});

test.concurrent('production: read-only until it is unlocked, then a reason and the typed name each time', async () => {
  const group = 'guarded';
  await live.start({ group, count: 1 });
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
