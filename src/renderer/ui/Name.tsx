import { displayName } from '../../shared/display-name';
import { partName } from '../format/part-name';
import styles from './Name.module.css';

interface NameProps {
  readonly text: string;
  readonly mono?: boolean;
  readonly className?: string | undefined;
  readonly suffix?: string;
  readonly keepsEnd?: boolean;
}

/**
 * A name that Kafka or a person gave: isolated from the text around it, ellipsed at its box, hiding characters as
 * escapes. `suffix` (a partition as `-3`) never gives way; with `keepsEnd` the middle gives way instead of the end.
 */
export function Name({ text, mono = false, className, suffix = '', keepsEnd = false }: NameProps) {
  const shown = displayName(text);
  const title = shown.length > 400 ? undefined : `${shown}${suffix}`;
  const parts = keepsEnd ? partName(shown) : { main: shown, suffix: '' };
  const end = `${parts.suffix}${suffix}`;
  const classes = [styles.name, mono ? 'mono' : '', className ?? ''].filter(Boolean).join(' ');
  if (text === '') {
    return <span className={`${classes} ${styles.empty}`}>(empty name)</span>;
  }
  return (
    <span className={classes} title={title}>
      <bdi className={styles.text}>{parts.main}</bdi>
      {end === '' ? null : <bdi className={styles.suffix}>{end}</bdi>}
    </span>
  );
}
