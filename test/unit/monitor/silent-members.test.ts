import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { INTERVAL_MS, memberOf, START, watchGroup } from './watched-group';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MEMBERS = [memberOf('a', [0]), memberOf('b', [1])];

test('a member that commits nothing for two rounds though records wait seems to have stopped; one without records does not', async () => {
  const round = watchGroup();
  await round(MEMBERS, [10, 10], 12);
  for (let committed = 11; committed < 15; committed += 1) expect((await round(MEMBERS, [committed, committed], committed + 2)).silent).toEqual([]);
  const last = START + 4 * INTERVAL_MS;
  expect((await round(MEMBERS, [15, 14], 20)).silent).toEqual([]);
  expect((await round(MEMBERS, [16, 14], 20)).silent).toEqual([{ member: 1, since: last }]);
  expect((await round(MEMBERS, [20, 14], 20)).silent).toEqual([{ member: 1, since: last }]);
  expect((await round(MEMBERS, [20, 14], 20)).silent).toEqual([{ member: 1, since: last }]); // a has nothing to commit
  expect((await round(MEMBERS, [20, 15], 20)).silent).toEqual([]);
});

test('who commits seldom is not silent until three times its rhythm is over', async () => {
  const round = watchGroup();
  await round(MEMBERS, [0, 0], 50);
  const silent: number[] = [];
  for (let turn = 1; turn <= 26; turn += 1) silent.push((await round(MEMBERS, [Math.floor(Math.min(turn, 16) / 4), turn], 50)).silent.length);
  expect(silent.slice(8)).toEqual([...Array.from({ length: 16 }, () => 0), 1, 1]); // from 45 s after the last commit on: its rhythm is 15 s at least
});

test('who was not seen to commit yet may commit as seldom as Kafka Streams does', async () => {
  const round = watchGroup();
  const silent: number[] = [];
  for (let turn = 0; turn <= 9; turn += 1) silent.push((await round(MEMBERS, [0, turn], 50)).silent.length);
  expect(silent).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
});
