import { expect, test } from 'vitest';
import { PartitionTable } from '../../../src/main/groups/partition-table';
import { rowOrder } from '../../../src/main/groups/row-order';
import { randomOf } from '../../renderer/harness/fixtures/parts';

const NAMES = ['orders', '__proto__', 'a', 'Z', 'billing'];

test.each([
  ['every partition', 40, () => 0],
  ['few of many', 3_000, () => 0],
  ['numbers that brokers should not send', 20, (pick: () => number) => (pick() < 0.2 ? -2_147_483_648 + Math.floor(pick() * 4) : Math.floor(pick() * 2) * 2_000_000_000)],
])('rows are in the order of names and partitions, each once: %s', (_name, partitionsOfTopic, oddity) => {
  const pick = randomOf(7);
  for (let run = 0; run < 200; run += 1) {
    const table = new PartitionTable();
    const indexes = NAMES.map((name) => table.indexOf(name));
    const wishes = Array.from({ length: Math.floor(pick() * 60) }, () => ({ topic: indexes[Math.floor(pick() * NAMES.length)] ?? 0, partition: oddity(pick) || Math.floor(pick() * partitionsOfTopic) }));
    const order = rowOrder(wishes.map(({ topic }) => topic), wishes.map(({ partition }) => partition), table);
    const expected = [...new Map(wishes.map((wish) => [`${wish.topic}/${wish.partition}`, wish])).values()].sort((left, right) =>
      left.topic === right.topic ? left.partition - right.partition : (NAMES[left.topic] ?? '') < (NAMES[right.topic] ?? '') ? -1 : 1,
    );
    expect(Array.from(order.topic, (topic, row) => ({ topic, partition: order.partition[row] }))).toEqual(expected);
    expect(expected.map(({ topic, partition }) => order.rowOf(topic, partition))).toEqual(expected.map((_, row) => row));
    for (const [topic, partition] of [[0, 4_000], [4, -1], [9, 0]] as const) if (!wishes.some((wish) => wish.topic === topic && wish.partition === partition)) expect(order.rowOf(topic, partition)).toBe(-1);
  }
});
