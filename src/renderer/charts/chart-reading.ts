import type { LagSamples } from './lag-samples';
import { rowAt, type Span } from './time-axis';

export interface ChartReading {
  /** Epoch ms of the sample that is read, or of the place pointed at where there is none. */
  readonly time: number;
  /** False: no sample stands for this time. */
  readonly sampled: boolean;
  /** The asked columns with their lag then (NaN = not known), most first, unknown last; `first` stays on top. */
  readonly values: readonly { readonly column: number; readonly lag: number }[];
  /** Over all partitions. */
  readonly total: number;
  readonly unknown: number;
}

/** What the charts show at a time. `first` is the column pointed at, or null; it is read beside the others. */
export function readAt(samples: LagSamples, time: number, columns: readonly number[], first: number | null): ChartReading {
  const row = rowAt(samples.times, time);
  if (row < 0) return { time, sampled: false, values: [], total: 0, unknown: 0 };
  const width = samples.topic.length;
  const at = (column: number): number => samples.lag[row * width + column]!;
  const others = columns.filter((column) => column !== first).map((column) => ({ column, lag: at(column) }));
  others.sort((left, right) => rank(right.lag) - rank(left.lag) || left.column - right.column);
  let total = 0;
  let unknown = 0;
  for (let column = 0; column < width; column += 1) {
    if (Number.isNaN(at(column))) unknown += 1;
    else total += at(column);
  }
  const values = first === null || first >= width ? others : [{ column: first, lag: at(first) }, ...others];
  return { time: samples.times[row]!, sampled: true, values, total, unknown };
}

/** Time at `x` pixels of a plot that is `width` wide. */
export function timeAt(x: number, span: Span, width: number): number {
  return span.from + (x / width) * (span.to - span.from);
}

function rank(lag: number): number {
  return Number.isNaN(lag) ? -1 : lag;
}
