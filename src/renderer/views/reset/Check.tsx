import type { ReactNode } from 'react';
import styles from './PartitionTree.module.css';

interface CheckProps {
  readonly label: ReactNode;
  /** For screen readers, where the label alone does not say it. */
  readonly name?: string;
  readonly count: string;
  readonly isOn: boolean;
  readonly isPart?: boolean;
  readonly onToggle: (on: boolean) => void;
}

/** A box to tick, of which some may be ticked, with a figure at its end. */
export function Check({ label, name, count, isOn, isPart = false, onToggle }: CheckProps) {
  return (
    <label className={styles.check}>
      <input
        type="checkbox"
        aria-label={name}
        checked={isOn}
        ref={(box) => {
          if (box !== null) box.indeterminate = isPart;
        }}
        onChange={(event) => onToggle(event.target.checked)}
      />
      <span className={styles.label}>{label}</span>
      <span className={`${styles.count} mono`}>{count}</span>
    </label>
  );
}
