const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A whole number with thousands separators: `12,345`; an em dash for null and NaN (say why beside it). */
export function formatCount(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '—';
  return String(Math.round(value)).replaceAll(/\B(?=(?:\d{3})+$)/g, ','); // Intl.NumberFormat takes longer to make than any other part of a command's start
}

/** Per second, below 10 with one decimal: `1,250`, `3.2`, `0`. */
export function formatRate(perSecond: number): string {
  return Math.abs(perSecond) >= 9.95 || Math.abs(perSecond) < 0.05 ? formatCount(Math.round(perSecond)) : perSecond.toFixed(1);
}

/** Two units at most: `400 ms`, `31 s`, `4 min 10 s`, `1 h 5 min`, `3 d 4 h`. Milliseconds in; below 0 counts as 0. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return '—';
  if (ms > 0 && ms < SECOND) return `${Math.round(ms)} ms`;
  const whole = Math.max(0, Math.floor(ms / SECOND) * SECOND);
  if (whole < MINUTE) return `${whole / SECOND} s`;
  if (whole < HOUR) return twoUnits(whole, MINUTE, 'min', SECOND, 's');
  if (whole < DAY) return twoUnits(whole, HOUR, 'h', MINUTE, 'min');
  return twoUnits(whole, DAY, 'd', HOUR, 'h');
}

function twoUnits(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((ms % large) / small);
  return `${Math.floor(ms / large)} ${largeName}${rest === 0 ? '' : ` ${rest} ${smallName}`}`;
}

/** `1 group`, `2 groups`, `no groups` is left to the caller. */
export function formatCounted(value: number, one: string, many = `${one}s`): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}
