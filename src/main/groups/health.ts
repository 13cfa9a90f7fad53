import { REBALANCING_STATES } from '../../shared/group';
import type { Verdict } from '../../shared/verdict';
import { STATE, type GroupRows } from './group-rows';

/** What a judgement rests on. Times are epoch ms. */
export interface HealthInput {
  readonly rows: GroupRows;
  readonly groupState: string | null;
  /** Null: not known. */
  readonly members: number | null;
  /** Share groups have no owner per partition: any member works on any of them. */
  readonly shared: boolean;
  /** Another broker took it over lately and had members to lose: that it has none may not last. */
  readonly handedOver: boolean;
  readonly totalLag: number | null;
  readonly unknownPartitions: number;
  /** Its offsets or its description are denied to us. */
  readonly denied: boolean;
  /** When we first read its offsets; NaN: never yet. */
  readonly firstSampledAt: number;
  readonly now: number;
  readonly intervalMs: number;
  readonly trend: LagTrend;
  /** Whether the row's log holds a record: an empty one leaves nothing to commit. Null: not known. */
  holdsRecords(row: number): boolean | null;
}

/** Total lag over the last minute or two: the samples from index `from` on, oldest first; NaN = gap. */
export interface LagTrend {
  readonly times: readonly number[];
  readonly lag: readonly number[];
  readonly from: number;
  /** Offsets committed over the same time; null if not known. */
  readonly moved: number | null;
}

export interface Health {
  readonly verdict: Verdict;
  /** Epoch ms; null if the condition has no beginning that can be named. */
  readonly since: number | null;
  /** The row that the verdict is about, or -1. */
  readonly row: number;
  /** How many rows it is true of. */
  readonly rows: number;
  /** What is unknown, where the figures do not show it. */
  readonly reason?: 'handed-over';
}

const { 'below-log-start': BELOW_LOG_START, 'beyond-end': BEYOND_END, 'no-commit': NO_COMMIT } = STATE;
const SHORTEST_STALL_MS = 30_000;
const SHORTEST_TREND_MS = 25_000;

/** A committed offset that stands still for longer than this, with lag and an owner, is stalled. */
function stallAfterMs(intervalMs: number): number {
  return Math.max(SHORTEST_STALL_MS, 4 * intervalMs);
}

/** Judges a group by ordered rules; the first that holds wins, so that the order of VERDICTS is the order of urgency. */
export function judge(input: HealthInput): Health {
  const { totalLag, members } = input;
  if (input.denied && totalLag === null) return plain('no-permission');
  const lagging = totalLag !== null && totalLag > 0;
  const found = scan(input);
  if (members === 0 && input.handedOver) return { ...plain('unknown'), reason: 'handed-over' };
  if (lagging && members === 0 && !found.committing) {
    return { verdict: 'stopped', since: latest(found.laggingSince, found.lastCommitAt), row: found.worstRow, rows: found.lagging };
  }
  if (found.stalled > 0) return { verdict: 'stalled', since: found.stalledSince, row: found.stalledRow, rows: found.stalled };
  if (found.lost > 0) return { verdict: 'records-lost', since: null, row: found.lostRow, rows: found.lost };
  if (found.beyond > 0) return { verdict: 'beyond-end', since: null, row: found.beyondRow, rows: found.beyond };
  const way = lagging ? direction(input.trend) : 'none';
  if (way === 'growing') return { verdict: 'falling-behind', since: found.laggingSince, row: found.worstRow, rows: found.lagging };
  if (found.uncommitted > 0) return { verdict: 'not-committing', since: found.uncommittedSince, row: found.uncommittedRow, rows: found.uncommitted };
  const rebalancing = input.groupState !== null && REBALANCING_STATES.has(input.groupState);
  if (way === 'steady' && !rebalancing && isFarBehind(input.trend)) return { verdict: 'behind', since: found.laggingSince, row: found.worstRow, rows: found.lagging };
  if (rebalancing) return plain('rebalancing');
  if (way === 'shrinking') return { verdict: 'catching-up', since: null, row: found.worstRow, rows: found.lagging };
  if (input.unknownPartitions > 0 || found.undecided > 0 || members === null || (members === 0 && input.rows.count === 0) || !(input.firstSampledAt > 0)) return { ...plain('unknown'), rows: input.unknownPartitions };
  if (way === 'unclear' || found.young > 0) return { verdict: 'watching', since: null, row: found.worstRow, rows: found.lagging };
  return plain(members === 0 ? 'ok-no-member' : 'ok');
}

function plain(verdict: Verdict): Health {
  return { verdict, since: null, row: -1, rows: 0 };
}

interface Found {
  stalled: number;
  stalledRow: number;
  stalledSince: number | null;
  lost: number;
  lostRow: number;
  beyond: number;
  beyondRow: number;
  uncommitted: number;
  uncommittedRow: number;
  uncommittedSince: number | null;
  /** Nothing committed, and too early to say that its owner does not commit. */
  young: number;
  /** Nothing committed, and nobody owns it, or it is not known whether there is anything to commit; share groups have a start offset only from the first record on that they deal with. */
  undecided: number;
  lagging: number;
  worstRow: number;
  laggingSince: number | null;
  /** Some committed offset moved lately. */
  committing: boolean;
  /** Epoch ms of the newest commit that was seen; null if none was. */
  lastCommitAt: number | null;
}

function latest(left: number | null, right: number | null): number | null {
  return left === null ? right : right === null ? left : Math.max(left, right);
}

function scan(input: HealthInput): Found {
  const { rows, now } = input;
  const stallMs = stallAfterMs(input.intervalMs);
  const found: Found = {
    stalled: 0, stalledRow: -1, stalledSince: null, lost: 0, lostRow: -1, beyond: 0, beyondRow: -1, uncommitted: 0, uncommittedRow: -1, uncommittedSince: null,
    young: 0, undecided: 0, lagging: 0, worstRow: -1, laggingSince: null, committing: false, lastCommitAt: null,
  };
  let worstLag = 0;
  let stalledLag = 0;
  let lastCommitAt = -Infinity;
  let firstLaggingAt = Infinity;
  const { count, lagState, commitChangedAt, lag: lags, laggingSince } = rows;
  for (let row = 0; row < count; row += 1) {
    const state = lagState[row];
    const changedAt = commitChangedAt[row] ?? NaN;
    if (changedAt > lastCommitAt) lastCommitAt = changedAt;
    if (state === BELOW_LOG_START) {
      found.lost += 1;
      if (found.lostRow < 0) found.lostRow = row;
    } else if (state === BEYOND_END) {
      found.beyond += 1;
      if (found.beyondRow < 0) found.beyondRow = row;
    } else if (state === NO_COMMIT) countUncommitted(input, row, found);
    const lag = lags[row] ?? NaN;
    if (!(lag > 0)) continue;
    found.lagging += 1;
    const since = laggingSince[row] ?? NaN;
    if (since < firstLaggingAt) firstLaggingAt = since;
    if (lag > worstLag) {
      worstLag = lag;
      found.worstRow = row;
    }
    const stalled = stalledSince(input, row);
    if (stalled === null) continue;
    found.stalled += 1;
    if (lag > stalledLag) {
      stalledLag = lag;
      found.stalledRow = row;
      found.stalledSince = stalled;
    }
  }
  if (lastCommitAt > 0) found.lastCommitAt = lastCommitAt;
  found.committing = now - lastCommitAt < stallMs;
  if (firstLaggingAt < Infinity) found.laggingSince = firstLaggingAt;
  return found;
}

function countUncommitted(input: HealthInput, row: number, found: Found): void {
  const holds = input.holdsRecords(row);
  if (holds === false) return;
  if (holds === null || input.shared || (input.rows.owner[row] ?? -1) < 0) {
    found.undecided += 1;
    return;
  }
  const since = uncommittedSince(input, row);
  if (since === null) {
    found.young += 1;
    return;
  }
  found.uncommitted += 1;
  if (found.uncommittedRow < 0) found.uncommittedRow = row;
  if (found.uncommittedSince === null || since < found.uncommittedSince) found.uncommittedSince = since;
}

type RowInput = Pick<HealthInput, 'rows' | 'shared' | 'members' | 'firstSampledAt' | 'now' | 'intervalMs'>;

/** Epoch ms since when nothing is committed on this row, if for long; null if not. Whether it holds records is the caller's to know. */
export function uncommittedSince(input: RowInput, row: number): number | null {
  const since = input.rows.laggingSince[row] ?? NaN;
  return input.now - since >= stallAfterMs(input.intervalMs) ? since : null;
}

/** Epoch ms since when this row stands still with lag and an owner; null if it does not. */
export function stalledSince(input: RowInput, row: number): number | null {
  const { rows } = input;
  if (!((rows.lag[row] ?? NaN) > 0)) return null;
  const worked = (rows.owner[row] ?? -1) >= 0 || (input.shared && (input.members ?? 0) > 0);
  if (!worked) return null;
  const changedAt = rows.commitChangedAt[row] ?? NaN;
  const laggingSince = rows.laggingSince[row] ?? NaN;
  const since = Math.max(changedAt > 0 ? changedAt : input.firstSampledAt, laggingSince > 0 ? laggingSince : input.firstSampledAt);
  return input.now - since >= stallAfterMs(input.intervalMs) ? since : null;
}

/**
 * Which way the lag goes. The trend is cut into thirds and their lowest and highest points compared, so that the
 * sawtooth of periodic commits is neither growth nor relief.
 */
export function direction(trend: LagTrend): 'growing' | 'shrinking' | 'steady' | 'unclear' {
  let count = 0;
  let first = NaN;
  let last = NaN;
  for (let i = trend.from; i < trend.lag.length; i += 1) {
    const lag = trend.lag[i] ?? NaN;
    if (lag !== lag) continue;
    if (count === 0) first = trend.times[i] ?? NaN;
    last = trend.times[i] ?? NaN;
    count += 1;
  }
  if (count < 6 || !(last - first >= SHORTEST_TREND_MS)) return 'unclear';
  const third = Math.floor(count / 3);
  const early = extremes(trend, 0, third);
  const middle = extremes(trend, third, count - third);
  const late = extremes(trend, count - third, count);
  if (early.low < middle.low && middle.low < late.low && late.low - early.low >= Math.max(10, early.low * 0.01)) return 'growing';
  if (early.high > middle.high && middle.high > late.high && early.high - late.high >= Math.max(10, early.high * 0.05)) return 'shrinking';
  return 'steady';
}

/** Of the known lags numbered from `start` to before `end`. */
function extremes(trend: LagTrend, start: number, end: number): { readonly low: number; readonly high: number } {
  let low = Infinity;
  let high = -Infinity;
  let known = 0;
  for (let i = trend.from; i < trend.lag.length && known < end; i += 1) {
    const lag = trend.lag[i] ?? NaN;
    if (lag !== lag) continue;
    if (known >= start) {
      if (lag < low) low = lag;
      if (lag > high) high = lag;
    }
    known += 1;
  }
  return { low, high };
}

/** More than a minute's work at the rate of the last minutes; lag without any movement is far behind too. */
function isFarBehind(trend: LagTrend): boolean {
  const lag = trend.lag[trend.lag.length - 1] ?? NaN;
  const spanMs = (trend.times[trend.times.length - 1] ?? 0) - (trend.times[trend.from] ?? 0);
  if (!(lag > 0) || trend.moved === null) return false;
  if (trend.moved <= 0) return true;
  return (lag / trend.moved) * spanMs > 60_000;
}
