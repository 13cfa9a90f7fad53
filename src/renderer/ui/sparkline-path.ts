import { LONGEST_HOLD } from './longest-hold';

/** A peak below this stays in the lower part: noise of a healthy group must not fill its height. */
const QUIET_PEAK = 1_000;
/** A calm line uses this part of the height only. */
const CALM_SHARE = 0.3;
const PAD = 2;

export interface SparklineShape {
  readonly path: string;
  /** Where the last known value is, or null if none is known. */
  readonly end: { readonly x: number; readonly y: number } | null;
}

/**
 * `count` values from `from` on, evenly spaced; NaN is no sample. Samples are joined unless they lie further apart than
 * they usually do: such a gap stays one (a value alone between gaps is a dot of a line). The scale starts at 0 and its top is the peak, but at least QUIET_PEAK; a calm line stays near the floor.
 */
export function sparklinePath(values: Float64Array, from: number, count: number, width: number, height: number, isCalm = false): SparklineShape {
  let top = QUIET_PEAK;
  for (let index = from; index < from + count; index += 1) {
    const value = values[index] ?? Number.NaN;
    if (value > top) top = value;
  }
  if (isCalm) top /= CALM_SHARE;
  const stepX = count > 1 ? (width - 2 * PAD) / (count - 1) : 0;
  const scaleY = (height - 2 * PAD) / top;
  const longest = usualDistance(values, from, count) * LONGEST_HOLD;
  let path = '';
  let last = Number.NEGATIVE_INFINITY;
  let end: SparklineShape['end'] = null;
  for (let index = 0; index < count; index += 1) {
    const value = values[from + index] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    const x = PAD + index * stepX;
    const y = height - PAD - Math.max(0, value) * scaleY;
    path += index - last <= longest ? `L${x.toFixed(1)} ${y.toFixed(1)}` : `M${x.toFixed(1)} ${y.toFixed(1)}h.1`;
    last = index;
    end = { x, y };
  }
  return { path, end };
}

/** Median distance of neighbouring samples in points; 1 where there are fewer than two. */
function usualDistance(values: Float64Array, from: number, count: number): number {
  const distances: number[] = [];
  let last = -1;
  for (let index = 0; index < count; index += 1) {
    if (Number.isNaN(values[from + index] ?? Number.NaN)) continue;
    if (last !== -1) distances.push(index - last);
    last = index;
  }
  return distances.sort((left, right) => left - right)[(distances.length - 1) >> 1] ?? 1;
}
