import { formatAge } from '../format/format-age';
import styles from './Age.module.css';
import { Unknown } from './Unknown';

/**
 * How old something is. `at` and `now` are epoch milliseconds; `at` null or NaN: never read, and `reason` says why.
 * Older than `staleAfterMs` turns amber.
 */
export function Age({ at, now, staleAfterMs, reason = 'never read so far' }: { readonly at: number | null; readonly now: number; readonly staleAfterMs?: number; readonly reason?: string }) {
  if (at === null || Number.isNaN(at)) return <Unknown reason={reason} />;
  const age = now - at;
  return <span className={staleAfterMs !== undefined && age > staleAfterMs ? styles.stale : styles.age}>{formatAge(age)}</span>;
}
