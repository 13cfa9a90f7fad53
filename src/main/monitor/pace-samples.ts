import type { GroupRows } from '../groups/group-rows';

/** Committed offsets (below 0: none) and lag of a group's rows at one time; NaN = not known. */
export interface PaceSample {
  readonly at: number;
  /** The rows' partitions then. */
  readonly topic: Int32Array;
  readonly partition: Int32Array;
  readonly committed: Float64Array;
  /** To seven digits. */
  readonly lag: Float32Array;
}

/** The older sample is from 150 to 300 s ago. */
const EVERY_MS = 150_000;
const MOST = 2;
/** A question that needs the samples of a larger group is not answered anyway. */
const MOST_ROWS = 20_000;

/** With one more where the newest is old enough; oldest first. */
export function withPaceSample(samples: readonly PaceSample[], { count, topic, partition, committed, lag }: GroupRows, at: number): readonly PaceSample[] {
  const last = samples[samples.length - 1];
  if (count > MOST_ROWS || (last !== undefined && at - last.at < EVERY_MS && at >= last.at)) return samples;
  return [...samples.filter((sample) => sample.at < at).slice(1 - MOST), { at, topic, partition, committed: committed.slice(), lag: Float32Array.from(lag) }];
}

export function paceBytes(samples: readonly PaceSample[]): number {
  return samples.reduce((bytes, { committed, lag }) => bytes + committed.byteLength + lag.byteLength, 0);
}
