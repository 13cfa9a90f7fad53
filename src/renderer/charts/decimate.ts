import { LONGEST_HOLD } from '../ui/longest-hold';
import { sampleIntervals } from './sample-intervals';

/** Series for drawing: one value per time, null where it is not known. */
export interface Decimated {
  readonly times: readonly number[];
  /** One array per asked column; null = gap. */
  readonly series: readonly (number | null)[][];
}

/**
 * Thins columns of a row-major matrix to two times per bucket of `bucketMs`. Buckets lie at fixed clock times, so that
 * a window that moves does not redraw its past. A bucket keeps each series' smallest and largest value in the order in
 * which they came; one in which a series was unknown throughout is a gap, and so is a distance of rows that is too long.
 */
export function decimate(times: Float64Array, matrix: Float64Array, width: number, columns: readonly number[], bucketMs: number): Decimated {
  const intervals = sampleIntervals(times);
  const outTimes: number[] = [];
  const series: (number | null)[][] = columns.map(() => []);
  let start = 0;
  while (start < times.length) {
    const end = bucketEnd(times, start, bucketMs);
    if (start > 0 && times[start]! - times[start - 1]! > intervals[start - 1]! * LONGEST_HOLD) {
      outTimes.push((times[start]! + times[start - 1]!) / 2);
      for (const values of series) values.push(null);
    }
    outTimes.push(times[start]!);
    if (end - start > 1) outTimes.push(times[end - 1]!);
    columns.forEach((column, index) => series[index]!.push(...extremes(matrix, width, column, start, end)));
    start = end;
  }
  return { times: outTimes, series };
}

function bucketEnd(times: Float64Array, start: number, bucketMs: number): number {
  const bucket = Math.floor(times[start]! / bucketMs);
  let end = start + 1;
  while (end < times.length && Math.floor(times[end]! / bucketMs) === bucket) end += 1;
  return end;
}

/** One value for one row; else the smallest and largest known value of rows [start, end), as they follow each other. */
function extremes(matrix: Float64Array, width: number, column: number, start: number, end: number): (number | null)[] {
  const at = (row: number): number => matrix[row * width + column]!;
  if (end - start === 1) return [Number.isNaN(at(start)) ? null : at(start)];
  let lowAt = -1;
  let highAt = -1;
  for (let row = start; row < end; row += 1) {
    if (Number.isNaN(at(row))) continue;
    if (lowAt < 0 || at(row) < at(lowAt)) lowAt = row;
    if (highAt < 0 || at(row) > at(highAt)) highAt = row;
  }
  if (lowAt < 0) return [null, null];
  return lowAt <= highAt ? [at(lowAt), at(highAt)] : [at(highAt), at(lowAt)];
}
