import { expect, test } from 'vitest';
import { MOST_PARTITIONS_OF_TOPIC, PartitionTable } from '../../../src/main/groups/partition-table';

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

test('a topic with more partitions than are read is refused alone, and is back when it has fewer', () => {
  const table = new PartitionTable();
  const evil = topic('evil', Array.from({ length: MOST_PARTITIONS_OF_TOPIC + 1 }, (_, partition) => partition));
  table.applyMetadata([evil, topic('good', [0, 1, 2])], null);
  expect(table.find('evil')).toMatchObject({ status: 'failed', partitions: 0 });
  expect([...table.refused]).toEqual([['evil', MOST_PARTITIONS_OF_TOPIC + 1]]);
  expect(table.find('good')).toMatchObject({ status: 'present', partitions: 3 });
  table.applyMetadata([topic('evil', [0]), topic('good', [0, 1, 2])], null);
  expect(table.find('evil')).toMatchObject({ status: 'present', partitions: 1 });
  expect([...table.refused]).toEqual([]);
});

test('the columns do not grow with topics that come and go, and those that stay keep what is known of them', () => {
  const table = new PartitionTable();
  const all = Array.from({ length: 1_000 }, (_, partition) => partition);
  table.applyMetadata([topic('stays', [0, 1, 2], 7)], null);
  for (let i = 0; i < 3; i += 1) table.logEnd[(table.find('stays')?.base ?? 0) + i] = 100 + i;
  for (let day = 0; day < 100; day += 1) table.applyMetadata([topic(`day-${day}`, all), topic('stays', [0, 1, 2], 7)], null);
  expect(table.leader.length).toBeLessThan(20_000);
  const { base = NaN, partitions } = table.find('stays') ?? {};
  expect([partitions, ...table.logEnd.slice(base, base + 3), ...table.leader.slice(base, base + 3)]).toEqual([3, 100, 101, 102, 7, 7, 7]);
});
