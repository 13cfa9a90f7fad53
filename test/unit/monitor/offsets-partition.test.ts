import { expect, test } from 'vitest';
import { offsetsPartition } from '../../../src/main/monitor/offsets-partition';

/** Right-hand sides by Java: `Math.abs(groupId.hashCode()) % 50`, and 0 for a hash of -2^31 (polygenelubricants). */
test.each([
  ['', 0],
  ['a', 47],
  ['orders-billing', 11],
  ['polygenelubricants', 0],
  ['é-😀', 47],
])('the partition of %j is the one that Kafka takes', (groupId, partition) => {
  expect(offsetsPartition(groupId, 50)).toBe(partition);
});
