import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Snapshots } from '../../src/main/monitor/snapshot';
import { groupDetail } from '../../src/main/monitor/views/group-detail';
import { LAG_STATES } from '../../src/shared/lag';
import { startCluster, type TestCluster } from '../support/kafka';
import { fewestRequests, openTestSnapshots } from '../support/snapshots';

let cluster: TestCluster;
let snapshots: Snapshots;

beforeAll(async () => {
  cluster = await startCluster({ brokers: 1 });
  await cluster.createTopics([{ topic: 'orders', partitions: 6 }, { topic: 'short', partitions: 2 }, { topic: 'doomed', partitions: 1 }]);
  for (let partition = 0; partition < 6; partition += 1) await cluster.produce('orders', partition, 100 + partition);
  await cluster.produce('short', 0, 50);
  await cluster.produce('doomed', 0, 5);
  await cluster.commit('empty-group', [
    { topic: 'orders', partition: 0, offset: 40 },
    { topic: 'orders', partition: 1, offset: 101 },
    { topic: 'short', partition: 0, offset: 10 },
    { topic: 'doomed', partition: 0, offset: 3 },
  ]);
  await cluster.deleteRecords('short', 0, 30);
  await cluster.startMembers({ group: 'classic-group', topics: ['orders'], count: 3, instanceIds: ['a', 'b', 'c'], from: 'earliest' });
  await cluster.startMembers({ group: 'modern-group', topics: ['orders'], count: 2, protocol: 'consumer', from: 'earliest' });
  await cluster.awaitGroup('classic-group', { members: 3 });
  await cluster.awaitGroup('modern-group', { members: 2 });
  snapshots = await openTestSnapshots(cluster.bootstrapServers);
}, 120_000);

afterAll(async () => {
  snapshots.close();
  await cluster.stop();
});

function describe(groupId: string) {
  const record = snapshots.facts.groups.get(groupId);
  if (record === undefined) throw new Error(`no ${groupId}`);
  const detail = groupDetail(snapshots.facts, record, 1, 5_000);
  const { columns } = detail;
  const rows = Array.from(columns.partition, (partition, row) => ({
    partition: `${detail.topics[columns.topic[row] ?? 0]}-${partition}`,
    committed: columns.committedOffset[row],
    end: columns.logEndOffset[row],
    lag: columns.lag[row],
    state: LAG_STATES[columns.lagState[row] ?? 0],
    owner: detail.members?.[columns.owner[row] ?? -1]?.clientId ?? null,
  }));
  return { detail, rows };
}

test('a round tells what Kafka itself tells, edge cases included', async () => {
  const report = await snapshots.round();
  expect(snapshots.facts.roundFailures).toEqual([]);
  expect([...snapshots.facts.groups.keys()].sort()).toEqual(['classic-group', 'empty-group', 'modern-group']);

  const empty = describe('empty-group');
  expect(empty.detail).toMatchObject({ groupType: 'classic', groupState: 'Empty', members: [], unknownPartitions: 0, totalLag: 60 + 40 + 2 });
  expect(empty.rows).toEqual([
    { partition: 'doomed-0', committed: 3, end: 5, lag: 2, state: 'behind', owner: null },
    { partition: 'orders-0', committed: 40, end: 100, lag: 60, state: 'behind', owner: null },
    { partition: 'orders-1', committed: 101, end: 101, lag: 0, state: 'caught-up', owner: null },
    { partition: 'short-0', committed: 10, end: 50, lag: 40, state: 'below-log-start', owner: null },
  ]);

  for (const groupId of ['classic-group', 'modern-group']) {
    const [truth] = await cluster.describeGroups(groupId);
    const { detail, rows } = describe(groupId);
    expect(detail.groupState).toBe(truth?.groupState);
    expect(detail.groupType).toBe(truth?.groupType);
    expect(detail.groupEpoch).toBe(truth?.groupEpoch);
    const shape = (members: readonly { memberId: string; groupInstanceId: string | null; clientId: string; assignment: unknown }[]) =>
      members.map(({ memberId, groupInstanceId, clientId, assignment }) => ({ memberId, groupInstanceId, clientId, assignment })).sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
    expect(shape((detail.members ?? []) as never)).toEqual(shape(truth?.members ?? []));
    expect(rows.map((row) => row.partition)).toEqual(['orders-0', 'orders-1', 'orders-2', 'orders-3', 'orders-4', 'orders-5']);
    expect(rows.every((row) => row.owner !== null)).toBe(true);
  }
  expect(report.brokersAnswering).toBe(1);
});

test('a following round asks no more than it must', async () => {
  // ListGroups, DescribeGroups, ConsumerGroupDescribe, OffsetFetch, ListOffsets
  expect(await fewestRequests(snapshots)).toBe(5);
});

test('a deleted topic is gone, not zero', async () => {
  await cluster.commit('left-over', [{ topic: 'doomed', partition: 0, offset: 3 }]);
  await cluster.startMembers({ group: 'mourners', topics: ['doomed'], count: 1, from: 'earliest' });
  await cluster.awaitGroup('mourners', { members: 1 });
  await snapshots.round();
  expect(describe('left-over').rows).toEqual([{ partition: 'doomed-0', committed: 3, end: 5, lag: 2, state: 'behind', owner: null }]);
  expect(describe('mourners').rows.map(({ partition }) => partition)).toEqual(['doomed-0']);
  await cluster.deleteTopics('doomed');
  await snapshots.round();
  await snapshots.round();
  const leftOver = () => (snapshots.facts.groups.has('left-over') ? describe('left-over').rows : []);
  for (const row of [...leftOver(), ...describe('mourners').rows]) expect(row).toMatchObject({ lag: NaN, state: 'topic-gone' });
  expect(snapshots.facts.groups.get('mourners')?.events.map(({ kind, text }) => [kind, text])).toContainEqual(['topic-deleted', 'topic doomed was deleted']);
  // Newer brokers drop the commits a little after the topic: then nothing is left of it, though the member names it for minutes.
  const mourners = async () => {
    await snapshots.round();
    const { rows, detail } = describe('mourners');
    return { rows, unknownPartitions: detail.unknownPartitions, isUnknown: detail.verdict.verdict === 'unknown' };
  };
  await expect.poll(mourners, { timeout: 20_000 }).toEqual({ rows: [], unknownPartitions: 0, isUnknown: false });
});
