import type { ChartPartition } from './chart-partition';
import { heatStep, NO_DATA, type HeatScale } from './heat-scale';

/**
 * Column indices, worst on top: broken ones, then by heat step of the lag now, then unknown, then as listed. Steps
 * and not lags decide, so that rows do not change places with every sample.
 */
export function worstFirst(partitions: readonly ChartPartition[], scale: HeatScale): number[] {
  const urgency = partitions.map(({ broken, lag }) => {
    const step = heatStep(lag, scale);
    return (broken ? 100 : 0) + (step === NO_DATA ? 0.5 : step);
  });
  return partitions.map((_, index) => index).sort((left, right) => urgency[right]! - urgency[left]! || left - right);
}

/** The `count` columns to draw as lines: broken ones, then those with most lag now, then those with most lag in the window. */
export function linesToDraw(partitions: readonly ChartPartition[], peaks: Float64Array, count: number): number[] {
  const known = (lag: number): number => (Number.isNaN(lag) ? -1 : lag);
  return partitions
    .map((_, index) => index)
    .sort((left, right) => {
      const a = partitions[left]!;
      const b = partitions[right]!;
      return Number(b.broken) - Number(a.broken) || known(b.lag) - known(a.lag) || peaks[right]! - peaks[left]! || left - right;
    })
    .slice(0, count);
}

/** Largest known lag of each column in the samples; 0 if none is known. */
export function peakLags(lag: Float64Array, width: number): Float64Array {
  const peaks = new Float64Array(width);
  let column = 0;
  for (let index = 0; index < lag.length; index += 1) {
    if (lag[index]! > peaks[column]!) peaks[column] = lag[index]!;
    column += 1;
    if (column === width) column = 0;
  }
  return peaks;
}
