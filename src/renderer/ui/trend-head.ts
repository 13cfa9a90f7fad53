import { formatDuration } from '../../shared/text';

export const TREND_TITLE = 'Course of the total lag';

/** `Last 15 min`, when every trend on screen covers the same time; else, or while none is read, the plain word. */
export function trendHead(spansMs: readonly number[]): string {
  const [first] = spansMs;
  return first === undefined || spansMs.some((span) => span !== first) ? 'Trend' : `Last ${formatDuration(first)}`;
}

export function trendTitle(spanMs: number): string {
  return `${TREND_TITLE} over the last ${formatDuration(spanMs)}`;
}
