import type { TopicRow } from '../../../shared/group';
import { displayName } from '../../../shared/display-name';
import { formatCount } from '../../../shared/text';
import { Figure } from '../../ui/Figure';
import { Icon } from '../../ui/Icon';
import { LagFigure } from '../../ui/LagFigure';
import { Name } from '../../ui/Name';
import type { TopicColumn, TopicSort } from './topic-order';
import styles from './TopicLine.module.css';

const HEADS: readonly (readonly [column: TopicColumn, label: string])[] = [
  ['topic', 'Topic'],
  ['lag', 'Lag of all groups'],
  ['groups', 'Groups'],
  ['partitions', 'Partitions'],
];

export function TopicsHead({ sort, onSort }: { readonly sort: TopicSort; readonly onSort: (sort: TopicSort) => void }) {
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.heads}>
        {HEADS.map(([column, label]) => (
          <div key={column} role="columnheader" className={column === 'topic' ? undefined : styles.figure} aria-sort={sort.column === column ? (sort.descending ? 'descending' : 'ascending') : undefined}>
            <button type="button" className={sort.column === column ? styles.sorted : undefined} onClick={() => onSort({ column, descending: sort.column === column ? !sort.descending : column !== 'topic' })}>
              {label}
              {sort.column === column ? <span aria-hidden="true"> {sort.descending ? '↓' : '↑'}</span> : null}
            </button>
          </div>
        ))}
        <div role="columnheader">Not known</div>
      </div>
    </div>
  );
}

interface TopicLineProps {
  readonly row: TopicRow;
  readonly place: number;
  readonly top: number;
  readonly isSelected: boolean;
  readonly onOpen: (topic: string) => void;
}

/** One topic; a click opens it. */
export function TopicLine({ row, place, top, isSelected, onOpen }: TopicLineProps) {
  const reason = row.failure === null ? 'not read' : displayName(row.failure.message, 300);
  const missing = row.failure !== null ? reason : missingWords(row);
  return (
    <div id={`topic-row-${place}`} role="row" aria-rowindex={place + 2} aria-selected={isSelected} className={`${styles.row} ${isSelected ? styles.selected : ''}`} style={{ transform: `translateY(${top}px)` }} onClick={() => onOpen(row.topic)}>
      <div role="gridcell" className={styles.topic}>
        <Name text={row.topic} />
      </div>
      <div role="gridcell" className={`${styles.figure} med`}>
        <LagFigure lag={row.totalLag} unknownPartitions={row.unknownPartitions} uncommittedPartitions={row.uncommittedPartitions} reason={row.failure === null ? 'the lag of no partition is known' : reason} />
      </div>
      <div role="gridcell" className={styles.figure}>
        {formatCount(row.groups)}
      </div>
      <div role="gridcell" className={styles.figure}>
        <Figure value={row.partitions} reason={reason} />
      </div>
      <div role="gridcell" className={styles.missing} title={missing}>
        {row.failure === null ? null : (
          <span className={styles.icon}>
            <Icon name="unknown" />
          </span>
        )}
        {missing}
      </div>
    </div>
  );
}

/** Partitions are counted once for each group. */
function missingWords({ unknownPartitions, uncommittedPartitions }: TopicRow): string {
  return [
    unknownPartitions === 0 ? '' : `lag of ${formatCount(unknownPartitions)} group partitions`,
    uncommittedPartitions === 0 ? '' : `${formatCount(uncommittedPartitions)} without a committed offset`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}
