const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** One unit, rounded down: `2 s`, `34 s`, `12 min`, `3 h`, `2 d`. For ages that tick; below 0 (clocks differ) counts as 0. */
export function formatAge(ms: number): string {
  if (!Number.isFinite(ms)) return '—';
  const age = Math.max(0, ms);
  if (age < MINUTE) return `${Math.floor(age / SECOND)} s`;
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  if (age < DAY) return `${Math.floor(age / HOUR)} h`;
  return `${Math.floor(age / DAY)} d`;
}
