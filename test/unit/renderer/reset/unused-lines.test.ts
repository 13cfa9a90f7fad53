import { expect, test } from 'vitest';
import { tickLines, unusedLines, withFilePartitions } from '../../../../src/renderer/views/reset/unused-lines';
import type { WishedOffset } from '../../../../src/shared/reset';

const at = (topic: string, partition: number, groupId: string | null = null): WishedOffset => ({ groupId, topic, partition, offset: 5, leaderEpoch: null, metadata: null });
const FILE = [at('orders', 0), at('orders', 2), at('refunds', 0), at('orders', 9), at('gone', 0), at('orders', 1, 'other')];
const KNOWN = new Map<string, number | null>([['orders', 3], ['refunds', null]]);
const SCOPE = { kind: 'topics', topics: [{ topic: 'orders', partitions: [0, 1] }] } as const;

test('every offset of a file that a plan passes over is told with its reason', () => {
  expect(unusedLines(FILE, ['billing'], SCOPE, KNOWN).map(({ line, why }) => [line.topic, line.partition, why])).toEqual([
    ['orders', 2, 'not-ticked'],
    ['refunds', 0, 'not-ticked'],
    ['orders', 9, 'no-partition'],
    ['gone', 0, 'no-topic'],
    ['orders', 1, 'other-group'],
  ]);
  expect(unusedLines(FILE, ['billing', 'other'], { kind: 'all-topics' }, KNOWN)).toEqual([]);
});

test('what is not ticked is ticked at once, also where the group has nothing committed', () => {
  const unused = unusedLines(FILE, ['billing'], SCOPE, KNOWN);
  expect(tickLines(new Map([['orders', new Set([0])]]), unused)).toEqual(new Map([['orders', new Set([0, 2])], ['refunds', new Set([0])]]));
  const tree = withFilePartitions([{ topic: 'orders', partitions: [{ partition: 1, said: '7' }] }], FILE, ['billing'], KNOWN);
  expect(tree).toEqual([
    { topic: 'orders', partitions: [{ partition: 0, said: 'none' }, { partition: 1, said: '7' }, { partition: 2, said: 'none' }] },
    { topic: 'refunds', partitions: [{ partition: 0, said: 'none' }] },
  ]);
});
