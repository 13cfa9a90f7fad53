import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startKafkaClients } from '../../scripts/lib/kafka-clients.mjs';
import { createEngine, type Engine } from '../../src/main/engine';
import type { Rebalance, RebalanceHistory } from '../../src/shared/rebalances';
import { startCluster, type MembersWish, type TestCluster } from '../support/kafka';

type Clients = Awaited<ReturnType<typeof startKafkaClients>>;

/** Long enough for a silence to be one: some 3 s of it pass before records wait. */
const SESSION_MS = 12_000;
const LONGEST_WAIT_MS = 60_000;

let cluster: TestCluster;
let killed: Clients;
let stopped: Clients;
let engine: Engine;
let profileId: string;
const dataDirectory = mkdtempSync(join(tmpdir(), 'offsight-rebalances-'));

beforeAll(async () => {
  cluster = await startCluster({ brokers: 1, heapMb: 384 });
  await cluster.createTopics([{ topic: 'flow', partitions: 6 }, { topic: 'grown', partitions: 2 }]);
  [killed, stopped] = await Promise.all([startKafkaClients(cluster.bootstrapServers), startKafkaClients(cluster.bootstrapServers)]);
  await cluster.call('startTraffic', { topic: 'flow', perSecond: Array.from({ length: 6 }, () => 4) });
  engine = createEngine({ dataDirectory, emit: () => undefined });
  const added = await engine.handle('clusters:add', { name: 'test', environment: 'development', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 1_000 });
  if (!added.ok) throw new Error(added.failure.message);
  ({ profileId } = added.value);
}, 120_000);

afterAll(async () => {
  await engine.close();
  await Promise.all([killed.close(), stopped.close()]);
  await cluster.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
});

/** `expect.poll` is not to be had in tests that run side by side. */
async function until<Value>(what: string, read: () => Promise<Value>, isMet: (value: Value) => boolean): Promise<Value> {
  const end = performance.now() + LONGEST_WAIT_MS;
  for (;;) {
    const value = await read();
    if (isMet(value)) return value;
    if (performance.now() > end) throw new Error(`${what}: ${JSON.stringify(value)}`);
    await pause(400);
  }
}

async function historyOf(groupId: string): Promise<RebalanceHistory> {
  const read = await engine.handle('rebalances:read', { profileId, groupId });
  if (!read.ok) throw new Error(read.failure.message);
  return read.value;
}

/** The group with these members, settled and seen by the engine, and everybody at work for a while. */
async function start(wish: MembersWish, members = wish.count ?? 1): Promise<readonly string[]> {
  const names = await cluster.startMembers({ topics: ['flow'], sessionTimeoutMs: SESSION_MS, ...wish });
  await settled(wish.group, members);
  return names;
}

async function settled(group: string, members: number): Promise<void> {
  await cluster.awaitGroup(group, { members });
  const read = async () => {
    const detail = await engine.handle('group:read', { profileId, groupId: group });
    return detail.ok ? [detail.value.groupState, detail.value.members?.length] : detail.failure.message;
  };
  await until(`${group} with ${members} members`, read, (seen) => seen[0] === 'Stable' && seen[1] === members);
}

async function newer(group: string, than: number): Promise<readonly Rebalance[]> {
  return (await historyOf(group)).rebalances.filter(({ id, endedAt }) => id > than && endedAt !== null);
}

async function newestId(group: string): Promise<number> {
  return (await historyOf(group)).rebalances[0]?.id ?? 0;
}

/** Waits until a rebalance after `than` has the cause, and returns it. */
async function awaitCause(group: string, than: number, kind: Rebalance['cause']['kind']): Promise<Rebalance> {
  const found = await until(`${kind} of ${group}`, () => newer(group, than), (seen) => seen.some(({ cause }) => cause.kind === kind));
  return found.find(({ cause }) => cause.kind === kind) as Rebalance;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test.concurrent('a member joins, and another one leaves in good order', async () => {
  await start({ group: 'comes', count: 1 });
  const before = await newestId('comes');
  await start({ group: 'comes', count: 1, firstIndex: 2 }, 2);
  const joined = await awaitCause('comes', before, 'member-joined');
  expect(joined).toMatchObject({ kind: 'stop-the-world', joined: { count: 1, members: [{ clientId: 'comes-2' }] }, left: { count: 0 }, moved: { count: 3 }, generation: { from: 1, to: 2 }, cause: { certainty: 'certain' } });
  await pause(3_000);
  await cluster.stopMembers(['comes-1']);
  const left = await awaitCause('comes', joined.id, 'member-left');
  expect(left).toMatchObject({ left: { count: 1, members: [{ clientId: 'comes-1' }] }, moved: { count: 3 }, generation: { from: 2, to: 3 }, cause: { certainty: 'likely' } });
  expect((await historyOf('comes')).protocol).toBe('eager');
});

test.concurrent('members of both protocols are killed, and their sessions time out', async () => {
  const groups = [{ group: 'dies', protocol: 'classic' }, { group: 'dies-modern', protocol: 'consumer' }] as const;
  const kinds = await Promise.all(groups.map(async (wish) => {
    await start({ ...wish, count: 1 });
    await killed.call('startMembers', { ...wish, topics: ['flow'], count: 1, firstIndex: 2, sessionTimeoutMs: SESSION_MS });
    await settled(wish.group, 2);
    await pause(3_000);
    return { group: wish.group, before: await newestId(wish.group) };
  }));
  await killed.close();
  for (const { group, before } of kinds) {
    expect(await awaitCause(group, before, 'session-timed-out')).toMatchObject({ left: { count: 1, members: [{ clientId: `${group}-2` }] }, cause: { certainty: 'likely' } });
  }
  // Their processes are started again: both rows of what is one event have one cause.
  for (const [index, wish] of groups.entries()) {
    await start({ ...wish, count: 1, firstIndex: 2 }, 2);
    const rows = await until(`${wish.group} again`, () => newer(wish.group, kinds[index]!.before), (seen) => seen.some(({ joined }) => joined.count === 1));
    const certainty = wish.protocol === 'classic' ? 'possible' : 'likely';
    expect(rows.map(({ cause }) => [cause.kind, cause.certainty])).toEqual([['session-timed-out', certainty], ['session-timed-out', certainty]]);
    expect(rows[0]?.cause.evidence).toContain(wish.protocol === 'classic' ? 'or it was too slow for its max.poll.interval.ms' : 'it was started again');
  }
});

test.concurrent('a process stands still beyond its session: it times out, and a rebalance waits for it until then', async () => {
  const wish = { topics: ['flow'], count: 1, sessionTimeoutMs: SESSION_MS };
  await Promise.all([start({ group: 'stalls', count: 1 }), start({ group: 'hangs', count: 1 })]);
  for (const group of ['stalls', 'hangs']) await stopped.call('startMembers', { ...wish, group, firstIndex: 2 });
  await Promise.all([settled('stalls', 2), settled('hangs', 2)]);
  await pause(3_000);
  const before = await newestId('stalls');
  stopped.pause();
  await pause(1_000);
  await cluster.startMembers({ ...wish, group: 'hangs', firstIndex: 3 });
  await until('hangs waits', () => historyOf('hangs'), ({ underWay }) => underWay?.waitsFor?.members.members.some(({ clientId }) => clientId === 'hangs-2') === true);
  expect(await awaitCause('stalls', before, 'session-timed-out')).toMatchObject({ left: { members: [{ clientId: 'stalls-2' }] }, cause: { certainty: 'likely' } });
  await settled('hangs', 2);
  expect((await historyOf('hangs')).rebalances[0]).toMatchObject({ joined: { members: [{ clientId: 'hangs-3' }] }, left: { members: [{ clientId: 'hangs-2' }] } });
});

test.concurrent.each(['classic', 'consumer'] as const)('a batch of a %s member takes longer than max.poll.interval.ms, again and again: a storm, and who causes it', async (protocol) => {
  const group = `dawdles-${protocol}`;
  await start({ group, protocol, count: 2 });
  const before = await newestId(group);
  await cluster.startMembers({ group, protocol, topics: ['flow'], clientId: `slow-${protocol}`, maxPollIntervalMs: 8_000, batchMs: 12_000, sessionTimeoutMs: SESSION_MS });
  expect((await awaitCause(group, before, 'poll-interval-exceeded')).cause.evidence).toMatch(new RegExp(`^slow-${protocol}-1 on .* came back`));
  const { storm } = await until('a storm', () => historyOf(group), (history) => history.storm !== null);
  expect(storm).toMatchObject({ culprit: { member: { clientId: `slow-${protocol}-1` } } });
});

test.concurrent('members are started again one after another', async () => {
  await start({ group: 'rolls', count: 3, assignor: 'cooperative-sticky' });
  await pause(2_000);
  const before = await newestId('rolls');
  for (const index of [1, 2, 3]) {
    await cluster.stopMembers([`rolls-${index}`]);
    await settled('rolls', 2);
    await start({ group: 'rolls', count: 1, firstIndex: index, assignor: 'cooperative-sticky' }, 3);
  }
  await settled('rolls', 3);
  const seen = await newer('rolls', before);
  expect(new Set(seen.map(({ kind, cause }) => `${kind} by ${cause.kind}`))).toEqual(new Set(['incremental by rolling-restart']));
  expect((await historyOf('rolls')).storm).toBeNull();
});

test.concurrent.each(['classic', 'consumer'] as const)('static members of a %s group are started again one after another, and nothing stands still', async (protocol) => {
  const group = `fixed-${protocol}`;
  const instanceIds = [1, 2, 3].map((index) => `${group}-${index}`);
  // However busy the machine is, they are back before their sessions end.
  const patient = { group, protocol, sessionTimeoutMs: 50_000 };
  await cluster.call('setGroupConfig', { group, name: 'consumer.session.timeout.ms', value: '50000' });
  await start({ ...patient, count: 3, instanceIds });
  await pause(1_000);
  const before = await newestId(group);
  for (const index of [1, 2, 3]) {
    await cluster.killMembers([`${group}-${index}`]);
    await start({ ...patient, count: 1, firstIndex: index, instanceIds: [`${group}-${index}`] }, 3);
    await until('a static member came back', () => newer(group, before), ({ length }) => length >= index);
  }
  const seen = await newer(group, before);
  expect(seen.map(({ kind, count, cause, replaced }) => [kind, count, cause.kind, replaced.pairs[0]?.by])).toEqual(Array.from({ length: 3 }, () => ['none', 0, 'rolling-restart', 'instance-id']));
});

test.concurrent('partitions are added', async () => {
  await start({ group: 'grows', topics: ['grown'], count: 2, config: { 'metadata.max.age.ms': '1500' } });
  const before = await newestId('grows');
  await cluster.call('addPartitions', { topic: 'grown', total: 4 });
  expect((await awaitCause('grows', before, 'partitions-changed')).cause.evidence).toContain('grown had 2 partitions with an owner before, and has 4 now');
});

test.concurrent.each(['uniform', 'range'])('a member joins and leaves a group of the consumer protocol, assignor %s', async (assignor) => {
  const group = `modern-${assignor}`;
  await start({ group, protocol: 'consumer', assignor });
  const before = await newestId(group);
  await start({ group, protocol: 'consumer', assignor, firstIndex: 2 }, 2);
  const joined = await awaitCause(group, before, 'member-joined');
  expect(joined).toMatchObject({ kind: 'incremental', count: 1, countIsExact: true, moved: { count: 3 }, cause: { certainty: 'certain' } });
  await pause(3_000);
  await cluster.stopMembers([`${group}-1`]);
  expect(await awaitCause(group, joined.id, 'member-left')).toMatchObject({ left: { members: [{ clientId: `${group}-1` }] }, cause: { certainty: 'likely' } });
});

test.concurrent('what members of each kind tell of themselves', async () => {
  const told = async (group: string) => {
    const read = await engine.handle('group:read', { profileId, groupId: group });
    if (!read.ok) throw new Error(read.failure.message);
    return read.value.members?.map(({ clientId, memberType, generation, ownedPartitions, rack }) => ({ clientId, memberType, generation, rack, owned: ownedPartitions?.map(({ topic, partitions }) => `${topic} ${partitions.length}`) ?? null })).sort((left, right) => (left.clientId < right.clientId ? -1 : 1));
  };
  const joins = async (group: string, wish: Partial<MembersWish>, second: Partial<MembersWish> = wish) => {
    await start({ group, count: 1, config: { 'client.rack': 'a' }, ...wish });
    await start({ group, count: 1, firstIndex: 2, ...second }, 2);
    // While a group rebalances, classic members tell nothing.
    return until(`two look at ${group}`, () => told(group), (members) => members?.length === 2 && members.every(({ memberType, generation }) => memberType !== null || generation !== null) && members[0]?.generation !== 0);
  };
  const [range, sticky, cooperative, mixed] = await Promise.all([
    joins('tells-range', { assignor: 'range' }),
    joins('tells-sticky', { assignor: 'sticky' }),
    joins('tells-cooperative', { assignor: 'cooperative-sticky' }),
    joins('tells-mixed', { assignor: 'cooperative-sticky' }, { protocol: 'consumer' }),
  ]);
  expect(range).toEqual([{ clientId: 'tells-range-1', memberType: null, generation: 1, rack: 'a', owned: [] }, { clientId: 'tells-range-2', memberType: null, generation: 0, rack: null, owned: [] }]);
  expect(sticky?.[0]).toEqual({ clientId: 'tells-sticky-1', memberType: null, generation: 1, rack: 'a', owned: ['flow 6'] });
  expect(cooperative?.[0]).toMatchObject({ clientId: 'tells-cooperative-1', generation: 2, owned: ['flow 3'] });
  expect(mixed).toMatchObject([{ memberType: 'classic', generation: null }, { memberType: 'consumer', generation: null }]);
  expect((await historyOf('tells-mixed')).rebalances[0]).toMatchObject({ kind: 'incremental', joined: { count: 1 }, cause: { kind: 'member-joined' } });
});
