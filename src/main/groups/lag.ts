import type { PartitionTable } from './partition-table';
import { STATE, type GroupRows } from './group-rows';

const TOPIC_AUTHORIZATION_FAILED = 29;
const UNKNOWN_TOPIC_OR_PARTITION = 3;

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
  let total = 0;
  let known = 0;
  let unknownPartitions = 0;
  let worstRow = -1;
  let worstLag = -1;
  for (let row = 0; row < rows.count; row += 1) {
    evaluateRow(rows, row, table, committedAt, now);
    const lag = rows.lag[row] ?? NaN;
    if (lag >= 0) {
      total += lag;
      known += 1;
      if (lag > worstLag) {
        worstLag = lag;
        worstRow = row;
      }
    } else if (rows.lagState[row] !== STATE['no-commit']) unknownPartitions += 1;
  }
  return { totalLag: known === 0 ? null : total, unknownPartitions, worstRow: worstLag > 0 ? worstRow : -1 };
}

function evaluateRow(rows: GroupRows, row: number, table: PartitionTable, committedAt: number, now: number): void {
  const topic = table.topics[rows.topic[row] ?? 0];
  const partition = rows.partition[row] ?? 0;
  if (topic === undefined) return setUnknown(rows, row, STATE.unknown);
  if (topic.status === 'gone') return setUnknown(rows, row, STATE['topic-gone'], committedAt);
  if (topic.status === 'not-authorised') return setUnknown(rows, row, STATE['not-authorised'], committedAt);
  if (topic.status === 'present' && (partition < 0 || partition >= topic.partitions)) return setUnknown(rows, row, STATE['topic-gone'], committedAt);
  if (topic.status !== 'present') return keepOrUnknown(rows, row);
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
  rows.lagState[row] =
    committed > end ? STATE['beyond-end'] : committed < start ? STATE['below-log-start'] : lag > 0 ? STATE.behind : STATE['caught-up'];
  if (lag === 0) rows.laggingSince[row] = NaN;
  else if (!((rows.laggingSince[row] ?? NaN) > 0)) rows.laggingSince[row] = now;
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
