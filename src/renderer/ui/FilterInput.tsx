import type { RefObject } from 'react';
import styles from './FilterInput.module.css';
import { Icon } from './Icon';
import { Input } from './Input';

interface FilterInputProps {
  readonly ref: RefObject<HTMLInputElement | null>;
  /** For screen readers: what it filters. */
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** Enter or arrow down: on to what is filtered. */
  readonly onLeave?: () => void;
  readonly mono?: boolean;
  readonly className?: string | undefined;
  /** Id of the text that says what was not understood; null: all was. */
  readonly problemsId?: string | null;
}

/** The field of a filter. Esc clears it, and leaves it when it is empty; `/` leads to it. */
export function FilterInput({ ref, label, placeholder, text, onChange, onLeave, mono = false, className, problemsId = null }: FilterInputProps) {
  return (
    <Input
      ref={ref}
      mono={mono}
      className={className ?? ''}
      aria-label={label}
      aria-invalid={problemsId !== null}
      aria-describedby={problemsId ?? undefined}
      placeholder={placeholder}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          if (text === '') event.currentTarget.blur();
          else onChange('');
        } else if (onLeave !== undefined && (event.key === 'Enter' || event.key === 'ArrowDown')) {
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
  );
}
