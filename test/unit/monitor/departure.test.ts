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

test('who commits after the members left, commits without members', async () => {
  const round = watchGroup();
  await round(BOTH, [10, 10], 10);
  await round([], [10, 10], 20);
  await round([], [10, 10], 30);
  expect(await round([], [25, 10], 40)).toMatchObject({ verdict: 'watching', rows: ['ok', 'stopped'] });
});
