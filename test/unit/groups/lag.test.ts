import { expect, test } from 'vitest';
import { LAG_STATES, type LagState } from '../../../src/shared/lag';
import { emptyRows, rebuildRows } from '../../../src/main/groups/group-rows';
import { evaluateLag } from '../../../src/main/groups/lag';
import { PartitionTable } from '../../../src/main/groups/partition-table';

const COMMITTED_AT = 1_000;

interface Given {
  readonly committed?: number;
  readonly start?: number;
  readonly end?: number;
  readonly endAskedAt?: number;
  readonly leader?: number;
  readonly topicError?: number;
  readonly partitionError?: number;
  readonly commitError?: number;
  readonly partition?: number;
  /** So many full Metadata say the same, after the group was first looked at. */
  readonly readAgain?: number;
}

function evaluate(given: Given) {
  const table = new PartitionTable();
  const topic = {
    errorCode: given.topicError ?? 0, topic: 't', topicId: null, internal: false,
    partition: Int32Array.of(0), leader: Int32Array.of(given.leader ?? 1), errorCodes: Int16Array.of(0),
  };
  table.applyMetadata([topic], null);
  const slot = table.find('t')?.base ?? 0;
  table.logStart[slot] = given.start ?? 0;
  table.logEnd[slot] = given.end ?? NaN;
  table.endAskedAt[slot] = given.endAskedAt ?? COMMITTED_AT;
  table.errorCode[slot] = given.partitionError ?? 0;
  const rows = rebuildRows(emptyRows(0), Int32Array.of(table.indexOf('t')), Int32Array.of(given.partition ?? 0));
  rows.committed[0] = given.committed ?? NaN;
  rows.commitError[0] = given.commitError ?? 0;
  for (let read = 0; read < (given.readAgain ?? 0); read += 1) {
    evaluateLag(rows, table, COMMITTED_AT, COMMITTED_AT);
    expect(table.exceeded).toBe(true);
    table.applyMetadata([topic], null);
  }
  const totals = evaluateLag(rows, table, COMMITTED_AT, COMMITTED_AT);
  return { rows, table, totals, state: LAG_STATES[rows.lagState[0] ?? 8], lag: rows.lag[0] };
}

const CASES: readonly [string, Given, LagState, number | null, number][] = [
  ['behind', { committed: 40, end: 100 }, 'behind', 60, 0],
  ['caught up is a measured zero', { committed: 100, end: 100 }, 'caught-up', 0, 0],
  ['nothing committed is not a number and not unknown', { committed: -1, end: 100 }, 'no-commit', null, 0],
  ['records deleted unread', { committed: 10, start: 30, end: 50 }, 'below-log-start', 40, 0],
  ['past the end is floored and flagged', { committed: 60, end: 50 }, 'beyond-end', 0, 0],
  ['topic gone', { committed: 10, topicError: 3 }, 'topic-gone', null, 1],
  ['partition gone', { committed: 10, end: 50, partition: 7, readAgain: 2 }, 'topic-gone', null, 1],
  ['a partition that was added while a Metadata was under way', { committed: 10, end: 50, partition: 7, readAgain: 1 }, 'unknown', null, 1],
  ['a partition that may just have been added', { committed: 10, end: 50, partition: 7 }, 'unknown', null, 1],
  ['a negative partition from a hostile broker', { committed: 10, end: 50, partition: -1 }, 'topic-gone', null, 1],
  ['topic not authorised', { committed: 10, topicError: 29 }, 'not-authorised', null, 1],
  ['log end not authorised', { committed: 10, end: 50, partitionError: 29 }, 'not-authorised', null, 1],
  ['no leader, though an older end is known', { committed: 10, end: 50, leader: -1 }, 'no-leader', null, 1],
  ['committed offset not read', { end: 50 }, 'unknown', null, 1],
  ['log end not read', { committed: 10 }, 'unknown', null, 1],
  ['log end read before the committed offset', { committed: 10, end: 50, endAskedAt: COMMITTED_AT - 1 }, 'unknown', null, 1],
];

test.each(CASES)('%s', (_name, given, state, lag, unknownPartitions) => {
  const result = evaluate(given);
  expect({ state: result.state, lag: Number.isNaN(result.lag) ? null : result.lag, ...result.totals }).toEqual({
    state, lag, totalLag: lag, unknownPartitions, uncommittedPartitions: state === 'no-commit' ? 1 : 0, worstRow: lag !== null && lag > 0 ? 0 : -1, lags: lag === null ? 0 : 1, oldLags: 0,
  });
});

test.each([
  ['records wait', { start: 0, end: 100 }, 1],
  ['its log end is not known', {}, 1],
  ['it is empty', { start: 100, end: 100 }, 0],
])('a partition without a commit counts as uncommitted unless it is known to be empty: %s', (_name, given, uncommittedPartitions) => {
  expect(evaluate({ committed: -1, ...given }).totals).toMatchObject({ totalLag: null, unknownPartitions: 0, uncommittedPartitions });
});

test('a lag that the broker tells is the lag, whatever the log end and the start offset say', () => {
  const { rows, table } = evaluate({ committed: 0, end: 20 });
  rows.toldLag = Float64Array.of(0);
  expect(evaluateLag(rows, table, COMMITTED_AT + 1, 2_000)).toMatchObject({ totalLag: 0, unknownPartitions: 0 });
  expect([LAG_STATES[rows.lagState[0] ?? 8], rows.sampledAt[0], rows.laggingSince[0]]).toEqual(['caught-up', COMMITTED_AT + 1, NaN]);
  rows.toldLag[0] = 7;
  evaluateLag(rows, table, COMMITTED_AT + 2, 3_000);
  evaluateLag(rows, table, COMMITTED_AT + 3, 4_000);
  expect([rows.lag[0], LAG_STATES[rows.lagState[0] ?? 8], rows.laggingSince[0]]).toEqual([7, 'behind', 3_000]);
  rows.toldLag[0] = NaN;
  evaluateLag(rows, table, COMMITTED_AT + 4, 5_000);
  expect([rows.lag[0], rows.sampledAt[0]]).toEqual([7, COMMITTED_AT + 3]);
});

test('a fresh log end does not make a new lag of an old committed offset', () => {
  const { rows, table } = evaluate({ committed: 40, end: 100 });
  table.logEnd[table.find('t')?.base ?? 0] = 500;
  evaluateLag(rows, table, COMMITTED_AT, 9_000);
  expect([rows.lag[0], rows.sampledAt[0]]).toEqual([60, COMMITTED_AT]);
  // Newer committed offsets, whose log end is not there yet: the old lag stays, and counts as old.
  expect(evaluateLag(rows, table, 7_000, 9_000)).toMatchObject({ totalLag: 60, lags: 1, oldLags: 1 });
  rows.committed[0] = 120;
  table.endAskedAt[table.find('t')?.base ?? 0] = 8_000;
  evaluateLag(rows, table, 8_000, 9_000);
  expect([rows.lag[0], rows.sampledAt[0]]).toEqual([380, 8_000]);
});
