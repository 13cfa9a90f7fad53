const NEIGHBOURS = 8;
const DEFAULT_MS = 5_000;
const known = new WeakMap<Float64Array, Float64Array>();

/**
 * How far samples usually lie apart around each row, in ms: the median of the distances before it or of those after it,
 * whichever is longer. History is thinned the further back it goes (and rounds may be set faster or slower), so that one
 * interval for all would see gaps where there are none. Kept per array.
 */
export function sampleIntervals(times: Float64Array): Float64Array {
  const before = known.get(times);
  if (before !== undefined) return before;
  const distances = new Float64Array(Math.max(0, times.length - 1));
  for (let row = 0; row < distances.length; row += 1) distances[row] = times[row + 1]! - times[row]!;
  // The distance from a row to the next is what is judged: it takes no part itself.
  const intervals = Float64Array.from(times, (_, row) => Math.max(median(distances, row - NEIGHBOURS, row), median(distances, row + 1, row + 1 + NEIGHBOURS)) || distances[row] || DEFAULT_MS);
  known.set(times, intervals);
  return intervals;
}

/** Of distances [from, to), as far as there are any; 0 without. */
function median(distances: Float64Array, from: number, to: number): number {
  const part = distances.slice(Math.max(0, from), Math.max(0, Math.min(to, distances.length)));
  return part.length === 0 ? 0 : part.sort()[part.length >>> 1]!;
}
