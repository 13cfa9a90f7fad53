import { Icon, type IconName } from '../../ui/Icon';
import styles from './StageLine.module.css';

export type StageOutcome = 'passed' | 'failed' | 'skipped' | 'running';
const ICONS: Readonly<Record<StageOutcome, IconName>> = { passed: 'check', failed: 'down', skipped: 'minus', running: 'clock' };
const WORDS: Readonly<Record<StageOutcome, string>> = { passed: 'passed', failed: 'failed', skipped: 'not reached', running: 'running' };

/** One step of something that takes several: its outcome, its name, what was seen. */
export function StageLine({ outcome, name, text, ms = null }: { readonly outcome: StageOutcome; readonly name: string; readonly text: string; readonly ms?: number | null }) {
  return (
    <li className={`${styles.line} ${styles[outcome]}`}>
      <span className={styles.icon}>
        <Icon name={ICONS[outcome]} label={WORDS[outcome]} />
      </span>
      <span className={styles.name}>{name}</span>
      <span className={styles.text}>
        {text}
        {ms === null ? null : <span className="dim"> {Math.round(ms)} ms</span>}
      </span>
    </li>
  );
}
