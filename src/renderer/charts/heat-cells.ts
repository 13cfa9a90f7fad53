import { heatStep, NO_DATA, type HeatScale } from './heat-scale';
import type { LagSamples } from './lag-samples';
import { LONGEST_HOLD } from '../ui/longest-hold';
import { sampleIntervals } from './sample-intervals';
import { rowAfter, type Span } from './time-axis';

/** Encodes "before the first sample", where a step is expected. */
export const NOT_WATCHED = 254;

/** Which samples stand in each pixel column: rows [first, end); both -1 in a gap, both -2 before the first sample. */
export interface HeatColumns {
  readonly first: Int32Array;
  readonly end: Int32Array;
}

/** Distributes the samples over `width` pixel columns of the span. A column without one shows the last, while it holds. */
export function heatColumns(times: Float64Array, span: Span, width: number): HeatColumns {
  const first = new Int32Array(width);
  const end = new Int32Array(width);
  const intervals = sampleIntervals(times);
  let row = times.length === 0 ? 0 : rowAfter(times, span.from - 1);
  for (let column = 0; column < width; column += 1) {
    const until = span.from + ((column + 1) / width) * (span.to - span.from);
    const start = row;
    while (row < times.length && times[row]! < until) row += 1;
    const before = row - 1;
    const interval = intervals[before] ?? 0;
    const late = (times[row] ?? until) - (times[before] ?? 0) > interval * LONGEST_HOLD;
    const held = before >= 0 && (!late || until - times[before]! <= interval);
    first[column] = row > start ? start : held ? before : before < 0 ? -2 : -1;
    end[column] = row > start || held ? row : first[column]!;
  }
  return { first, end };
}

/** Writes the heat step of one partition per pixel column: the largest lag of its samples, NO_DATA, or NOT_WATCHED. */
export function heatRow(steps: Uint8Array, samples: LagSamples, partition: number, columns: HeatColumns, scale: HeatScale): void {
  const width = samples.topic.length;
  let lastFirst = -3;
  let lastEnd = -3;
  let step = NO_DATA;
  for (let column = 0; column < steps.length; column += 1) {
    const first = columns.first[column]!;
    const end = columns.end[column]!;
    if (first !== lastFirst || end !== lastEnd) {
      step = first === -2 ? NOT_WATCHED : heatStep(most(samples.lag, width, partition, first, end), scale);
      lastFirst = first;
      lastEnd = end;
    }
    steps[column] = step;
  }
}

function most(lag: Float64Array, width: number, partition: number, first: number, end: number): number {
  let value = Number.NaN;
  for (let row = first; row < end && row >= 0; row += 1) {
    const candidate = lag[row * width + partition]!;
    if (!(candidate <= value)) value = Number.isNaN(candidate) ? value : candidate;
  }
  return value;
}
