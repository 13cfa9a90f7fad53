import { formatDuration } from '../../shared/text';
import type { VerdictLevel } from '../../shared/verdict';

/** How a trend looks by the level of its group's verdict. */
export const TREND_TONES = { broken: 'critical', behind: 'warning', moving: 'plain', unknown: 'plain', ok: 'calm' } as const satisfies Readonly<Record<VerdictLevel, string>>;
export const TREND_TITLE = 'Course of the total lag';

/** `Last 15 min`, when every trend on screen covers the same time; else, or while none is read, the plain word. */
export function trendHead(spansMs: readonly number[]): string {
  const [first] = spansMs;
  return first === undefined || spansMs.some((span) => span !== first) ? 'Trend' : `Last ${formatDuration(first)}`;
}

export function trendTitle(spanMs: number): string {
  return `${TREND_TITLE} over the last ${formatDuration(spanMs)}`;
}
