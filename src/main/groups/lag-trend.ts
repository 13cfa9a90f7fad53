/** Total lag over the last minutes: the samples from index `from` on, oldest first; NaN = gap. */
export interface LagTrend {
  readonly times: readonly number[];
  readonly lag: readonly number[];
  readonly from: number;
  /** Offsets committed over the same time; null if not known. */
  readonly moved: number | null;
}

const SHORTEST_TREND_MS = 25_000;

/**
 * Which way the lag goes. The trend is cut into thirds and their lowest and highest points compared, so that the
 * sawtooth of periodic commits is neither growth nor relief.
 */
export function direction(trend: LagTrend): 'growing' | 'shrinking' | 'steady' | 'unclear' {
  let count = 0;
  let first = NaN;
  let last = NaN;
  for (let i = trend.from; i < trend.lag.length; i += 1) {
    const lag = trend.lag[i] ?? NaN;
    if (lag !== lag) continue;
    if (count === 0) first = trend.times[i] ?? NaN;
    last = trend.times[i] ?? NaN;
    count += 1;
  }
  if (count < 6 || !(last - first >= SHORTEST_TREND_MS)) return 'unclear';
  const third = Math.floor(count / 3);
  const early = extremes(trend, 0, third);
  const middle = extremes(trend, third, count - third);
  const late = extremes(trend, count - third, count);
  if (early.low < middle.low && middle.low < late.low && late.low - early.low >= Math.max(10, early.low * 0.01)) return 'growing';
  if (early.high > middle.high && middle.high > late.high && early.high - late.high >= Math.max(10, early.high * 0.05)) return 'shrinking';
  return 'steady';
}

/** Of the known lags numbered from `start` to before `end`. */
function extremes(trend: LagTrend, start: number, end: number): { readonly low: number; readonly high: number } {
  let low = Infinity;
  let high = -Infinity;
  let known = 0;
  for (let i = trend.from; i < trend.lag.length && known < end; i += 1) {
    const lag = trend.lag[i] ?? NaN;
    if (lag !== lag) continue;
    if (known >= start) {
      if (lag < low) low = lag;
      if (lag > high) high = lag;
    }
    known += 1;
  }
  return { low, high };
}

/** Epoch ms of the lowest lag, the newest where there are several: then it began to grow. Null: none is known. */
export function lowestAt(trend: LagTrend): number | null {
  let lowest = Infinity;
  let at: number | null = null;
  for (let i = trend.from; i < trend.lag.length; i += 1) {
    if (!((trend.lag[i] ?? NaN) <= lowest)) continue;
    lowest = trend.lag[i] ?? NaN;
    at = trend.times[i] ?? null;
  }
  return at;
}

/** More than a minute's work at the rate of the last minutes; lag without any movement is far behind too. Lag that each commit clears is not. */
export function isFarBehind(trend: LagTrend): boolean {
  const count = knownLags(trend);
  const { low } = extremes(trend, count - Math.max(1, Math.floor(count / 3)), count);
  const spanMs = (trend.times[trend.times.length - 1] ?? 0) - (trend.times[trend.from] ?? 0);
  if (!(low > 0) || trend.moved === null) return false;
  if (trend.moved <= 0) return true;
  return (low / trend.moved) * spanMs > 60_000;
}

function knownLags({ lag, from }: LagTrend): number {
  let count = 0;
  for (let i = from; i < lag.length; i += 1) if ((lag[i] ?? NaN) >= 0) count += 1;
  return count;
}
