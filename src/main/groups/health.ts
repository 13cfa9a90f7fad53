import { REBALANCING_STATES } from '../../shared/group';
import type { Verdict } from '../../shared/verdict';
import { STATE, type GroupRows } from './group-rows';
import { direction, isFarBehind, lowestAt, type LagTrend } from './lag-trend';

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
  /** Its last members were seen to leave at `at`; what changed until `settledAt` (NaN: still does) they may have committed themselves. Null: not seen. Epoch ms. */
  readonly left: { readonly at: number; readonly settledAt: number } | null;
  readonly totalLag: number | null;
  readonly unknownPartitions: number;
  /** Its offsets or its description are denied to us. */
  readonly denied: boolean;
  /** Since when its offsets are watched; NaN: never read yet. Nothing is said to stand still from before. */
  readonly firstSampledAt: number;
  readonly now: number;
  readonly intervalMs: number;
  /** The trend over the last so many ms. */
  trendOver(windowMs: number): LagTrend;
  /** Whether the row's log holds a record: an empty one leaves nothing to commit. Null: not known. */
  holdsRecords(row: number): boolean | null;
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
  /** How many rows stand still, where the verdict is about something worse. */
  readonly stalledRows?: number;
}

const { 'below-log-start': BELOW_LOG_START, 'beyond-end': BEYOND_END, 'no-commit': NO_COMMIT, 'topic-gone': TOPIC_GONE } = STATE;
const SHORTEST_STALL_MS = 30_000;
const TREND_MS = 90_000;
/** A row that stands still for so many times its longest gap between commits has left its rhythm. */
const GAPS_OF_STALL = 3;

/** A committed offset that stands still for longer than this, with lag and an owner, is stalled. `gapMs`: of its rhythm, 0 if none is known. */
function stallAfterMs(intervalMs: number, gapMs = 0): number {
  return Math.max(SHORTEST_STALL_MS, 4 * intervalMs, GAPS_OF_STALL * gapMs);
}

/** Long enough to hold some of its commits: between two, the lag of every consumer grows. */
function trendMs(intervalMs: number, gapMs: number): number {
  return Math.max(TREND_MS, 9 * intervalMs, GAPS_OF_STALL * gapMs);
}

/** Judges a group by ordered rules; the first that holds wins, so that the order of VERDICTS is the order of urgency. `found`: what lookOver has found in its rows. */
export function judge(input: HealthInput, found: Found = scan(input)): Health {
  const { totalLag, members } = input;
  if (input.denied && totalLag === null) return plain('no-permission');
  const lagging = totalLag !== null && totalLag > 0;
  if (members === 0 && input.handedOver) return { ...plain('unknown'), reason: 'handed-over' };
  if (found.lost > 0) return { verdict: 'records-lost', since: null, row: found.lostRow, rows: found.lost, stalledRows: found.stalled };
  if (lagging && members === 0 && !found.committing) {
    return { verdict: 'stopped', since: latest(found.laggingSince, stoppedAt(input, found.lastCommitAt)), row: found.worstRow, rows: found.lagging };
  }
  if (found.stalled > 0) return { verdict: 'stalled', since: found.stalledSince, row: found.stalledRow, rows: found.stalled };
  if (found.beyond > 0) return { verdict: 'beyond-end', since: null, row: found.beyondRow, rows: found.beyond };
  const trend = input.trendOver(trendMs(input.intervalMs, found.longestGapMs));
  const way = lagging ? direction(trend) : 'none';
  if (way === 'growing') return { verdict: 'falling-behind', since: lowestAt(trend), row: found.worstRow, rows: found.lagging };
  if (found.uncommitted > 0) return { verdict: 'not-committing', since: found.uncommittedSince, row: found.uncommittedRow, rows: found.uncommitted };
  const rebalancing = input.groupState !== null && REBALANCING_STATES.has(input.groupState);
  if (way === 'steady' && !rebalancing && isFarBehind(trend)) return { verdict: 'behind', since: found.laggingSince, row: found.worstRow, rows: found.lagging };
  if (rebalancing) return plain('rebalancing');
  if (way === 'shrinking') return { verdict: 'catching-up', since: null, row: found.worstRow, rows: found.lagging };
  // Where the topic is gone there is no lag to know.
  const unknown = input.unknownPartitions - found.gone;
  if (unknown > 0 || found.undecided > 0 || members === null || (members === 0 && input.rows.count === 0) || !(input.firstSampledAt > 0)) return { ...plain('unknown'), rows: unknown };
  if (way === 'unclear' || found.young > 0) return { verdict: 'watching', since: null, row: found.worstRow, rows: found.lagging };
  return plain(members === 0 ? 'ok-no-member' : 'ok');
}

function plain(verdict: Verdict): Health {
  return { verdict, since: null, row: -1, rows: 0 };
}

/** What the rows hold, by state. */
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
  /** Committed on topics or partitions that do not exist any more. */
  gone: number;
  lagging: number;
  worstRow: number;
  laggingSince: number | null;
  /** Of rows with lag. */
  longestGapMs: number;
  /** Some committed offset moved lately. */
  committing: boolean;
  /** Epoch ms of the newest commit that was seen; null if none was. */
  lastCommitAt: number | null;
}

/** Epoch ms; null: not known. */
function stoppedAt({ left }: HealthInput, lastCommitAt: number | null): number | null {
  return left !== null && !((lastCommitAt ?? NaN) > left.settledAt) ? left.at : lastCommitAt;
}

function latest(left: number | null, right: number | null): number | null {
  return left === null ? right : right === null ? left : Math.max(left, right);
}

/** What a scan found, and what else it rests on than the rows, their logs and the members. */
export interface Scan {
  readonly found: Found;
  /** Time alone changes nothing of it: there are no members, and nobody commits. */
  readonly lasts: boolean;
  readonly intervalMs: number;
  readonly firstSampledAt: number;
}

/** Looks over the rows, unless `before` holds what is still so; null if the rows, their logs or the members are others since. */
export function lookOver(input: HealthInput, before: Scan | null): Scan {
  const { intervalMs, firstSampledAt, members, shared } = input;
  if (before !== null && before.lasts && before.intervalMs === intervalMs && before.firstSampledAt === firstSampledAt) return before;
  const found = scan(input);
  return { found, lasts: members === 0 && !shared && !found.committing, intervalMs, firstSampledAt };
}

function scan(input: HealthInput): Found {
  const { rows } = input;
  const found: Found = {
    stalled: 0, stalledRow: -1, stalledSince: null, lost: 0, lostRow: -1, beyond: 0, beyondRow: -1, uncommitted: 0, uncommittedRow: -1, uncommittedSince: null,
    young: 0, undecided: 0, gone: 0, lagging: 0, worstRow: -1, laggingSince: null, longestGapMs: 0, committing: false, lastCommitAt: null,
  };
  let worstLag = 0;
  let stalledLag = 0;
  let lastCommitAt = -Infinity;
  let firstLaggingAt = Infinity;
  const { count, lagState, commitChangedAt, commitGapMs, lag: lags, laggingSince } = rows;
  for (let row = 0; row < count; row += 1) {
    const state = lagState[row];
    const changedAt = commitChangedAt[row] ?? NaN;
    if (changedAt > lastCommitAt) lastCommitAt = changedAt;
    if (changedAt > 0 && !found.committing) found.committing = isCommittedSince(input, row);
    if (state === BELOW_LOG_START) {
      found.lost += 1;
      if (found.lostRow < 0) found.lostRow = row;
    } else if (state === BEYOND_END) {
      found.beyond += 1;
      if (found.beyondRow < 0) found.beyondRow = row;
    } else if (state === TOPIC_GONE) found.gone += 1;
    else if (state === NO_COMMIT) countUncommitted(input, row, found);
    const lag = lags[row] ?? NaN;
    if (!(lag > 0)) continue;
    found.lagging += 1;
    const since = laggingSince[row] ?? NaN;
    if (since < firstLaggingAt) firstLaggingAt = since;
    const gapMs = commitGapMs[row] ?? 0;
    if (gapMs > found.longestGapMs) found.longestGapMs = gapMs;
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

type RowInput = Pick<HealthInput, 'rows' | 'shared' | 'members' | 'left' | 'firstSampledAt' | 'now' | 'intervalMs'>;

/** Epoch ms since when nothing is committed on this row, if for long; null if not. Whether it holds records is the caller's to know. */
export function uncommittedSince(input: RowInput, row: number): number | null {
  const since = Math.max(input.firstSampledAt, input.rows.laggingSince[row] ?? NaN);
  return input.now - since >= stallAfterMs(input.intervalMs) ? since : null;
}

/** Its newest commit is recent, or watched too shortly to say that none follows, and no work of members that have left. */
function isCommittedSince({ rows, now, intervalMs, left, firstSampledAt }: RowInput, row: number): boolean {
  const changedAt = rows.commitChangedAt[row] ?? NaN;
  return changedAt > 0 && now - Math.max(changedAt, firstSampledAt) < stallAfterMs(intervalMs, rows.commitGapMs[row]) && (left === null || changedAt > left.settledAt);
}

/** Somebody may be at work on this row: it has an owner, or offsets were committed there lately without one. */
export function isWorkedOn(input: RowInput, row: number): boolean {
  return isOwned(input, row) || isCommittedSince(input, row);
}

function isOwned({ rows, shared, members }: RowInput, row: number): boolean {
  return (rows.owner[row] ?? -1) >= 0 || (shared && (members ?? 0) > 0);
}

/** Epoch ms since when this row stands still with lag and an owner, for longer than its rhythm explains; null if it does not. */
export function stalledSince(input: RowInput, row: number): number | null {
  const { rows } = input;
  if (!((rows.lag[row] ?? NaN) > 0)) return null;
  if (!isOwned(input, row)) return null;
  const changedAt = rows.commitChangedAt[row] ?? NaN;
  const laggingSince = rows.laggingSince[row] ?? NaN;
  const since = Math.max(input.firstSampledAt, changedAt > 0 ? changedAt : -Infinity, laggingSince > 0 ? laggingSince : -Infinity);
  return input.now - since >= stallAfterMs(input.intervalMs, rows.commitGapMs[row]) ? since : null;
}
