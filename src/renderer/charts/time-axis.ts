import { LONGEST_HOLD } from '../ui/longest-hold';
import { sampleIntervals } from './sample-intervals';

/** A stretch of time in epoch ms, `to` exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const STEPS_MS = [5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 180_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000];

/** Round clock times inside the span, at most `most` of them; the clock shown is UTC plus `offsetMs`. */
export function timeTicks(span: Span, most: number, offsetMs = 0): number[] {
  const step = STEPS_MS.find((candidate) => (span.to - span.from) / candidate <= most) ?? STEPS_MS[STEPS_MS.length - 1]!;
  const ticks: number[] = [];
  for (let tick = Math.ceil((span.from + offsetMs) / step) * step - offsetMs; tick < span.to; tick += step) ticks.push(tick);
  return ticks;
}

/**
 * Where nothing at all is known, inside `span`: no sample was taken for longer than samples usually take, or every
 * partition of the samples taken was unknown. A sample stands for one usual interval; the gap begins after it. Time
 * before the first sample is not a gap but "not watched yet".
 */
export function findGaps(times: Float64Array, lag: Float64Array, partitions: number, span: Span): Span[] {
  const intervals = sampleIntervals(times);
  const gaps: Span[] = [];
  let lastKnown = times[0] ?? Number.NaN;
  let interval = 0;
  let blank = false;
  for (let row = 0; row < times.length; row += 1) {
    const time = times[row]!;
    if (isBlank(lag, row * partitions, partitions)) {
      blank = true;
      continue;
    }
    if (blank || time - lastKnown > interval * LONGEST_HOLD) gaps.push({ from: lastKnown + interval, to: time });
    lastKnown = time;
    interval = intervals[row]!;
    blank = false;
  }
  if (blank || span.to - lastKnown > interval * LONGEST_HOLD) gaps.push({ from: lastKnown + interval, to: span.to });
  return gaps
    .map((gap) => ({ from: Math.max(gap.from, span.from), to: Math.min(gap.to, span.to) }))
    .filter((gap) => gap.to > gap.from);
}

function isBlank(lag: Float64Array, start: number, length: number): boolean {
  for (let index = start; index < start + length; index += 1) if (!Number.isNaN(lag[index])) return false;
  return true;
}

/** Index of the first row whose time is later than `time`; the row count if none is. */
export function rowAfter(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! > time) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Row of the sample that stands for `time`: the last at or before it, if that is not longer ago than a sample holds; else -1. */
export function rowAt(times: Float64Array, time: number): number {
  const row = rowAfter(times, time) - 1;
  return row >= 0 && time - times[row]! <= sampleIntervals(times)[row]! * LONGEST_HOLD ? row : -1;
}
