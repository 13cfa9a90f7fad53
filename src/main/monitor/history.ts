import type { GroupRows } from '../groups/group-rows';
import type { LagTrend } from '../groups/lag-trend';
import type { GroupRecord } from './group-record';
import { keepLags, reorderLags, saysLags, type LagSample } from './lag-sample';
import { paceBytes, withPaceSample, type PaceSample } from './pace-samples';

/** Samples of one group, oldest first. `rows[i]` is the lag of every row at times[i], null = gap. */
export interface GroupSeries {
  times: number[];
  /** NaN = gap or not known. */
  totals: number[];
  /** Sum of all committed offsets. */
  commits: number[];
  rows: (LagSample | null)[];
  /** Two of committed offsets and lag, some minutes apart. */
  paces: readonly PaceSample[];
  /** The rows' partitions; another object means another set. */
  topic: Int32Array;
  partition: Int32Array;
  /** Another number, never used before, when the set of partitions or the clock changed. */
  partitionsRevision: number;
  sinceThinned: number;
  /** Of its rows, each shared one once, and its paces. */
  bytes: number;
}

const MINUTE_MS = 60_000;
/** Samples older than `afterMs` are kept no closer than `spacingMs`; beyond the last step they are dropped. */
const STEPS = [
  { afterMs: 5 * MINUTE_MS, spacingMs: 10_000 },
  { afterMs: 15 * MINUTE_MS, spacingMs: 30_000 },
] as const;
const LONGEST_MS = 61 * MINUTE_MS;
const SHORTEST_SPACING_MS = 900;
const THIN_EVERY = 32;
const BUDGET_BYTES = 16 * 1024 * 1024;
const NO_PACES: readonly PaceSample[] = [];

/** Lag over the last hour, in memory. A row that equals the one before is shared, so that quiet groups cost nothing. */
export class History {
  private readonly series = new Map<string, GroupSeries>();
  private bytes = 0;
  private limitBytes: number;
  /** Series whose turn it is to be halved, largest last, and the bytes that halving has freed since they were lined up. */
  private toHalve: GroupSeries[] = [];
  private freed = Infinity;

  constructor(private readonly budgetBytes = BUDGET_BYTES) {
    this.limitBytes = budgetBytes;
  }

  get(groupId: string): GroupSeries | undefined {
    return this.series.get(groupId);
  }

  /** One sample; `fresh` false makes a gap: the round did not read this group. Lags that it did not renew are gaps too. `still`: all is as at the last one. */
  append(record: GroupRecord, at: number, fresh: boolean, still = false): void {
    const series = this.seriesOf(record);
    if (series.topic !== record.rows.topic) this.regroup(series, record.rows);
    const last = series.rows.length - 1;
    const same = still ? (series.rows[last] ?? null) : null;
    const commits = same === null ? sumCommitted(record.rows) : (series.commits[last] ?? NaN);
    // Where the clock was set back, what is ahead of it goes: times must ascend.
    while ((series.times[series.times.length - 1] ?? NaN) >= at) this.dropLast(series);
    if (this.isTooSoon(series, at)) this.dropLast(series);
    series.times.push(at);
    series.totals.push(fresh ? (record.totals.totalLag ?? NaN) : NaN);
    series.commits.push(fresh ? commits : NaN);
    series.rows.push(!fresh ? null : same === null ? this.share(series, record.totals.oldLags === 0 ? record.rows.lag : renewedLags(record)) : this.keep(series, same));
    if (fresh) this.notePace(series, record, at);
    series.sinceThinned += 1;
    if (series.sinceThinned >= THIN_EVERY) this.thin(series, at);
    if (this.bytes > this.limitBytes) this.halveNext();
  }

  /** A view into what is kept, good until the next sample. */
  trend(record: GroupRecord, windowMs: number): LagTrend {
    const series = this.seriesOf(record);
    const last = series.times.length - 1;
    const from = firstIndexSince(series.times, (series.times[last] ?? 0) - windowMs);
    return { times: series.times, lag: series.totals, from, moved: movedSince(series.commits, from) };
  }

  keepOnly(groups: ReadonlyMap<string, unknown>): void {
    for (const groupId of this.series.keys()) if (!groups.has(groupId)) this.forget(groupId);
  }

  forget(groupId: string): void {
    const series = this.series.get(groupId);
    if (series === undefined) return;
    this.bytes -= series.bytes;
    this.series.delete(groupId);
    this.toHalve = [];
  }

  /** Moves all samples back by so many ms. Whoever has some of a series reads it whole again. */
  shift(by: number): void {
    for (const series of this.series.values()) {
      series.times = series.times.map((time) => time - by);
      series.paces = series.paces.map((sample) => ({ ...sample, at: sample.at - by }));
      series.partitionsRevision = nextRevision();
    }
  }

  private seriesOf(record: GroupRecord): GroupSeries {
    const known = this.series.get(record.groupId);
    if (known !== undefined) return known;
    const { topic, partition } = record.rows;
    // A random start spreads the thinning of many groups over many rounds.
    const sinceThinned = Math.floor(Math.random() * THIN_EVERY);
    const series: GroupSeries = { times: [], totals: [], commits: [], rows: [], paces: [], topic, partition, partitionsRevision: nextRevision(), sinceThinned, bytes: 0 };
    this.series.set(record.groupId, series);
    return series;
  }

  /** Rounds that follow each other faster replace the newest sample; the more groups, or partitions of this one, the coarser. */
  private isTooSoon(series: GroupSeries, at: number): boolean {
    const before = series.times[series.times.length - 2];
    return before !== undefined && at - before < SHORTEST_SPACING_MS * Math.max(1, this.series.size / 2_000, series.partition.length / 25_000);
  }

  /** Offsets that are set while nobody reads must not look like reading. */
  private notePace(series: GroupSeries, { rows, groupState }: GroupRecord, at: number): void {
    const before = series.paces;
    series.paces = groupState === 'Empty' ? NO_PACES : withPaceSample(before, rows, at);
    if (series.paces !== before) this.count(series, paceBytes(series.paces) - paceBytes(before));
  }

  private dropLast(series: GroupSeries): void {
    series.times.pop();
    series.totals.pop();
    series.commits.pop();
    const row = series.rows.pop();
    if (row !== null && row !== undefined && row !== series.rows[series.rows.length - 1]) this.count(series, -row.byteLength);
  }

  private share(series: GroupSeries, lag: Float64Array): LagSample {
    const last = series.rows[series.rows.length - 1];
    return last !== null && last !== undefined && saysLags(last, lag) ? last : this.keep(series, keepLags(lag));
  }

  private keep(series: GroupSeries, sample: LagSample): LagSample {
    if (series.rows[series.rows.length - 1] !== sample) this.count(series, sample.byteLength);
    return sample;
  }

  /** Brings earlier samples into the order of another set of partitions; those that are new have no past. */
  private regroup(series: GroupSeries, rows: GroupRows): void {
    const from = formerPlaces(series, rows);
    const moved = new Map<LagSample, LagSample>();
    series.rows = series.rows.map((row) => {
      if (row === null) return null;
      const known = moved.get(row);
      if (known !== undefined) return known;
      const next = reorderLags(row, from);
      moved.set(row, next);
      return next;
    });
    series.topic = rows.topic;
    series.partition = rows.partition;
    series.partitionsRevision = nextRevision();
    this.count(series, bytesOf(series) - series.bytes);
  }

  private thin(series: GroupSeries, now: number): void {
    series.sinceThinned = 0;
    const keep: number[] = [];
    let lastKept = -Infinity;
    for (let i = 0; i < series.times.length; i += 1) {
      const time = series.times[i] ?? 0;
      const age = now - time;
      if (age > LONGEST_MS) continue;
      let spacing = 0;
      for (const step of STEPS) if (age > step.afterMs) spacing = step.spacingMs;
      if (time - lastKept < spacing) continue;
      lastKept = time;
      keep.push(i);
    }
    if (keep.length < series.times.length) this.pick(series, keep);
  }

  /**
   * Over budget: every second sample that is older than a minute goes, from the largest series first, one series at a
   * time so that nothing is held up. What cannot be halved (the last minute of a vast cluster) sets the limit.
   */
  private halveNext(): void {
    const series = this.toHalve.pop() ?? this.lineUp();
    if (series === undefined) return;
    const before = this.bytes;
    const newest = (series.times[series.times.length - 1] ?? 0) - MINUTE_MS;
    const keep: number[] = [];
    for (let i = 0; i < series.times.length; i += 1) if ((series.times[i] ?? 0) > newest || i % 2 === 0) keep.push(i);
    this.pick(series, keep);
    this.freed += before - this.bytes;
    if (this.bytes <= this.budgetBytes) this.limitBytes = this.budgetBytes;
  }

  private lineUp(): GroupSeries | undefined {
    if (this.freed < this.bytes * 0.05) this.limitBytes = this.bytes * 1.25;
    this.freed = 0;
    this.toHalve = [...this.series.values()].sort((left, right) => left.bytes - right.bytes);
    return this.toHalve.pop();
  }

  private pick(series: GroupSeries, keep: readonly number[]): void {
    series.times = keep.map((i) => series.times[i] ?? 0);
    series.totals = keep.map((i) => series.totals[i] ?? NaN);
    series.commits = keep.map((i) => series.commits[i] ?? NaN);
    series.rows = keep.map((i) => series.rows[i] ?? null);
    this.count(series, bytesOf(series) - series.bytes);
  }

  private count(series: GroupSeries, bytes: number): void {
    series.bytes += bytes;
    this.bytes += bytes;
  }
}

/** Without the lags that are from before the newest committed offsets. */
function renewedLags({ rows, committedAt }: GroupRecord): Float64Array {
  return rows.lag.map((lag, row) => ((rows.sampledAt[row] ?? NaN) >= committedAt ? lag : NaN));
}

/** For each row its place among the series' partitions, -1 if it is new. Both are ordered by topic, then partition. */
function formerPlaces(series: Pick<GroupSeries, 'topic' | 'partition'>, { topic, partition }: GroupRows): Int32Array {
  const firstOf = new Map<number, number>();
  for (let i = series.topic.length - 1; i >= 0; i -= 1) firstOf.set(series.topic[i] ?? 0, i);
  const places = new Int32Array(topic.length).fill(-1);
  let old = 0;
  for (let row = 0; row < topic.length; row += 1) {
    if (row === 0 || topic[row] !== topic[row - 1]) old = firstOf.get(topic[row] ?? 0) ?? series.topic.length;
    while (series.topic[old] === topic[row] && (series.partition[old] ?? 0) < (partition[row] ?? 0)) old += 1;
    if (series.topic[old] === topic[row] && series.partition[old] === partition[row]) places[row] = old;
  }
  return places;
}

/** First index whose time is at or after `since`, in ascending times. */
export function firstIndexSince(times: readonly number[], since: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) < since) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** From the first to the last known sum; null if there are not two. */
function movedSince(commits: readonly number[], from: number): number | null {
  let first = from;
  let last = commits.length - 1;
  while (first < last && Number.isNaN(commits[first])) first += 1;
  while (first < last && Number.isNaN(commits[last])) last -= 1;
  return first < last ? (commits[last] ?? 0) - (commits[first] ?? 0) : null;
}

let revisions = 0;

function nextRevision(): number {
  revisions += 1;
  return revisions;
}

function bytesOf({ rows, paces }: GroupSeries): number {
  let bytes = paceBytes(paces);
  let previous: LagSample | null = null;
  for (const row of rows) {
    if (row === null || row === previous) continue; // only neighbours share
    bytes += row.byteLength;
    previous = row;
  }
  return bytes;
}

function sumCommitted(rows: GroupRows): number {
  let sum = 0;
  for (let row = 0; row < rows.count; row += 1) {
    const committed = rows.committed[row] ?? NaN;
    if (committed > 0) sum += committed;
  }
  return sum;
}
