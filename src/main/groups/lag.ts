import type { PartitionTable, TopicEntry } from './partition-table';
import { STATE, type GroupRows } from './group-rows';

const TOPIC_AUTHORIZATION_FAILED = 29;
const UNKNOWN_TOPIC_OR_PARTITION = 3;
const { behind: BEHIND, 'caught-up': CAUGHT_UP, 'beyond-end': BEYOND_END, 'below-log-start': BELOW_LOG_START, 'no-commit': NO_COMMIT } = STATE;

export interface LagTotals {
  /** Sum over partitions whose lag is known; null if there is none. */
  readonly totalLag: number | null;
  /** Partitions whose lag could not be read (a partition without a committed offset is not among them). */
  readonly unknownPartitions: number;
  /** Row of the highest lag, or -1. */
  readonly worstRow: number;
}

/**
 * Works out every row's lag in place: lag = max(0, log end − committed), from a committed offset that was read before
 * the log end was asked for. A row whose log end is older than its committed offset, or whose committed offset is no newer
 * than the one its lag was made of, keeps its lag and age: a stale half never makes a fresh number.
 * `committedAt`: epoch ms at which the committed offsets arrived.
 */
export function evaluateLag(rows: GroupRows, table: PartitionTable, committedAt: number, now: number): LagTotals {
  const totals = { sum: 0, known: 0, unknownPartitions: 0, worstRow: -1, worstLag: -1 };
  for (let from = 0; from < rows.count; ) {
    const topicIndex = rows.topic[from] ?? 0;
    let to = from + 1;
    while (to < rows.count && rows.topic[to] === topicIndex) to += 1;
    const topic = table.topics[topicIndex];
    const state = stateOfTopic(topic);
    for (let row = from; row < to; row += 1) {
      if (topic === undefined || state === STATE.unknown) keepOrUnknown(rows, row);
      else if (state !== null) setUnknown(rows, row, state, committedAt);
      else evaluateRow(rows, row, topic, table, committedAt, now);
    }
    addUp(totals, rows, from, to);
    from = to;
  }
  const { sum, known, unknownPartitions, worstRow, worstLag } = totals;
  return { totalLag: known === 0 ? null : sum, unknownPartitions, worstRow: worstLag > 0 ? worstRow : -1 };
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

function evaluateRow(rows: GroupRows, row: number, topic: TopicEntry, table: PartitionTable, committedAt: number, now: number): void {
  const partition = rows.partition[row] ?? 0;
  if (partition < 0 || partition >= topic.partitions) return setUnknown(rows, row, STATE['topic-gone'], committedAt);
  const slot = topic.base + partition;
  if ((table.leader[slot] ?? -1) < 0) return setUnknown(rows, row, STATE['no-leader']);
  const error = table.errorCode[slot] ?? 0;
  if (error === TOPIC_AUTHORIZATION_FAILED) return setUnknown(rows, row, STATE['not-authorised'], committedAt);
  if (error === UNKNOWN_TOPIC_OR_PARTITION) return setUnknown(rows, row, STATE.unknown);
  const committed = rows.committed[row] ?? NaN;
  if (rows.commitError[row] === TOPIC_AUTHORIZATION_FAILED) return setUnknown(rows, row, STATE['not-authorised'], committedAt);
  if (committed !== committed) return setUnknown(rows, row, STATE.unknown);
  if (committed < 0) return setUnknown(rows, row, STATE['no-commit'], committedAt);
  if ((rows.lag[row] ?? NaN) >= 0 && (rows.sampledAt[row] ?? NaN) >= committedAt) return;
  const end = table.logEnd[slot] ?? NaN;
  if (!((table.endAskedAt[slot] ?? NaN) >= committedAt) || end !== end) return keepOrUnknown(rows, row);
  const start = table.logStart[slot] ?? NaN;
  const lag = end > committed ? end - committed : 0;
  rows.lag[row] = lag;
  rows.sampledAt[row] = committedAt;
  rows.lagState[row] = committed > end ? BEYOND_END : committed < start ? BELOW_LOG_START : lag > 0 ? BEHIND : CAUGHT_UP;
  if (lag === 0) rows.laggingSince[row] = NaN;
  else if (!((rows.laggingSince[row] ?? NaN) > 0)) rows.laggingSince[row] = now;
}

interface RunningTotals {
  sum: number;
  known: number;
  unknownPartitions: number;
  worstRow: number;
  worstLag: number;
}

function addUp(totals: RunningTotals, rows: GroupRows, from: number, to: number): void {
  let { sum, known, unknownPartitions, worstRow, worstLag } = totals;
  for (let row = from; row < to; row += 1) {
    const lag = rows.lag[row] ?? NaN;
    if (lag >= 0) {
      sum += lag;
      known += 1;
      if (lag > worstLag) {
        worstLag = lag;
        worstRow = row;
      }
    } else if (rows.lagState[row] !== NO_COMMIT) unknownPartitions += 1;
  }
  Object.assign(totals, { sum, known, unknownPartitions, worstRow, worstLag });
}

/** `at`: epoch ms at which the state was learnt, where it is a fact and not a gap. */
function setUnknown(rows: GroupRows, row: number, state: number, at = NaN): void {
  rows.sampledAt[row] = at;
  rows.lag[row] = NaN;
  rows.lagState[row] = state;
  rows.laggingSince[row] = NaN;
}

/** The log end was not read after the committed offset: an earlier lag stays, with its age; none stays none. */
function keepOrUnknown(rows: GroupRows, row: number): void {
  const state = rows.lagState[row] ?? STATE.unknown;
  const hasLag = (rows.lag[row] ?? NaN) >= 0;
  if (!hasLag && state !== STATE['topic-gone']) setUnknown(rows, row, STATE.unknown);
}
