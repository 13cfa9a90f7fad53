const THOUSANDS = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** `12,345`; an em dash for null and NaN (say why beside it). */
export function formatCount(count: number | null): string {
  return count === null || Number.isNaN(count) ? '—' : THOUSANDS.format(count);
}

/** `3 s`, `4 min 10 s`, `2 h 5 min`, `3 d 4 h`; negative spans count as 0. Input in milliseconds. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return pair(minutes, 'min', seconds % 60, 's');
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return pair(hours, 'h', minutes % 60, 'min');
  return pair(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
