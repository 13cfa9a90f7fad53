import { LAG_STATES, type LagState } from '../../shared/lag';

/** LAG_STATES as numbers, for columns. */
export const STATE = Object.fromEntries(LAG_STATES.map((state, index) => [state, index])) as Readonly<Record<LagState, number>>;

/** Six columns of 8 bytes, four of 4, one of 2 and one of 1, widest first so that each is aligned. */
const ROW_BYTES = 67;
/** Kafka's default max.poll.interval.ms: who needs longer for a batch is put out of the group, so a longer gap is no rhythm. */
const LONGEST_GAP_MS = 300_000;

/**
 * One group's partitions in columns, one row each, in (topic name, partition) order. A partition is here when it is
 * committed, assigned or its topic is subscribed.
 */
export interface GroupRows {
  readonly count: number;
  /** Index into the cluster's partition table's topics. */
  readonly topic: Int32Array;
  readonly partition: Int32Array;
  /** First row of each topic. */
  topicRuns: readonly number[];
  /** NaN: not read. -1: none committed. */
  readonly committed: Float64Array;
  /** Kafka's error code of this partition in OffsetFetch; 0 if fine. */
  readonly commitError: Int16Array;
  /** Index into the members of the newest description; -1: none, or several (share groups). */
  readonly owner: Int32Array;
  /** NaN: not a number that is known; see lagState. */
  readonly lag: Float64Array;
  readonly lagState: Uint8Array;
  /** Epoch ms at which the committed offset behind `lag` was read; NaN: never. */
  readonly sampledAt: Float64Array;
  /** Epoch ms at which we saw the committed offset change; NaN: never seen to. */
  readonly commitChangedAt: Float64Array;
  /** What `commitChangedAt` was at the newest description that came before its present value; NaN: never seen to change by then. */
  readonly commitBeforeLook: Float64Array;
  /** The longest time lately that passed, with lag, from one commit that was seen to the next: its rhythm. 0: not known. ms. */
  readonly commitGapMs: Float32Array;
  /** Epoch ms since when the lag is above 0, or nothing is committed though the log is not known to be empty; NaN otherwise. */
  readonly laggingSince: Float64Array;
  /** The broker's own count of what waits (share groups); NaN where it does not tell. Null: it tells none of this group. */
  toldLag: Float64Array | null;
}

/** The columns lie in one piece of memory: a cluster has thousands of groups, and each round walks through all of them. */
export function emptyRows(count: number): GroupRows {
  const memory = new ArrayBuffer(count * ROW_BYTES);
  let used = 0;
  const take = (bytesEach: number): number => {
    used += count * bytesEach;
    return used - count * bytesEach;
  };
  new Float64Array(memory, 0, count * 6).fill(NaN);
  return {
    count,
    committed: new Float64Array(memory, take(8), count),
    lag: new Float64Array(memory, take(8), count),
    sampledAt: new Float64Array(memory, take(8), count),
    commitChangedAt: new Float64Array(memory, take(8), count),
    commitBeforeLook: new Float64Array(memory, take(8), count),
    laggingSince: new Float64Array(memory, take(8), count),
    topic: new Int32Array(memory, take(4), count),
    topicRuns: [],
    partition: new Int32Array(memory, take(4), count),
    owner: new Int32Array(memory, take(4), count).fill(-1),
    commitGapMs: new Float32Array(memory, take(4), count),
    commitError: new Int16Array(memory, take(2), count),
    lagState: new Uint8Array(memory, take(1), count).fill(STATE.unknown),
    toldLag: null,
  };
}

/** Rows for another set of partitions, keeping what is known of those in both. `topic` and `partition` must be in row order. */
export function rebuildRows(previous: GroupRows, topic: Int32Array, partition: Int32Array): GroupRows {
  const rows = emptyRows(topic.length);
  rows.topic.set(topic);
  rows.partition.set(partition);
  rows.topicRuns = runsOf(topic);
  if (previous.toldLag !== null) rows.toldLag = new Float64Array(rows.count).fill(NaN);
  if (previous.count === 0) return rows;
  const rowByKey = new Map<number, number>();
  for (let row = 0; row < previous.count; row += 1) rowByKey.set(keyOf(previous.topic[row] ?? 0, previous.partition[row] ?? 0), row);
  for (let row = 0; row < rows.count; row += 1) {
    const old = rowByKey.get(keyOf(topic[row] ?? 0, partition[row] ?? 0));
    if (old === undefined) continue;
    rows.committed[row] = previous.committed[old] ?? NaN;
    rows.commitError[row] = previous.commitError[old] ?? 0;
    rows.lag[row] = previous.lag[old] ?? NaN;
    rows.lagState[row] = previous.lagState[old] ?? STATE.unknown;
    rows.sampledAt[row] = previous.sampledAt[old] ?? NaN;
    rows.commitChangedAt[row] = previous.commitChangedAt[old] ?? NaN;
    rows.commitBeforeLook[row] = previous.commitBeforeLook[old] ?? NaN;
    rows.commitGapMs[row] = previous.commitGapMs[old] ?? 0;
    rows.laggingSince[row] = previous.laggingSince[old] ?? NaN;
    if (rows.toldLag !== null) rows.toldLag[row] = previous.toldLag?.[old] ?? NaN;
  }
  return rows;
}

/**
 * The committed offset of a row was seen to move at `at` (epoch ms). The gap before it lasts to the reading before: while nothing
 * was read, it may have moved at any time. It is forgotten half as fast as time passes.
 */
export function noteCommit({ commitChangedAt, commitGapMs, laggingSince, sampledAt, owner, toldLag }: GroupRows, row: number, at: number): void {
  const before = commitChangedAt[row] ?? NaN;
  const lagging = laggingSince[row] ?? NaN;
  commitChangedAt[row] = at;
  // One commit where nobody works on the partition is most likely somebody's change of its offset: only a second one makes a rhythm.
  if (!(before > 0) && (owner[row] ?? -1) < 0 && toldLag === null) return;
  const gap = (sampledAt[row] ?? NaN) - (before > lagging ? before : lagging);
  const known = Math.max(0, (commitGapMs[row] ?? 0) - (before > 0 ? (at - before) / 2 : 0));
  commitGapMs[row] = gap > known && gap <= LONGEST_GAP_MS ? gap : known;
}

function runsOf(topic: Int32Array): readonly number[] {
  const runs: number[] = [];
  topic.forEach((index, row) => {
    if (row === 0 || topic[row - 1] !== index) runs.push(row);
  });
  return runs;
}

/** A number that is different for every (topic index, 32-bit partition): brokers may send negative ones. */
function keyOf(topic: number, partition: number): number {
  return topic * 4_294_967_296 + partition;
}
