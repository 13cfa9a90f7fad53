import { expect, test } from 'vitest';
import type { ShareGroupOffsets } from '../../../src/main/kafka/protocol/apis/describe-share-group-offsets';
import { ClusterFacts } from '../../../src/main/monitor/cluster-facts';
import { evaluateGroups } from '../../../src/main/monitor/evaluation';
import { applyShareOffsets } from '../../../src/main/monitor/share-offsets';
import { groupDetail } from '../../../src/main/monitor/views/group-detail';
import { ScriptedCluster } from './scripted-cluster';

/** Start offset and the broker's lag of each partition of t; null: the broker does not tell. */
function told(...rows: readonly (readonly [start: number | null, lag: number | null])[]): ShareGroupOffsets[] {
  const partitions = rows.map(([startOffset, lag], partition) => ({ partition, errorCode: 0, errorMessage: null, startOffset, leaderEpoch: 0, lag }));
  return [{ groupId: 's', errorCode: 0, errorMessage: null, topics: [{ topic: 't', partitions }] }];
}

test('the broker’s lag is taken while it tells one, never an earlier one of its own', async () => {
  const facts = new ClusterFacts();
  const record = facts.group('s', 1);
  record.groupType = 'share';
  facts.partitions.applyMetadata([{ errorCode: 0, topic: 't', topicId: null, internal: false, partition: Int32Array.of(0, 1), leader: Int32Array.of(1, 1), errorCodes: new Int16Array(2) }], null);
  const lags = async (groups: ShareGroupOffsets[], at: number): Promise<number[]> => {
    facts.partitions.logStart.fill(0);
    facts.partitions.logEnd.fill(20);
    facts.partitions.endAskedAt.fill(at);
    applyShareOffsets(facts, [record], groups, at);
    await evaluateGroups(facts, at, 5_000);
    return [...record.rows.lag];
  };
  expect(await lags(told([0, 0], [0, 4]), 1_000)).toEqual([0, 4]);
  expect(await lags(told([0, null], [null, null]), 2_000)).toEqual([20, NaN]);
  expect(record.totals).toMatchObject({ totalLag: 20, unknownPartitions: 0, uncommittedPartitions: 1 });
  expect(await lags(told([0, 3]), 3_000)).toEqual([3, NaN]);
});

test('what could not be read of a share group are start offsets: it commits none', async () => {
  const facts = new ClusterFacts();
  const record = facts.group('s', 1);
  record.groupType = 'share';
  const partitions = [{ partition: 0, errorCode: 15, errorMessage: null, startOffset: null, leaderEpoch: 0, lag: null }];
  applyShareOffsets(facts, [record], [{ groupId: 's', errorCode: 0, errorMessage: null, topics: [{ topic: 't', partitions }] }], 1_000);
  await evaluateGroups(facts, 1_000, 5_000);
  const { failures } = groupDetail(facts, record, 1, 5_000);
  applyShareOffsets(facts, [record], [{ groupId: 's', errorCode: 15, errorMessage: null, topics: [] }], 2_000);
  expect([...failures, record.offsetFailure].map((failure) => failure?.message.split(':')[0])).toEqual(['The start offset could not be read', 'The start offsets of s could not be read']);
});

test('a group that has the name of a deleted share group is another one: nothing of that one is its', async () => {
  const cluster = new ScriptedCluster([1]);
  const { facts } = cluster;
  await cluster.round();
  const shared = facts.group('s', 1);
  Object.assign(shared, { groupType: 'share', groupState: 'Stable', listedAt: Date.now() });
  applyShareOffsets(facts, [shared], told([100, 0]), Date.now());
  await evaluateGroups(facts, Date.now() - 1_000, 5_000);
  expect([shared.totals.totalLag, facts.history.get('s')?.times.length]).toEqual([0, 1]);
  cluster.node(1).groups.set('s', 10);
  await cluster.round();
  const { groupType, totals, staleReason, events } = facts.groups.get('s') ?? shared;
  expect([groupType, totals.totalLag, staleReason, events, facts.history.get('s')?.times.length]).toEqual(['classic', 90, null, [], 1]);
});
