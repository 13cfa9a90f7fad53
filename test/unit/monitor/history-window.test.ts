import { expect, test } from 'vitest';
import { MOST_FIGURES, samplesToTell } from '../../../src/main/monitor/history-window';

test('what fits in one answer is told whole', () => {
  expect(samplesToTell(2, 6, 1_000)).toEqual([2, 3, 4, 5]);
  expect(samplesToTell(3, 3, 1_000)).toEqual([]);
});

test('more than fits is thinned out evenly, up to the newest', () => {
  expect(samplesToTell(0, 10, MOST_FIGURES / 5)).toEqual([1, 3, 5, 7, 9]);
  expect(samplesToTell(0, 470, 100_000).length).toBeLessThanOrEqual(20);
  expect(samplesToTell(0, 470, MOST_FIGURES * 2)).toEqual([469]);
});
