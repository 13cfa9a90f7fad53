import { expect, test } from 'vitest';
import { emptyRows } from '../../../src/main/groups/group-rows';
import { ClusterFacts } from '../../../src/main/monitor/cluster-facts';
import { newGroupRecord } from '../../../src/main/monitor/group-record';
import { partitionPaces } from '../../../src/main/monitor/views/partition-paces';

test('tells how fast partitions are written to and read, once they were watched for a minute', () => {
  const facts = new ClusterFacts();
  const record = newGroupRecord('group', 1);
  const topic = facts.partitions.indexOf('orders');
  record.rows = emptyRows(4);
  record.rows.topic.fill(topic);
  record.rows.partition.set([0, 1, 2, 3]);
  const sample = (at: number, committed: readonly number[], lag: readonly number[]) => {
    record.sampledAt = at;
    record.rows.committed.set(committed);
    record.rows.lag.set(lag);
    facts.history.append(record, at, true);
    return partitionPaces(facts, record).get('orders');
  };
  expect(sample(1_000, [100, 1_000, 500, -1], [0, 50_000, 0, NaN])).toBeUndefined();
  expect(sample(31_000, [100, 1_000, 500, -1], [0, 50_000, 0, NaN])).toBeUndefined();
  // The third one's offset was set back; the fourth one has none at all.
  expect(sample(101_000, [200, 4_000, 400, -1], [0, 52_000, 100, NaN])).toEqual(new Map([
    [0, { producedPerSecond: 1, readPerSecond: 1, isBehind: false }],
    [1, { producedPerSecond: 50, readPerSecond: 30, isBehind: true }],
  ]));
  // Without members its offsets may be set to anything, which is no reading.
  record.groupState = 'Empty';
  sample(106_000, [200, 4_000, 400, -1], [0, 52_000, 100, NaN]);
  record.groupState = 'Stable';
  expect(sample(171_000, [200, 56_000, 500, -1], [0, 0, 0, NaN])).toBeUndefined();
});
