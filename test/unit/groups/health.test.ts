import { expect, test } from 'vitest';
import { STATE, emptyRows, type GroupRows } from '../../../src/main/groups/group-rows';
import { judge, lookOver, type HealthInput } from '../../../src/main/groups/health';
import { direction } from '../../../src/main/groups/lag-trend';
import type { Verdict } from '../../../src/shared/verdict';

const NOW = 1_000_000;

/** Times every 5 s up to NOW. */
function trend(lag: readonly number[], moved: number | null = 100) {
  return { times: lag.map((_, index) => NOW - (lag.length - 1 - index) * 5_000), lag, from: 0, moved };
}

function row(change: Partial<{ lag: number; state: keyof typeof STATE; owner: number; changedAgo: number; laggingAgo: number }>): GroupRows {
  const rows = emptyRows(1);
  rows.lag[0] = change.lag ?? NaN;
  rows.lagState[0] = STATE[change.state ?? 'behind'];
  rows.owner[0] = change.owner ?? 0;
  rows.commitChangedAt[0] = change.changedAgo === undefined ? NaN : NOW - change.changedAgo;
  rows.laggingSince[0] = change.laggingAgo === undefined ? NaN : NOW - change.laggingAgo;
  return rows;
}

function verdict(rows: GroupRows, change: Partial<HealthInput> = {}): Verdict {
  const totalLag = Number.isNaN(rows.lag[0]) ? null : (rows.lag[0] ?? null);
  return judge({
    rows, groupState: 'Stable', members: 1, shared: false, handedOver: false, left: null, totalLag, unknownPartitions: 0, denied: false,
    firstSampledAt: NOW - 600_000, now: NOW, intervalMs: 5_000, trendOver: () => trend(Array.from({ length: 18 }, () => totalLag ?? NaN)), holdsRecords: () => true, ...change,
  }).verdict;
}

const GROWING = Array.from({ length: 18 }, (_, index) => 100 + index * 10);
const SAWTOOTH = Array.from({ length: 18 }, (_, index) => (index % 5) * 40);

test.each<[string, Verdict, Verdict]>([
  ['lag without a member', verdict(row({ lag: 5, owner: -1 }), { members: 0, groupState: 'Empty' }), 'stopped'],
  ['no member, but somebody commits: a consumer that uses assign()', verdict(row({ lag: 5, owner: -1, changedAgo: 3_000 }), { members: 0, groupState: 'Empty', trendOver: () => trend(SAWTOOTH, 1_000) }), 'ok-no-member'],
  ['its last members left, and what they committed last was seen after that', verdict(row({ lag: 5, owner: -1, changedAgo: 3_000, laggingAgo: 3_000 }), { members: 0, groupState: 'Empty', left: { at: NOW - 4_000, settledAt: NaN } }), 'stopped'],
  ['its last members left, and nothing was committed since', verdict(row({ lag: 5, owner: -1, changedAgo: 8_000, laggingAgo: 3_000 }), { members: 0, groupState: 'Empty', left: { at: NOW - 6_000, settledAt: NOW - 1_000 } }), 'stopped'],
  ['its last members left, but somebody goes on to commit', verdict(row({ lag: 5, owner: -1, changedAgo: 3_000, laggingAgo: 3_000 }), { members: 0, groupState: 'Empty', left: { at: NOW - 10_000, settledAt: NOW - 8_000 }, trendOver: () => trend(SAWTOOTH, 1_000) }), 'ok-no-member'],
  ['no member, and its commits have been watched too shortly to say that they ceased', verdict(row({ lag: 5, owner: -1, changedAgo: 900_000 }), { members: 0, groupState: 'Empty', firstSampledAt: NOW - 10_000, trendOver: () => trend([5, 5, 5]) }), 'watching'],
  ['no member, and nothing was ever seen to be committed', verdict(row({ lag: 5, owner: -1 }), { members: 0, groupState: 'Empty', firstSampledAt: NOW - 10_000, trendOver: () => trend([5, 5, 5]) }), 'stopped'],
  ['owned, lag, no commit for a minute', verdict(row({ lag: 5, changedAgo: 60_000, laggingAgo: 60_000 })), 'stalled'],
  ['a commit 10 s ago is not a stall', verdict(row({ lag: 5, changedAgo: 10_000, laggingAgo: 60_000 })), 'ok'],
  ['lag that began 10 s ago is not a stall, however old the last commit', verdict(row({ lag: 5, changedAgo: 900_000, laggingAgo: 10_000 })), 'ok'],
  ['records deleted unread', verdict(row({ lag: 40, state: 'below-log-start', changedAgo: 1_000 })), 'records-lost'],
  ['records deleted unread is worse than that nobody reads the rest', verdict(row({ lag: 40, state: 'below-log-start', owner: -1 }), { members: 0, groupState: 'Empty' }), 'records-lost'],
  ['past the end', verdict(row({ lag: 0, state: 'beyond-end', changedAgo: 1_000 })), 'beyond-end'],
  ['lag grows while commits move', verdict(row({ lag: 270, changedAgo: 1_000 }), { trendOver: () => trend(GROWING) }), 'falling-behind'],
  ['lag shrinks', verdict(row({ lag: 100, changedAgo: 1_000 }), { trendOver: () => trend([...GROWING].reverse()) }), 'catching-up'],
  ['the sawtooth of periodic commits', verdict(row({ lag: 80, changedAgo: 1_000 }), { trendOver: () => trend(SAWTOOTH, 5_000) }), 'ok'],
  ['steady, but ten minutes of work', verdict(row({ lag: 1_000, changedAgo: 1_000 }), { trendOver: () => trend(Array.from({ length: 18 }, () => 1_000), 100) }), 'behind'],
  ['owned and for a while not committed', verdict(row({ state: 'no-commit', laggingAgo: 60_000 })), 'not-committing'],
  ['records came just now to where nothing is committed', verdict(row({ state: 'no-commit', laggingAgo: 5_000 })), 'watching'],
  ['not committed, and nobody owns it', verdict(row({ state: 'no-commit', owner: -1, laggingAgo: 60_000 })), 'unknown'],
  ['a share group without a start offset', verdict(row({ state: 'no-commit', owner: -1, laggingAgo: 60_000 }), { shared: true }), 'unknown'],
  ['owned, never committed, and nothing there to commit', verdict(row({ state: 'no-commit' }), { holdsRecords: () => false }), 'ok'],
  ['watched for 10 s only', verdict(row({ lag: 5, changedAgo: 1_000 }), { firstSampledAt: NOW - 10_000, trendOver: () => trend([5, 5, 5]) }), 'watching'],
  ['rebalancing', verdict(row({ lag: 5, changedAgo: 1_000 }), { groupState: 'PreparingRebalance' }), 'rebalancing'],
  ['offsets denied', verdict(row({ state: 'not-authorised' }), { denied: true, unknownPartitions: 1 }), 'no-permission'],
  ['a partition without leader', verdict(row({ state: 'no-leader' }), { unknownPartitions: 1 }), 'unknown'],
  ['a committed offset is left over from a topic that is gone, and all else is known', verdict(row({ state: 'topic-gone', owner: -1 }), { unknownPartitions: 1 }), 'ok'],
  ['one partition is gone, another unknown', verdict(row({ state: 'topic-gone', owner: -1 }), { unknownPartitions: 2 }), 'unknown'],
  ['members not known', verdict(row({ lag: 0, state: 'caught-up' }), { members: null }), 'unknown'],
  ['offsets never read, so nothing is known to wait', verdict(emptyRows(0), { members: 0, groupState: 'Empty', firstSampledAt: NaN }), 'unknown'],
  ['never committed, and not known whether there is anything to commit', verdict(row({ state: 'no-commit' }), { holdsRecords: () => null }), 'unknown'],
  ['no member and no offset: it has none, or they are hidden from these credentials', verdict(emptyRows(0), { members: 0, groupState: 'Empty' }), 'unknown'],
  ['empty for the broker that has just taken it over', verdict(row({ lag: 0, state: 'caught-up', owner: -1 }), { members: 0, groupState: 'Empty', handedOver: true }), 'unknown'],
  ['stopped or not, the broker that has just taken it over cannot tell', verdict(row({ lag: 5, owner: -1 }), { members: 0, groupState: 'Empty', handedOver: true }), 'unknown'],
  ['nothing waits, and no member', verdict(row({ lag: 0, state: 'caught-up', owner: -1 }), { members: 0, groupState: 'Empty' }), 'ok-no-member'],
  ['nothing waits', verdict(row({ lag: 0, state: 'caught-up' })), 'ok'],
])('%s', (_name, found, expected) => {
  expect(found).toBe(expected);
});

test('a trend with gaps is judged by what is known, or not at all', () => {
  expect(direction(trend([100, NaN, NaN, 120, NaN, 140, 160, 180, 200]))).toBe('growing');
  expect(direction(trend([100, NaN, NaN, NaN, NaN, NaN, NaN, 180, 200]))).toBe('unclear');
});

test('a stopped group stopped with its last commit, not when its lag began', () => {
  const rows = row({ lag: 5, owner: -1, changedAgo: 60_000, laggingAgo: 120_000 });
  const found = judge({
    rows, groupState: 'Empty', members: 0, shared: false, handedOver: false, left: null, totalLag: 5, unknownPartitions: 0, denied: false,
    firstSampledAt: NOW - 600_000, now: NOW, intervalMs: 5_000, trendOver: () => trend([5, 5, 5]), holdsRecords: () => true,
  });
  expect([found.verdict, found.since]).toEqual(['stopped', NOW - 60_000]);
});

test.each([
  { what: 'nothing', change: {}, again: false },
  { what: 'time', change: { now: NOW + 900_000 }, again: false },
  { what: 'since when it is watched (the computer slept)', change: { firstSampledAt: NOW - 5_000 }, again: true },
  { what: 'how often it is read', change: { intervalMs: 60_000 }, again: true },
])('rows in which nobody is at work are looked over again when something else changes than time: $what', ({ change, again }) => {
  const rows = row({ lag: 5, owner: -1, changedAgo: 100_000 });
  const input: HealthInput = {
    rows, groupState: 'Empty', members: 0, shared: false, handedOver: false, left: null, totalLag: 5, unknownPartitions: 0, denied: false,
    firstSampledAt: NOW - 600_000, now: NOW, intervalMs: 5_000, trendOver: () => trend([5]), holdsRecords: () => true,
  };
  const before = lookOver(input, null);
  const after = lookOver({ ...input, ...change }, before);
  expect({ lasts: before.lasts, again: after !== before, found: after.found.committing }).toEqual({ lasts: true, again, found: again });
});
