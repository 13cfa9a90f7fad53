import type { ChartPartition } from './chart-partition';
import { heatStep, NO_DATA, type HeatScale } from './heat-scale';

/**
 * Column indices, worst on top: broken ones, then by heat step of the lag now, unknown above zero, then by the peak in
 * the window, then as listed. Steps and not lags decide, so that rows do not change places with every sample.
 */
export function worstFirst(partitions: readonly ChartPartition[], peaks: Float64Array, scale: HeatScale): number[] {
  const urgency = partitions.map(({ broken, lag }, index) => {
    const step = heatStep(lag, scale);
    return (broken ? 1_000 : 0) + (step === NO_DATA ? 5 : step * 10) + heatStep(peaks[index]! > 0 ? peaks[index]! : 0, scale);
  });
  return partitions.map((_, index) => index).sort((left, right) => urgency[right]! - urgency[left]! || left - right);
}

/** Largest known lag of each column in the samples; NaN if none is known. */
export function peakLags(lag: Float64Array, width: number): Float64Array {
  const peaks = new Float64Array(width).fill(Number.NaN);
  let column = 0;
  for (let index = 0; index < lag.length; index += 1) {
    if (!(lag[index]! <= peaks[column]!) && !Number.isNaN(lag[index])) peaks[column] = lag[index]!;
    column += 1;
    if (column === width) column = 0;
  }
  return peaks;
}
