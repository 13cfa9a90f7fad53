/** Encodes "not known" where a step is expected. */
export const NO_DATA = 255;

/** Lowest lag of steps 1 to 6. The last one is shown as "8,000+". */
export type HeatScale = readonly number[];

/** Each step begins at this many times the one below it, so that lag near the top stands out and noise does not. */
const FACTOR = 4;

/**
 * A scale for lags up to `most`. Its top is `most` rounded down to 1, 2 or 5 times a power of ten (at least 100), so
 * that it changes rarely while figures move.
 */
export function heatScale(most: number): HeatScale {
  const top = Math.max(100, roundDown(most));
  return [1, ...[4, 3, 2, 1].map((below, index) => Math.max(index + 2, Math.round(top / FACTOR ** below))), top];
}

/** Step 0 to 6 of one lag, or NO_DATA for NaN. */
export function heatStep(lag: number, scale: HeatScale): number {
  if (Number.isNaN(lag)) return NO_DATA;
  let step = 0;
  while (step < scale.length && lag >= scale[step]!) step += 1;
  return step;
}

/** The largest known value, or 0 if none is known. */
export function largest(values: Float64Array | Int32Array): number {
  let most = 0;
  for (let index = 0; index < values.length; index += 1) if (values[index]! > most) most = values[index]!;
  return most;
}

function roundDown(value: number): number {
  if (!(value >= 1)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = value / power;
  return (factor >= 5 ? 5 : factor >= 2 ? 2 : 1) * power;
}
