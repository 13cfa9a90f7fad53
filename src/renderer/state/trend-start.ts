const LEAST_SHARE = 0.2;

/**
 * First point in time worth drawing for rows of `count` points each: before it nothing was sampled of any row. At least
 * a fifth of the points stays, so that a line of two samples does not pretend to be a history.
 */
export function trendStart(lag: Float64Array, count: number): number {
  let start = count;
  for (let from = 0; from < lag.length; from += count) {
    for (let at = 0; at < start; at += 1) if (!Number.isNaN(lag[from + at] ?? Number.NaN)) start = at;
  }
  return Math.min(start, count - Math.ceil(count * LEAST_SHARE));
}
