import type { KeyboardEvent } from 'react';
import { formatCount } from '../../shared/text';
import styles from './Tabs.module.css';

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** Shown beside the label; null while not known. */
  readonly count?: number | null;
}

interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  /** Null: none of them is open (a page below them is). */
  readonly value: Id | null;
  readonly onChange: (id: Id) => void;
}

/** A row of tabs. Arrow keys move between them. */
export function Tabs<Id extends string>({ label, tabs, value, onChange }: TabsProps<Id>) {
  const step = (event: KeyboardEvent<HTMLElement>) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const at = [...event.currentTarget.children].indexOf(document.activeElement ?? event.currentTarget);
    const button = event.currentTarget.children[(at + by + tabs.length) % tabs.length];
    if (button instanceof HTMLElement) button.focus();
  };
  const firstStop = tabs.some((tab) => tab.id === value) ? value : tabs[0]?.id;
  return (
    <div className={styles.tabs} role="tablist" aria-label={label} onKeyDown={step}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          aria-selected={tab.id === value}
          tabIndex={tab.id === firstStop ? 0 : -1}
          className={tab.id === value ? styles.on : undefined}
          onClick={() => onChange(tab.id)}
        >
          {tab.label}
          {tab.count === undefined || tab.count === null ? null : <span className={styles.count}>{formatCount(tab.count)}</span>}
        </button>
      ))}
    </div>
  );
}
