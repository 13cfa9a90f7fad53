import type { RefObject } from 'react';
import { FilterInput } from '../../ui/FilterInput';
import styles from './FilterBox.module.css';

interface FilterBoxProps {
  readonly ref: RefObject<HTMLInputElement | null>;
  readonly text: string;
  /** What was not understood, as sentences. */
  readonly problems: readonly string[];
  readonly onChange: (text: string) => void;
  /** Enter or arrow down: on to the table. */
  readonly onLeave: () => void;
}

const PROBLEMS_ID = 'filter-problems';

/** The filter of the groups, with what of it was not understood. */
export function FilterBox({ ref, text, problems, onChange, onLeave }: FilterBoxProps) {
  return (
    <div className={styles.box}>
      <FilterInput
        ref={ref}
        mono
        label="Filter groups"
        placeholder="name  state:stable  type:consumer  topic:orders  lag:>1000  -canary*"
        text={text}
        onChange={onChange}
        onLeave={onLeave}
        problemsId={problems.length > 0 ? PROBLEMS_ID : null}
      />
      {problems.length === 0 ? null : (
        <p id={PROBLEMS_ID} className={styles.problems} role="status">
          {problems.slice(0, 2).join(' ')}
        </p>
      )}
    </div>
  );
}
