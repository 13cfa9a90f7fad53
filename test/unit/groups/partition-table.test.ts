import { expect, test } from 'vitest';
import { PartitionTable } from '../../../src/main/groups/partition-table';

const topic = (name: string, partition: number[], leader = 1) => ({
  errorCode: 0, topic: name, topicId: null, internal: false,
  partition: Int32Array.from(partition), leader: new Int32Array(partition.length).fill(leader), errorCodes: new Int16Array(partition.length),
});

test('one partition with a huge number costs no memory for those before it', () => {
  const table = new PartitionTable();
  table.applyMetadata([topic('evil', [20_000_000]), topic('good', [0, 1, 2])], null);
  expect(table.leader.length).toBeLessThan(100_000);
  expect(table.find('good')).toMatchObject({ status: 'present', partitions: 3 });
});

test('a negative partition does not reach into another topic', () => {
  const table = new PartitionTable();
  table.applyMetadata([topic('good', [0, 1, 2]), topic('evil', [-2, 0], 77)], null);
  const base = table.find('good')?.base ?? 0;
  expect([...table.leader.slice(base, base + 3)]).toEqual([1, 1, 1]);
});
