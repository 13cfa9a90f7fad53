import type { Failure } from '../../../shared/failure';
import { displayName } from '../../../shared/display-name';
import styles from './FailureList.module.css';

/** What could not be learnt, each with what to do. Texts may come from a broker. */
export function FailureList({ failures }: { readonly failures: readonly Failure[] }) {
  if (failures.length === 0) return <p className={styles.none}>Everything about this group was read.</p>;
  return (
    <ul className={styles.list} tabIndex={0} aria-label="Not read">
      {failures.map((failure, index) => (
        <li key={index}>
          <span className={styles.scope}>
            <bdi>{displayName(failure.scope)}</bdi> <span className={styles.code}>{displayName(failure.code, 60)}</span>
          </span>
          <span>
            <bdi>{displayName(failure.message, 1_200)}</bdi>
          </span>
        </li>
      ))}
    </ul>
  );
}
