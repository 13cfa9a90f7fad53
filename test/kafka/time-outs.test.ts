import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startKafkaClients } from '../../scripts/lib/kafka-clients.mjs';
import { createEngine, type Engine } from '../../src/main/engine';
import type { ClusterClient } from '../../src/main/kafka/cluster-client';
import { readGroupTimeOuts } from '../../src/main/kafka/group-time-outs';
import { readOnly } from '../../src/main/kafka/read-only';
import { makePlan } from '../../src/main/operations/plan/plan';
import { startCluster, type TestCluster } from '../support/kafka';
import { connectTo } from './support/cluster-client';

const OPTIONS = { signal: new AbortController().signal, timeoutMs: 10_000 };
const SESSION_MS = 20_000;
const HEARTBEAT_MS = 2_000;
/** Between what happens and a look that shows it, and for whatever else a busy computer does. */
const LATE_MS = 4_000;

let cluster: TestCluster;
let frozen: Awaited<ReturnType<typeof startKafkaClients>>;
let client: ClusterClient;
let engine: Engine;
let profileId: string;
const dataDirectory = mkdtempSync(join(tmpdir(), 'offsight-time-outs-'));

beforeAll(async () => {
  cluster = await startCluster({ heapMb: 384 });
  await cluster.createTopic('flow', 6);
  frozen = await startKafkaClients(cluster.bootstrapServers);
  await cluster.call('startTraffic', { topic: 'flow', perSecond: Array.from({ length: 6 }, () => 4) });
  for (const [name, value] of [['consumer.session.timeout.ms', SESSION_MS], ['consumer.heartbeat.interval.ms', HEARTBEAT_MS]] as const) {
    for (const group of ['freezes', '__proto__']) await cluster.call('setGroupConfig', { group, name, value: String(value) });
  }
  client = readOnly(await connectTo(cluster));
  engine = createEngine({ dataDirectory, emit: () => undefined });
  const added = await engine.handle('clusters:add', { name: 'test', environment: 'development', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 1_000 });
  if (!added.ok) throw new Error(added.failure.message);
  ({ profileId } = added.value);
}, 120_000);

afterAll(async () => {
  client?.close();
  await engine?.close();
  await frozen?.close();
  await cluster?.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
});

async function until<Value>(what: string, read: () => Promise<Value | null>): Promise<Value> {
  for (const end = performance.now() + 60_000; performance.now() < end; ) {
    const value = await read();
    if (value !== null) return value;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${what} did not come in time.`);
}

async function groupOf(groupId: string) {
  const read = await engine.handle('group:read', { profileId, groupId });
  return read.ok ? read.value : null;
}

async function settled(groupId: string, members: number): Promise<void> {
  await cluster.awaitGroup(groupId, { members });
  await until(`${groupId} with ${members} members`, async () => {
    const detail = await groupOf(groupId);
    return detail?.groupState === 'Stable' && detail.members?.length === members ? detail : null;
  });
}

test('the settings of groups tell the time-outs of their members; those of classic members nothing tells', async () => {
  const groups = [...['__proto__', 'unset'].map((groupId) => ({ groupId, groupType: 'consumer' })), { groupId: 'shared', groupType: 'share' }, { groupId: 'joined', groupType: 'streams' }, { groupId: 'old', groupType: 'classic' }, { groupId: 'older', groupType: null }];
  expect([...(await readGroupTimeOuts(client, 1, groups, OPTIONS))]).toEqual([
    ['__proto__', { sessionMs: SESSION_MS, heartbeatMs: HEARTBEAT_MS }],
    ['unset', { sessionMs: 10_000, heartbeatMs: 1_000 }],
    ['shared', { sessionMs: 10_000, heartbeatMs: 1_000 }],
    ['joined', { sessionMs: 45_000, heartbeatMs: 5_000 }],
  ]);
  expect(await readGroupTimeOuts(client, 99, groups, OPTIONS)).toEqual(new Map());
  await expect(readGroupTimeOuts(client, 1, groups, { ...OPTIONS, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' });
});

test('a plan tells when killed members leave: by the group’s settings, and where a member is a classic one not at all', async () => {
  await cluster.startMembers({ group: 'classic', topics: ['flow'] });
  await cluster.startMembers({ group: '__proto__', topics: ['flow'], protocol: 'consumer' });
  await cluster.startMembers({ group: 'mixed', topics: ['flow'], protocol: 'consumer', clientId: 'new' });
  await Promise.all(['classic', '__proto__', 'mixed'].map((group) => cluster.awaitGroup(group, { members: 1 })));
  await cluster.startMembers({ group: 'mixed', topics: ['flow'], protocol: 'classic', clientId: 'old' });
  await cluster.awaitGroup('mixed', { members: 2 });
  const plan = await makePlan(client, { groupIds: ['classic', '__proto__', 'mixed', 'nobody'], target: { kind: 'to-latest' }, scope: { kind: 'all-topics' }, ownTargets: [], whenNoRecord: 'ask', createGroups: false }, 60_000, OPTIONS);
  expect(plan.groups.map(({ groupId, sessionTimeOutMs }) => [groupId, sessionTimeOutMs])).toEqual([['classic', null], ['__proto__', SESSION_MS], ['mixed', null], ['nobody', null]]);
});

test('a member that stands still keeps a rebalance waiting no longer than its session, which is told', async () => {
  const wish = { group: 'freezes', topics: ['flow'], protocol: 'consumer' } as const;
  await cluster.startMembers(wish);
  await frozen.call('startMembers', { ...wish, count: 1, firstIndex: 2 });
  await settled('freezes', 2);
  await cluster.startMembers({ ...wish, firstIndex: 3 });
  await settled('freezes', 3);
  const together = Date.now();
  await until('a commit of every member', async () => {
    const detail = await groupOf('freezes');
    return detail?.columns.commitChangedAt.every((at) => at > together) === true ? detail : null;
  });
  frozen.pause();
  const silent = await until('the silent member', async () => {
    const detail = await groupOf('freezes');
    return detail === null || detail.silent.length === 0 ? null : { clientIds: detail.silent.map(({ member }) => detail.members?.[member]?.clientId), timeOuts: detail.timeOuts };
  });
  expect(silent).toEqual({ clientIds: ['freezes-2'], timeOuts: { sessionMs: SESSION_MS, heartbeatMs: HEARTBEAT_MS } });
  await cluster.stopMembers(['freezes-3']); // its partitions go to both: the frozen one has only to acknowledge
  const { underWay, at } = await until('a time-out', async () => {
    const history = await engine.handle('rebalances:read', { profileId, groupId: 'freezes' });
    return history.ok && history.value.underWay?.timeOutMs != null ? { underWay: history.value.underWay, at: performance.now() } : null;
  });
  expect(underWay).toMatchObject({ waitsFor: { certainty: 'certain', members: { members: [{ clientId: 'freezes-2' }] } } });
  expect(underWay.evidence).toContain('It is removed when its session is over, by the group’s consumer.session.timeout.ms of 20 s.');
  await cluster.awaitGroup('freezes', { members: 1 });
  expect(performance.now() - at).toBeLessThan((underWay.timeOutMs ?? 0) + LATE_MS);
});
