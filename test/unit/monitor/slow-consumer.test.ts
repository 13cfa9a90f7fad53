import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { INTERVAL_MS, START, memberOf, watchGroup } from './watched-group';

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => vi.useRealTimers());

const ONE = [memberOf('slow', [0, 1])];
const ROUNDS = 120;

/** Verdicts of the rounds, each told when it changes, with its beginning in seconds since the first round. */
async function verdictsOf(committedAt: (second: number) => readonly [number, number], perSecond: number): Promise<string[]> {
  const round = watchGroup();
  const told: string[] = [];
  for (let index = 0; index < ROUNDS; index += 1) {
    const second = (index * INTERVAL_MS) / 1_000;
    const { verdict, since } = await round(ONE, committedAt(second), Math.floor(1_000 + second * perSecond));
    const line = `${verdict} ${Math.round(((since ?? NaN) - START) / 1_000)}`;
    if (told[told.length - 1] !== line) told.push(line);
  }
  return told;
}

test('a slow consumer that commits large batches falls behind, and does not stand still between them', async () => {
  // 60 records a batch, one each 60 s, in turn: each partition moves every two minutes.
  const batches = (second: number): readonly [number, number] => [60 * Math.floor((second + 60) / 120), 60 * Math.floor(second / 120)];
  const told = await verdictsOf(batches, 10);
  expect(told.slice(-1)).toEqual(['falling-behind 0']);
  expect(told.length).toBeLessThanOrEqual(4);
});

test('a consumer that keeps up by a large batch a minute is OK all the time, once its rhythm is known', async () => {
  const batches = (second: number): readonly [number, number] => [1_000 + 600 * Math.floor(second / 60), 1_000 + 600 * Math.floor(second / 60)];
  const told = await verdictsOf(batches, 10);
  expect(told.slice(-1)).toEqual(['ok 60']);
});

test('a partition that never moves is stalled after half a minute, whatever the rhythm of the others', async () => {
  const told = await verdictsOf((second) => [1_000 + 10 * second, 7], 10);
  expect(told).toEqual(['watching 0', 'falling-behind 0', 'stalled 0']);
});

test('a stopped group whose offsets were moved once is stopped again half a minute later, however long it had waited', async () => {
  const round = watchGroup();
  const told: string[] = [];
  for (let index = 0; index < 60; index += 1) {
    const end = 1_000 + 50 * index;
    const committed = index < 40 ? 0 : 3_000; // to its log end, at round 40
    told.push((await round([], [committed, committed], end)).verdict);
  }
  expect([told[39], told[40], told[47], told[59]]).toEqual(['stopped', 'ok-no-member', 'stopped', 'stopped']);
});
