import { expect, it } from 'vitest';
import { fittingWindow } from '../../../../src/renderer/views/group/chart-preferences';

const MIN = 60_000;

it.each([
  ['before anything is read', null, null, '900000'],
  ['just begun', 2 * MIN, null, '300000'],
  ['just begun, in trouble since', 2 * MIN, 2 * MIN, '300000'],
  ['watched for longer', 6 * MIN, null, '900000'],
  ['trouble that fits', 50 * MIN, 12 * MIN, '900000'],
  ['older trouble', 50 * MIN, 14 * MIN, '3600000'],
])('the chart shows what was watched, as far as it matters: %s', (_case, watchedMs, troubleMs, window) => {
  expect(fittingWindow(watchedMs, troubleMs)).toBe(window);
});
