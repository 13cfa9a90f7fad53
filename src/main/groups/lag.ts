import { TOPIC_AUTHORIZATION_FAILED, UNKNOWN_TOPIC_OR_PARTITION } from './error-codes';
import type { PartitionTable, TopicEntry } from './partition-table';
import { STATE, type GroupRows } from './group-rows';

const { behind: BEHIND, 'caught-up': CAUGHT_UP, 'beyond-end': BEYOND_END, 'below-log-start': BELOW_LOG_START, 'no-commit': NO_COMMIT } = STATE;

export interface LagTotals {
  /** Sum over partitions whose lag is known; null if there is none. */
  readonly totalLag: number | null;
  /** Partitions whose lag could not be read (a partition without a committed offset is not among them). */
  readonly unknownPartitions: number;
  /** Partitions without a committed offset that are not known to be empty: what waits there is not in totalLag. */
  readonly uncommittedPartitions: number;
  /** Row of the highest lag, or -1. */
  readonly worstRow: number;
  /** Partitions with a lag, and how many of those lags are from before these committed offsets. */
  readonly lags: number;
  readonly oldLags: number;
}

/**
 * Works out every row's lag in place: lag = max(0, log end − committed), from a committed offset that was read before
 * the log end was asked for. A row whose log end is older than its committed offset, or whose committed offset is no newer
 * than the one its lag was made of, keeps its lag and age: a stale half never makes a fresh number. Where the broker
 * tells the lag itself, that is the lag.
 * `committedAt`: epoch ms at which the committed offsets arrived.
 */
export function evaluateLag(rows: GroupRows, table: PartitionTable, committedAt: number, now: number): LagTotals {
  const totals = { sum: 0, known: 0, old: 0, unknownPartitions: 0, uncommittedPartitions: 0, worstRow: -1, worstLag: -1 };
  const { count, topic: topics } = rows;
  for (let from = 0; from < count; ) {
    const topicIndex = topics[from] ?? 0;
    let to = from + 1;
    while (to < count && topics[to] === topicIndex) to += 1;
    const topic = table.topics[topicIndex];
    const state = stateOfTopic(topic);
    if (topic === undefined || state === STATE.unknown) for (let row = from; row < to; row += 1) keepOrUnknown(rows, row);
    else if (state !== null) for (let row = from; row < to; row += 1) setUnknown(rows, row, state, committedAt);
    else evaluateRows(rows, from, to, topic, table, committedAt, now);
    addUp(totals, rows, from, to, committedAt);
    from = to;
  }
  const { sum, known, old, unknownPartitions, uncommittedPartitions, worstRow, worstLag } = totals;
  return { totalLag: known === 0 ? null : sum, unknownPartitions, uncommittedPartitions, worstRow: worstLag > 0 ? worstRow : -1, lags: known, oldLags: old };
}

/** What the topic's status alone decides of all its rows; null: nothing. `unknown`: an earlier lag stays. */
function stateOfTopic(topic: TopicEntry | undefined): number | null {
  switch (topic?.status) {
    case 'present':
      return null;
    case 'gone':
      return STATE['topic-gone'];
    case 'not-authorised':
      return STATE['not-authorised'];
    default:
      return STATE.unknown;
  }
}

/** Rows [from, to) of one topic that is there: the columns are named once, since this runs for every row of a round. */
function evaluateRows(rows: GroupRows, from: number, to: number, topic: TopicEntry, table: PartitionTable, committedAt: number, now: number): void {
  const { partition, committed, commitError, lag, lagState, sampledAt, laggingSince, toldLag } = rows;
  const { leader, errorCode, logEnd, logStart, endAskedAt } = table;
  for (let row = from; row < to; row += 1) {
    const index = partition[row] ?? 0;
    const slot = topic.base + index;
    const known = index >= 0 && index < topic.partitions && (leader[slot] ?? -1) >= 0 && errorCode[slot] !== TOPIC_AUTHORIZATION_FAILED && errorCode[slot] !== UNKNOWN_TOPIC_OR_PARTITION;
    if (toldLag !== null && (toldLag[row] ?? NaN) >= 0) {
      setTold(rows, row, toldLag[row] ?? 0, committedAt, now);
      continue;
    }
    const offset = committed[row] ?? NaN;
    if (!known || !(offset >= 0) || commitError[row] === TOPIC_AUTHORIZATION_FAILED) {
      setUnknownBecause(rows, row, topic, table, committedAt, now);
      continue;
    }
    const before = lag[row] ?? NaN;
    if (before >= 0 && (sampledAt[row] ?? NaN) >= committedAt) continue;
    const end = logEnd[slot] ?? NaN;
    if (!((endAskedAt[slot] ?? NaN) >= committedAt) || end !== end) {
      keepOrUnknown(rows, row);
      continue;
    }
    const newLag = end > offset ? end - offset : 0;
    lag[row] = newLag;
    sampledAt[row] = committedAt;
    lagState[row] = offset > end ? BEYOND_END : offset < (logStart[slot] ?? NaN) ? BELOW_LOG_START : newLag > 0 ? BEHIND : CAUGHT_UP;
    if (newLag === 0) laggingSince[row] = NaN;
    else if (!((laggingSince[row] ?? NaN) > 0)) laggingSince[row] = now;
  }
}

/** The lag that the broker itself tells. */
function setTold(rows: GroupRows, row: number, told: number, committedAt: number, now: number): void {
  rows.lag[row] = told;
  rows.sampledAt[row] = committedAt;
  rows.lagState[row] = told > 0 ? BEHIND : CAUGHT_UP;
  if (told === 0) rows.laggingSince[row] = NaN;
  else if (!((rows.laggingSince[row] ?? NaN) > 0)) rows.laggingSince[row] = now;
}

/** The first reason that holds, for a row whose lag cannot be worked out. */
function setUnknownBecause(rows: GroupRows, row: number, topic: TopicEntry, table: PartitionTable, committedAt: number, now: number): void {
  const partition = rows.partition[row] ?? 0;
  const slot = topic.base + partition;
  const error = table.errorCode[slot] ?? 0;
  if (partition < 0 || isGone(topic, partition, table)) return setUnknown(rows, row, STATE['topic-gone'], committedAt);
  if (partition >= topic.partitions) return setUnknown(rows, row, STATE.unknown);
  if ((table.leader[slot] ?? -1) < 0) return setUnknown(rows, row, STATE['no-leader']);
  if (error === TOPIC_AUTHORIZATION_FAILED) return setUnknown(rows, row, STATE['not-authorised'], committedAt);
  if (error === UNKNOWN_TOPIC_OR_PARTITION) return setUnknown(rows, row, STATE.unknown);
  if (rows.commitError[row] === TOPIC_AUTHORIZATION_FAILED) return setUnknown(rows, row, STATE['not-authorised'], committedAt);
  if ((rows.committed[row] ?? NaN) < 0) return setUncommitted(rows, row, table, committedAt, now);
  return setUnknown(rows, row, STATE.unknown);
}

/** Beyond the partitions of the second Metadata after it was first missed: the first may have been under way then, and be from before. */
function isGone(topic: TopicEntry, partition: number, table: PartitionTable): boolean {
  if (partition < topic.partitions) return false;
  topic.exceededAtRead ??= table.reads;
  if (table.reads >= topic.exceededAtRead + 2) return true;
  table.exceeded = true;
  return false;
}

interface RunningTotals {
  sum: number;
  known: number;
  old: number;
  unknownPartitions: number;
  uncommittedPartitions: number;
  worstRow: number;
  worstLag: number;
}

function addUp(totals: RunningTotals, rows: GroupRows, from: number, to: number, committedAt: number): void {
  let { sum, known, old, unknownPartitions, uncommittedPartitions, worstRow, worstLag } = totals;
  const { lag: lags, lagState, sampledAt, laggingSince } = rows;
  for (let row = from; row < to; row += 1) {
    const lag = lags[row] ?? NaN;
    if (lag >= 0) {
      sum += lag;
      known += 1;
      if ((sampledAt[row] ?? NaN) < committedAt) old += 1;
      if (lag > worstLag) {
        worstLag = lag;
        worstRow = row;
      }
    } else if (lagState[row] !== NO_COMMIT) unknownPartitions += 1;
    else if ((laggingSince[row] ?? NaN) > 0) uncommittedPartitions += 1;
  }
  Object.assign(totals, { sum, known, old, unknownPartitions, uncommittedPartitions, worstRow, worstLag });
}

/** `at`: epoch ms at which the state was learnt, where it is a fact and not a gap. */
function setUnknown(rows: GroupRows, row: number, state: number, at = NaN): void {
  rows.sampledAt[row] = at;
  rows.lag[row] = NaN;
  rows.lagState[row] = state;
  rows.laggingSince[row] = NaN;
}

function setUncommitted(rows: GroupRows, row: number, table: PartitionTable, committedAt: number, now: number): void {
  const since = rows.lagState[row] === NO_COMMIT ? (rows.laggingSince[row] ?? NaN) : NaN;
  setUnknown(rows, row, NO_COMMIT, committedAt);
  if (isUncommitted(rows, row, table)) rows.laggingSince[row] = since > 0 ? since : now;
}

/** Nothing is committed there, and it is not known to be empty: what waits there is in no total. */
export function isUncommitted(rows: GroupRows, row: number, table: PartitionTable): boolean {
  return rows.lagState[row] === NO_COMMIT && table.holdsRecords(rows.topic[row] ?? -1, rows.partition[row] ?? -1) !== false;
}

/** The log end was not read after the committed offset: an earlier lag stays, with its age; none stays none. */
function keepOrUnknown(rows: GroupRows, row: number): void {
  const state = rows.lagState[row] ?? STATE.unknown;
  const hasLag = (rows.lag[row] ?? NaN) >= 0;
  if (!hasLag && state !== STATE['topic-gone']) setUnknown(rows, row, STATE.unknown);
}
