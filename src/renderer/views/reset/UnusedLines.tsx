import { displayName } from '../../../shared/display-name';
import { formatCount, formatCounted } from '../../../shared/text';
import { Button } from '../../ui/Button';
import styles from './TargetChoice.module.css';
import type { UnusedLine } from './unused-lines';

interface UnusedLinesProps {
  readonly lines: readonly UnusedLine[];
  readonly onTick: () => void;
}

const MOST_SHOWN = 100;

/** Offsets of a file that the plan passes over, each with the reason. */
export function UnusedLines({ lines, onTick }: UnusedLinesProps) {
  if (lines.length === 0) return null;
  const unticked = lines.filter(({ why }) => why === 'not-ticked').length;
  return (
    <div className={styles.unused} role="status">
      <p>
        <b>{formatCounted(lines.length, 'offset')} of it {lines.length === 1 ? 'is' : 'are'} not used:</b>
      </p>
      <ul tabIndex={0} aria-label="Offsets that are not used">
        {lines.slice(0, MOST_SHOWN).map(({ line, why }, index) => (
          <li key={index} title={displayName(line.topic, 300)}>
            <bdi>{displayName(line.topic, 60)}</bdi>-{line.partition}: {why === 'other-group' ? `of the group ${displayName(line.groupId ?? '', 60)}` : WHY[why]}
          </li>
        ))}
        {lines.length > MOST_SHOWN ? <li>and {formatCount(lines.length - MOST_SHOWN)} more</li> : null}
      </ul>
      {unticked === 0 ? null : (
        <Button small onClick={onTick}>
          Tick {unticked === 1 ? 'it' : `the ${formatCount(unticked)} that are not ticked`}
        </Button>
      )}
    </div>
  );
}

const WHY = { 'not-ticked': 'not ticked', 'no-topic': 'no such topic in what this cluster lists', 'no-partition': 'the topic has no such partition' } as const;
