import styles from './Unknown.module.css';

/** Not known, and never 0: a dotted em dash; `reason` (one plain sentence or phrase) on hover and for screen readers. */
export function Unknown({ reason }: { readonly reason: string }) {
  return (
    <span className={styles.unknown} title={reason} role="img" aria-label={`unknown: ${reason}`}>
      —
    </span>
  );
}
