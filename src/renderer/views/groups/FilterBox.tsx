import type { RefObject } from 'react';
import { Icon } from '../../ui/Icon';
import { Input } from '../../ui/Input';
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

/** The filter of the groups. Esc clears it, and leaves it when it is empty. */
export function FilterBox({ ref, text, problems, onChange, onLeave }: FilterBoxProps) {
  return (
    <div className={styles.box}>
      <Input
        ref={ref}
        mono
        className={styles.input}
        aria-label="Filter groups"
        aria-invalid={problems.length > 0}
        aria-describedby={problems.length > 0 ? 'filter-problems' : undefined}
        placeholder="name  state:stable  type:consumer  topic:orders  lag:>1000  -canary*"
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.preventDefault();
            event.stopPropagation();
            if (text === '') event.currentTarget.blur();
            else onChange('');
          } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault();
            onLeave();
          }
        }}
        before={<Icon name="search" />}
        after={
          text === '' ? (
            <kbd>/</kbd>
          ) : (
            <button type="button" className={styles.clear} aria-label="Clear the filter" title="Clear the filter (Esc)" onClick={() => onChange('')}>
              <Icon name="down" />
            </button>
          )
        }
      />
      {problems.length === 0 ? null : (
        <p id="filter-problems" className={styles.problems} role="status">
          {problems.slice(0, 2).join(' ')}
        </p>
      )}
    </div>
  );
}
