import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClusterClient } from '../../src/main/kafka/cluster-client';
import { readOnly } from '../../src/main/kafka/read-only';
import { driftBetween } from '../../src/main/operations/plan/check';
import { makePlan } from '../../src/main/operations/plan/plan';
import { readPlanTimes } from '../../src/main/operations/plan/read-plan-times';
import type { ResetPlan, ResetWarning, ResolvedRequest, ResolvedTarget } from '../../src/shared/reset';
import { startCluster, type TestCluster } from '../support/kafka';
import { connectTo } from './support/cluster-client';

const OPTIONS = { signal: new AbortController().signal, timeoutMs: 10_000 };
const HOUR_MS = 3_600_000;
const now = Date.now();
/** Of the records of `timed`: one near the end of its ten days, two in the midst, one of now. */
const TIMES = [now - 235 * HOUR_MS, now - 120 * HOUR_MS, now - 48 * HOUR_MS, now];
let cluster: TestCluster;
let client: ClusterClient;

beforeAll(async () => {
  cluster = await startCluster();
  await cluster.createTopics([
    { topic: 'compacted', configs: { 'cleanup.policy': 'compact' } },
    { topic: 'timed', configs: { 'retention.ms': String(240 * HOUR_MS), 'segment.ms': String(240 * HOUR_MS) } },
    { topic: 'sized', configs: { 'retention.ms': '-1', 'retention.bytes': '100000000' } },
    { topic: 'open' },
    { topic: 'large', configs: { 'max.message.bytes': '5000000' } },
    { topic: 'billing-store-changelog' },
  ]);
  const produce = (topic: string, records: readonly object[], outcome = 'none'): Promise<unknown> => cluster.call('produceRecords', { topic, records, outcome });
  await produce('compacted', Array.from({ length: 10 }, (_, key) => ({ key: String(key), value: 'x' })));
  for (const timestamp of TIMES) await produce('timed', [{ value: 'x', timestamp }]);
  await cluster.produce('sized', 0, 1_000);
  await produce('open', [{ value: 'a', timestamp: TIMES[0] }, { value: 'b' }], 'commit');
  await produce('open', [{ value: 'c' }, { value: 'd' }], 'open');
  await produce('large', [{ value: 'x'.repeat(600_000), timestamp: TIMES[1] }]);
  await produce('large', [{ value: 'x'.repeat(900_000), timestamp: TIMES[2] }]);
  await cluster.commit('billing', [
    { topic: 'compacted', partition: 0, offset: 5 },
    { topic: 'timed', partition: 0, offset: 4 },
    { topic: 'sized', partition: 0, offset: 900 },
    { topic: 'open', partition: 0, offset: 0 },
    { topic: 'large', partition: 0, offset: 1 },
  ]);
  await cluster.commit('connect-sink', [{ topic: 'timed', partition: 0, offset: 1 }]);
  client = readOnly(await connectTo(cluster));
}, 120_000);

afterAll(async () => {
  client?.close();
  await cluster?.stop();
});

test('a plan to the log start warns of compaction and of what retention takes next', async () => {
  expect(warningsOf(await planFor('billing', { kind: 'to-earliest' }))).toEqual({
    compacted: ['compacted'],
    large: [],
    open: [],
    sized: ['near-retention'],
    timed: ['near-retention'],
  });
});

test('behind the edge of retention nothing warns', async () => {
  expect(warningsOf(await planFor('billing', { kind: 'to-offset', offset: 1 }, 'timed'))).toEqual({ timed: [] });
  expect(warningsOf(await planFor('billing', { kind: 'to-offset', offset: 10 }, 'sized'))).toEqual({ sized: [] });
  expect(warningsOf(await planFor('billing', { kind: 'to-offset', offset: 9 }, 'sized'))).toEqual({ sized: ['near-retention'] });
});

test('a plan beyond an open transaction says so, one up to it does not', async () => {
  const latest = await planFor('billing', { kind: 'to-latest' }, 'open');
  expect(latest.groups[0]?.partitions[0]).toMatchObject({ newOffset: 5, logEndOffset: 5, lastStableOffset: 3, warnings: ['skips-records', 'open-transaction'] });
  expect(warningsOf(await planFor('billing', { kind: 'to-offset', offset: 3 }, 'open'))).toEqual({ open: ['skips-records'] });
});

test('an offset that was committed for an earlier topic of that name is found out', async () => {
  await cluster.createTopic('again');
  await cluster.produce('again', 0, 5);
  const before = await planFor('fresh', { kind: 'to-latest' }, 'again');
  const topicId = before.groups[0]?.partitions[0]?.topicId ?? null;
  const target: ResolvedTarget = { kind: 'to-offsets', origin: 'snapshot', offsets: [{ groupId: 'fresh', topic: 'again', partition: 0, offset: 3, leaderEpoch: null, metadata: null, topicId }] };
  expect(topicId).not.toBeNull();
  expect(warningsOf(await planFor('fresh', target))).toEqual({ again: ['no-commit'] });
  await cluster.deleteTopics('again');
  await cluster.createTopic('again');
  await cluster.produce('again', 0, 5);
  const after = await planFor('fresh', target);
  expect(warningsOf(after)).toEqual({ again: ['no-commit', 'topic-recreated'] });
  expect(driftBetween(before, after).map(({ code }) => code)).toEqual(['TOPIC_RECREATED']);
});

test('groups of Kafka Streams and of connectors are planned with a warning', async () => {
  const streams = await planFor('billing', { kind: 'to-current' });
  const connect = await planFor('connect-sink', { kind: 'to-earliest' });
  expect([streams, connect].map(({ groups }) => groups.map(({ refusal, warnings }) => [refusal, warnings]))).toEqual([[[null, ['streams']]], [[null, ['connect']]]]);
});

test('times of the records at the old and the new positions, whatever the size of their batches', async () => {
  const plan = await planFor('billing', { kind: 'to-earliest' });
  const { times, failures } = await readPlanTimes(client, plan, OPTIONS);
  expect(failures).toEqual([]);
  const byTopic = Object.fromEntries(times.map(({ topic, oldAt, newAt }) => [topic, [oldAt, newAt]]));
  expect(byTopic).toMatchObject({ timed: [null, TIMES[0]], large: [TIMES[2], TIMES[1]], open: [TIMES[0], TIMES[0]] });
  expect(byTopic['compacted']?.every((at) => at !== null && at >= now)).toBe(true);
});

test('a marker of a transaction is no record: the time is that of the next one', async () => {
  const { times } = await readPlanTimes(client, await planFor('billing', { kind: 'to-offset', offset: 2 }, 'open'), OPTIONS);
  expect(times[0]?.newAt).toBeGreaterThanOrEqual(now);
});

test('reading times is cancelled at once', async () => {
  const plan = await planFor('billing', { kind: 'to-earliest' });
  const controller = new AbortController();
  const reading = readPlanTimes(client, plan, { ...OPTIONS, signal: controller.signal });
  controller.abort();
  await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' });
});

function planFor(groupId: string, target: ResolvedTarget, topic?: string): Promise<ResetPlan> {
  const request: ResolvedRequest = { groupIds: [groupId], target, scope: topic === undefined ? { kind: 'all-topics' } : { kind: 'topics', topics: [{ topic, partitions: null }] }, ownTargets: [], whenNoRecord: 'ask', createGroups: true };
  return makePlan(client, request, 60_000, OPTIONS);
}

function warningsOf({ groups, failures }: ResetPlan): Record<string, readonly ResetWarning[]> {
  expect(failures).toEqual([]);
  return Object.fromEntries((groups[0]?.partitions ?? []).map(({ topic, warnings }) => [topic, warnings]));
}
