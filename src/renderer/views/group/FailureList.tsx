import { displayName } from '../../../shared/display-name';
import styles from './FailureList.module.css';
import type { Unread } from './not-read';

/** What could not be learnt, each with what to do. Texts may come from a broker. */
export function FailureList({ unread }: { readonly unread: readonly Unread[] }) {
  if (unread.length === 0) return <p className={styles.none}>Everything about this group was read.</p>;
  return (
    <ul className={styles.list} tabIndex={0} aria-label="Not read">
      {unread.map(({ scope, code, message }, index) => (
        <li key={index}>
          <span className={styles.scope}>
            <bdi>{displayName(scope)}</bdi> {code === null ? null : <span className={styles.code}>{displayName(code, 60)}</span>}
          </span>
          <span>
            <bdi>{displayName(message, 1_200)}</bdi>
          </span>
        </li>
      ))}
    </ul>
  );
}
