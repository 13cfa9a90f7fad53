import { expect, test } from 'vitest';
import { retentionEdge } from '../../../../src/main/operations/read/read-partitions';

const AGED = { compacted: false, ms: 1_000, bytes: null };
const SIZED = { compacted: false, ms: null, bytes: 5_000 };

test.each([
  ['by time: the first record that is young enough', AGED, 100, 200, 150, 150],
  ['by time, all records old: the log end', AGED, 100, 200, -1, 200],
  ['by time, not read: not known', AGED, 100, 200, null, null],
  ['by size: the first hundredth', SIZED, 100, 1_100, null, 110],
  ['by size, an empty log: nothing', SIZED, 100, 100, null, 100],
  ['no limit: nothing is deleted', { ...AGED, ms: null }, 100, 200, null, null],
  ['log not read: not known', SIZED, null, 200, null, null],
])('%s', (_name, retention, logStart, logEnd, keptFrom, edge) => {
  expect(retentionEdge(retention, logStart, logEnd, keptFrom)).toBe(edge);
});
