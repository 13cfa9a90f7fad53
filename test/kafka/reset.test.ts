import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClusterClient } from '../../src/main/kafka/cluster-client';
import { applyGroup } from '../../src/main/operations/carry-out/apply';
import { driftBetween } from '../../src/main/operations/plan/check';
import { makePlan } from '../../src/main/operations/plan/plan';
import { watchApplied } from '../../src/main/operations/carry-out/verify';
import type { PlannedPartition, ResolvedRequest } from '../../src/shared/reset';
import { startCluster, type TestCluster } from '../support/kafka';
import { connectTo } from './support/cluster-client';

const OPTIONS = { signal: new AbortController().signal, timeoutMs: 10_000 };
let cluster: TestCluster;
let client: ClusterClient;
/** Between the first and the second half of the records. */
let between: number;

beforeAll(async () => {
  cluster = await startCluster();
  await cluster.createTopic('orders', 4);
  await cluster.createTopic('empty', 2);
  for (const partition of [0, 1, 2]) await cluster.produce('orders', partition, 40);
  await new Promise((resolve) => setTimeout(resolve, 50));
  between = Date.now();
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (const partition of [0, 1]) await cluster.produce('orders', partition, 60);
  await cluster.deleteRecords('orders', 1, 30);
  const positions = [{ partition: 0, offset: 55 }, { partition: 1, offset: 10 }, { partition: 2, offset: 40 }].map((each) => ({ topic: 'orders', ...each }));
  for (const group of ['billing', 'applied']) await cluster.commit(group, [...positions, { topic: 'empty', partition: 0, offset: 0 }]);
  await cluster.commit('other', [{ topic: 'orders', partition: 0, offset: 77 }, { topic: 'orders', partition: 2, offset: 5 }]);
  client = await connectTo(cluster);
}, 120_000);

afterAll(async () => {
  client?.close();
  await cluster?.stop();
});

test('partitions without a commit: current is the log end, and a shift has nothing to start from', async () => {
  const request: ResolvedRequest = { ...allOf('billing'), scope: { kind: 'topics', topics: [{ topic: 'orders', partitions: [0, 3] }] } };
  const current = await makePlan(client, { ...request, target: { kind: 'to-current' } }, 60_000, OPTIONS);
  expect(newOffsets(current.groups[0]?.partitions)).toEqual({ 'orders-0': 55, 'orders-3': 0 });
  const shift = await makePlan(client, { ...request, target: { kind: 'shift-by', by: 1 } }, 60_000, OPTIONS);
  expect(shift.groups[0]?.partitions.map(({ newOffset, problem }) => [newOffset, problem?.code ?? null])).toEqual([[56, null], [null, 'NO_COMMITTED_OFFSET']]);
});

test('a time after the last record asks instead of going to the end, unless the group is there', async () => {
  const plan = await makePlan(client, { ...allOf('billing'), target: { kind: 'to-datetime', at: between } }, 60_000, OPTIONS);
  expect(plan.groups[0]?.partitions.map(({ topic, partition, newOffset, problem }) => [topic, partition, newOffset, problem?.code ?? null])).toEqual([
    ['empty', 0, 0, null],
    ['orders', 0, 40, null],
    ['orders', 1, 40, null],
    ['orders', 2, 40, null],
  ]);
  await cluster.commit('lagging', [{ topic: 'orders', partition: 2, offset: 30 }]);
  const asked = await makePlan(client, { ...allOf('lagging'), target: { kind: 'to-datetime', at: between } }, 60_000, OPTIONS);
  expect(asked.groups[0]?.partitions.map(({ newOffset, problem }) => [newOffset, problem?.code])).toEqual([[null, 'NO_RECORD_AT_OR_AFTER']]);
});

test('what is not there is said, and hides nothing else', async () => {
  const scope = { kind: 'topics', topics: [{ topic: 'orders', partitions: [0, 9] }, { topic: 'order', partitions: null }] } as const;
  const plan = await makePlan(client, { ...allOf('billing'), scope, target: { kind: 'to-earliest' } }, 60_000, OPTIONS);
  expect(plan.groups[0]?.partitions.map(({ topic, partition, newOffset, problem }) => [topic, partition, newOffset, problem?.code ?? null])).toEqual([
    ['order', 0, null, 'TOPIC_GONE'],
    ['orders', 0, 0, null],
    ['orders', 9, null, 'NO_SUCH_PARTITION'],
  ]);
  expect(plan.failures).toEqual([]);
});

test('a partition may have a target of its own', async () => {
  const plan = await makePlan(client, { ...allOf('billing'), target: { kind: 'to-earliest' }, ownTargets: [{ topic: 'orders', partition: 0, target: { kind: 'shift-by', by: 1 } }, { topic: 'orders', partition: 2, target: { kind: 'to-current' } }] }, 60_000, OPTIONS);
  expect(newOffsets(plan.groups[0]?.partitions)).toEqual({ 'empty-0': 0, 'orders-0': 56, 'orders-1': 30, 'orders-2': 40 });
});

test('what is applied is what was planned, and Kafka’s own tool sees it', async () => {
  const plan = await makePlan(client, { ...allOf('applied'), target: { kind: 'to-group', groupId: 'other' } }, 60_000, OPTIONS);
  const [group] = plan.groups;
  if (group === undefined) throw new Error('The plan has its group.');
  expect(driftBetween(plan, await makePlan(client, plan.request, 60_000, OPTIONS))).toEqual([]);
  const outcomes = await applyGroup(client, group, OPTIONS, () => undefined);
  expect(outcomes.map(({ topic, partition, newOffset, status, readBack }) => [topic, partition, newOffset, status, readBack])).toEqual([
    ['orders', 0, 77, 'applied', 77],
    ['orders', 2, 5, 'applied', 5],
  ]);
  expect(await committed('applied')).toEqual({ 'empty-0': 0, 'orders-0': 77, 'orders-1': 10, 'orders-2': 5 });
  expect(driftBetween(plan, await makePlan(client, plan.request, 60_000, OPTIONS)).map(({ code }) => code)).toEqual(['OFFSET_MOVED', 'OFFSET_MOVED']);
});

test.each(['classic', 'consumer'] as const)('a %s group with members is refused before and by Kafka itself, and nothing moves', async (protocol) => {
  const groupId = `live-${protocol}`;
  await cluster.commit(groupId, [{ topic: 'orders', partition: 0, offset: 12 }]);
  const names = await cluster.startMembers({ group: groupId, topics: ['orders'], protocol, from: 'earliest', commits: false });
  await cluster.awaitGroup(groupId, { members: 1 });
  const plan = await makePlan(client, { ...allOf(groupId), target: { kind: 'to-offset', offset: 20 } }, 60_000, OPTIONS);
  expect(plan.groups[0]).toMatchObject({ groupType: protocol, groupState: 'Stable', refusal: { code: 'GROUP_HAS_MEMBERS' } });
  expect(plan.groups[0]?.members.map(({ clientId }) => clientId)).toEqual(names);
  const [group] = plan.groups;
  if (group === undefined) throw new Error('The plan has its group.');
  const outcomes = await applyGroup(client, group, OPTIONS, () => undefined);
  expect(outcomes.map(({ status, readBack, failure }) => [status, readBack, failure?.code])).toEqual([['failed', 12, 'GROUP_HAS_MEMBERS']]);
  await cluster.stopMembers(names);
  await cluster.awaitGroup(groupId, { state: 'Empty', members: 0 });
  const again = await makePlan(client, plan.request, 60_000, OPTIONS);
  expect(again.groups[0]?.refusal).toBeNull();
});

test('a consumer that no group shows and that commits afterwards is found out', async () => {
  const plan = await makePlan(client, { ...allOf('applied'), scope: { kind: 'topics', topics: [{ topic: 'orders', partitions: [0, 1] }] }, target: { kind: 'to-earliest' } }, 60_000, OPTIONS);
  const [group] = plan.groups;
  if (group === undefined) throw new Error('The plan has its group.');
  const outcomes = await applyGroup(client, group, OPTIONS, () => undefined);
  expect(outcomes.map(({ status }) => status)).toEqual(['applied', 'applied']);
  await cluster.commit('applied', [{ topic: 'orders', partition: 0, offset: 100 }]); // by assign(): no member appears
  const { movedBack, failures } = await watchApplied(client, [{ groupId: 'applied', outcomes }], 0, OPTIONS, () => undefined);
  expect({ movedBack, failures }).toEqual({ movedBack: [{ groupId: 'applied', topic: 'orders', partition: 0, applied: 0, now: 100, members: [] }], failures: [] });
});

test('a group that does not exist is created only when that was asked for', async () => {
  const request: ResolvedRequest = { ...allOf('fresh'), scope: { kind: 'topics', topics: [{ topic: 'orders', partitions: null }] }, target: { kind: 'to-earliest' } };
  const refused = await makePlan(client, request, 60_000, OPTIONS);
  expect(refused.groups[0]?.refusal?.code).toBe('GROUP_ID_NOT_FOUND');
  const plan = await makePlan(client, { ...request, createGroups: true }, 60_000, OPTIONS);
  const [group] = plan.groups;
  if (group === undefined) throw new Error('The plan has its group.');
  expect(group.refusal).toBeNull();
  expect((await applyGroup(client, group, OPTIONS, () => undefined)).map(({ status }) => status)).toEqual(['applied', 'applied', 'applied', 'applied']);
  expect(await committed('fresh')).toEqual({ 'orders-0': 0, 'orders-1': 30, 'orders-2': 0, 'orders-3': 0 });
});

function allOf(groupId: string): ResolvedRequest {
  return { groupIds: [groupId], target: { kind: 'to-current' }, scope: { kind: 'all-topics' }, ownTargets: [], whenNoRecord: 'ask', createGroups: false };
}

function newOffsets(partitions: readonly PlannedPartition[] = []): Record<string, number | null> {
  return Object.fromEntries(partitions.map(({ topic, partition, newOffset }) => [`${topic}-${partition}`, newOffset]));
}

async function committed(group: string): Promise<Record<string, number>> {
  return Object.fromEntries((await cluster.committedOffsets(group)).map(({ topic, partition, offset }) => [`${topic}-${partition}`, offset]));
}
