import styles from './Unknown.module.css';

/** Not known, and never 0: a dotted em dash (or `word`, where there is room); `reason` (one plain sentence or phrase) on hover and for screen readers. */
export function Unknown({ reason, word = '—' }: { readonly reason: string; readonly word?: string }) {
  return (
    <span className={styles.unknown} title={reason} role="img" aria-label={`unknown: ${reason}`}>
      {word}
    </span>
  );
}
