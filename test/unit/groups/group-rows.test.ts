import { expect, test } from 'vitest';
import { emptyRows, noteCommit } from '../../../src/main/groups/group-rows';

test.each<[string, { readonly before: number; readonly known?: number; readonly lagging?: number; readonly readAt: number; readonly at: number }, number]>([
  ['from commit to the last reading before the next', { before: 0, readAt: 55_000, at: 60_000 }, 55_000],
  ['lag that came later is waited for since then', { before: 0, lagging: 40_000, readAt: 55_000, at: 60_000 }, 15_000],
  ['where nothing waited there was nothing to commit', { before: 0, lagging: NaN, readAt: 55_000, at: 60_000 }, 0],
  ['while nobody looked it may have moved', { before: 0, readAt: 5_000, at: 200_000 }, 5_000],
  ['a longer one is remembered for a while', { before: 0, known: 60_000, readAt: 0, at: 40_000 }, 40_000],
  ['and then forgotten', { before: 0, known: 60_000, readAt: 15_000, at: 200_000 }, 15_000],
  ['what lasts longer than any poll may is no rhythm', { before: 0, known: 10_000, readAt: 400_000, at: 405_000 }, 0],
])('the gap between two commits: %s', (_name, { before, known = 0, lagging = -1_000, readAt, at }, expected) => {
  const start = 1_000_000;
  const rows = emptyRows(1);
  rows.commitChangedAt[0] = start + before;
  rows.commitGapMs[0] = known;
  rows.laggingSince[0] = start + lagging;
  rows.sampledAt[0] = start + readAt;
  noteCommit(rows, 0, start + at);
  expect([rows.commitGapMs[0], rows.commitChangedAt[0]]).toEqual([expected, start + at]);
});
