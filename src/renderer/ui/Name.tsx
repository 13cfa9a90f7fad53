import { displayName } from '../../shared/display-name';
import styles from './Name.module.css';

/**
 * A name that Kafka or a person gave: isolated from the text around it, ellipsed at its box, hiding characters as
 * escapes. `suffix` (a partition as `-3`) never gives way.
 */
export function Name({ text, mono = false, className, suffix }: { readonly text: string; readonly mono?: boolean; readonly className?: string | undefined; readonly suffix?: string }) {
  const shown = displayName(text);
  const title = shown.length > 400 ? undefined : `${shown}${suffix ?? ''}`;
  const classes = [styles.name, mono ? 'mono' : '', className ?? ''].filter(Boolean).join(' ');
  if (text === '') {
    return <span className={`${classes} ${styles.empty}`}>(empty name)</span>;
  }
  return (
    <span className={classes} title={title}>
      <bdi className={styles.text}>{shown}</bdi>
      {suffix === undefined ? null : <span className={styles.suffix}>{suffix}</span>}
    </span>
  );
}
