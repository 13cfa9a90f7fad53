import { formatCount } from '../../../shared/text';
import type { VerdictLevel } from '../../../shared/verdict';
import { LEVEL_LABELS, LEVELS_SHOWN, LevelMark } from '../../ui/VerdictMark';
import type { LevelCounts } from './groups-sentence';
import styles from './LevelFilter.module.css';

/** Counts of the verdict levels, dimmed when they are old; each is a filter, pressed again it lets all through. */
export function LevelFilter({ isOld, counts, total, value, onChange }: { readonly isOld: boolean; readonly counts: LevelCounts; readonly total: number; readonly value: VerdictLevel | null; readonly onChange: (level: VerdictLevel | null) => void }) {
  return (
    <div className={`${styles.levels} ${isOld ? styles.old : ''}`} role="group" aria-label="Filter by verdict">
      <button type="button" aria-pressed={value === null} className={value === null ? styles.on : undefined} onClick={() => onChange(null)}>
        All <span className={styles.count}>{formatCount(total)}</span>
      </button>
      {LEVELS_SHOWN.map((level) => (
        <button key={level} type="button" aria-pressed={value === level} className={value === level ? styles.on : undefined} onClick={() => onChange(value === level ? null : level)}>
          <LevelMark level={level} dimmed={isOld} />
          {LEVEL_LABELS[level]} <span className={styles.count}>{formatCount(counts[level])}</span>
        </button>
      ))}
    </div>
  );
}
