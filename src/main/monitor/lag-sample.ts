/**
 * The lags of a group's rows at one time, in half the memory where all of them fit: Int32Array with -1 for "not known",
 * otherwise Float64Array with NaN. Read it by `lagAt`.
 */
export type LagSample = Int32Array | Float64Array;

const LARGEST = 2_147_483_647;

/** NaN = not known. */
export function lagAt(sample: LagSample, row: number): number {
  const lag = sample[row] ?? NaN;
  return lag < 0 ? NaN : lag;
}

/** A copy of lags (NaN = not known) to keep. */
export function keepLags(lags: Float64Array): LagSample {
  const kept = new Int32Array(lags.length);
  for (let row = 0; row < lags.length; row += 1) {
    const lag = lags[row] ?? NaN;
    if (lag > LARGEST) return new Float64Array(lags);
    kept[row] = lag >= 0 ? lag : -1;
  }
  return kept;
}

/** Whether a kept sample says just these lags. NaN equals NaN here. */
export function saysLags(sample: LagSample, lags: Float64Array): boolean {
  if (sample.length !== lags.length) return false;
  for (let row = 0; row < lags.length; row += 1) {
    const lag = lags[row] ?? NaN;
    const kept = sample[row] ?? NaN;
    if (kept !== lag && (kept >= 0 || lag >= 0)) return false;
  }
  return true;
}

/** The same sample in the order of other rows: `places` has each one's former row, -1 = it has no past. A plain loop: a large group has millions of figures to move at once. */
export function reorderLags(sample: LagSample, places: Int32Array): LagSample {
  const moved = sample instanceof Int32Array ? new Int32Array(places.length) : new Float64Array(places.length);
  for (let row = 0; row < moved.length; row += 1) {
    const place = places[row] ?? -1;
    moved[row] = place < 0 ? -1 : (sample[place] ?? -1);
  }
  return moved;
}
