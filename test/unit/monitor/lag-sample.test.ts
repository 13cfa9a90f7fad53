import { expect, test } from 'vitest';
import { keepLags, lagAt, reorderLags, saysLags } from '../../../src/main/monitor/lag-sample';

test.each([
  ['small', [0, 5, NaN, 2_147_483_647]],
  ['too large for 32 bits', [0, 5, NaN, 2_147_483_648, Number.MAX_SAFE_INTEGER]],
])('lags that are %s come back as they were, in any order', (_name, lags) => {
  const given = Float64Array.from(lags);
  const kept = keepLags(given);
  expect(lags.map((_, row) => lagAt(kept, row))).toEqual(lags);
  expect(saysLags(kept, given)).toBe(true);
  for (let row = 0; row < lags.length; row += 1) {
    const other = Float64Array.from(lags);
    other[row] = Number.isNaN(lags[row]) ? 0 : NaN;
    expect(saysLags(kept, other)).toBe(false);
  }
  const moved = reorderLags(kept, Int32Array.of(3, -1, 1));
  expect([0, 1, 2].map((row) => lagAt(moved, row))).toEqual([lags[3], NaN, 5]);
});
