import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { INTERVAL_MS, START, memberOf, watchGroup } from './watched-group';

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => vi.useRealTimers());

const BOTH = [memberOf('app-1', [0]), memberOf('app-2', [1])];

test('a healthy group whose members leave while records arrive is stopped at once, and says who left', async () => {
  const round = watchGroup();
  await round(BOTH, [10, 10], 10);
  expect(await round(BOTH, [20, 20], 20)).toMatchObject({ verdict: 'ok' });
  const left = { verdict: 'stopped', since: START + 2 * INTERVAL_MS + 3, rows: ['stopped', 'stopped'] };
  // What the members committed last is seen together with their leaving, or by the round after it.
  expect(await round([], [25, 20], 30)).toMatchObject({ ...left, evidence: 'Its last 2 members (app-1, app-2) left a moment before these figures were read.' });
  expect(await round([], [26, 20], 40)).toMatchObject(left);
  expect(await round([], [26, 20], 50)).toMatchObject({ ...left, evidence: 'Its last 2 members (app-1, app-2) left 9 s before these figures were read, and nothing was committed since.' });
});

test('a partition with lag that no member owns is nobody’s to read, though the group keeps up elsewhere', async () => {
  const round = watchGroup();
  const first = [memberOf('app-1', [0])];
  for (let index = 0; index < 8; index += 1) await round(first, [10 + 10 * index, 5], 10 + 10 * index);
  const { rows, evidence } = await round(first, [90, 5], 90);
  expect([rows, evidence]).toEqual([['ok', 'stopped'], 'Nobody reads 1 of 2 partitions: there is lag, but no owner and no commit lately.']);
});

test('who commits after the members left, commits without members', async () => {
  const round = watchGroup();
  await round(BOTH, [10, 10], 10);
  await round([], [10, 10], 20);
  await round([], [10, 10], 30);
  expect(await round([], [25, 10], 40)).toMatchObject({ verdict: 'watching', rows: ['ok', 'stopped'] });
});
