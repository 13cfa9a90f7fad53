import { expect, test } from 'vitest';
import { backoffMs } from '../../../src/main/clusters/backoff';

test('1 s first, then up to a limit that doubles to 30 s', () => {
  const attempts = [1, 2, 3, 4, 5, 6, 7, 10_000];
  expect(attempts.map((attempt) => backoffMs(attempt, () => 0))).toEqual(attempts.map(() => 1_000));
  expect(attempts.map((attempt) => backoffMs(attempt, () => 1))).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});
