import { memo } from 'react';
import { displayName } from '../../../shared/display-name';
import type { LoadedGroups } from '../../state/groups-table';
import type { Column } from './columns';
import { GroupCell } from './GroupCell';
import styles from './GroupRow.module.css';
import type { Trend } from '../../state/use-trends';

interface GroupRowProps {
  /** Its place in the order. */
  readonly place: number;
  readonly top: number;
  /** Its row in the table, -1: gone. */
  readonly row: number;
  readonly groupId: string;
  readonly table: LoadedGroups;
  readonly columns: readonly Column[];
  readonly trend: Trend | null;
  readonly isSelected: boolean;
  /** Chosen, to be changed together with others. */
  readonly isChosen: boolean;
  readonly now: number;
  readonly staleAfter: number;
  /** Epoch ms: rows read before it are old. */
  readonly oldBefore: number;
  readonly onOpen: (groupId: string) => void;
  readonly onChoose: (groupId: string) => void;
}

/** One group. A click opens it. */
export const GroupRow = memo(function GroupRow({ place, top, row, groupId, table, columns, trend, isSelected, isChosen, now, staleAfter, oldBefore, onOpen, onChoose }: GroupRowProps) {
  const isGone = row === -1;
  const isOld = !isGone && (table.columns.sampledAt[row] ?? Number.NaN) < oldBefore;
  const className = [styles.row, isSelected ? styles.selected : '', isOld ? styles.old : '', isGone ? styles.gone : ''].filter(Boolean).join(' ');
  return (
    <div
      id={`group-row-${place}`}
      role="row"
      aria-rowindex={place + 2}
      aria-selected={isSelected}
      className={className}
      style={{ transform: `translateY(${top}px)` }}
      onClick={isGone ? undefined : () => onOpen(groupId)}
    >
      <div role="gridcell" aria-colindex={1} className={styles.choose} onClick={(event) => event.stopPropagation()}>
        {isGone ? null : <input type="checkbox" tabIndex={-1} aria-label={`Choose ${displayName(groupId, 80)}`} checked={isChosen} onChange={() => onChoose(groupId)} />}
      </div>
      {columns.map((column, index) => (
        <div key={column.id} role="gridcell" aria-colindex={index + 2} className={styles[column.id]}>
          <GroupCell column={column.id} isOld={isOld} row={row} groupId={groupId} table={table} trend={trend} now={now} staleAfter={staleAfter} />
        </div>
      ))}
    </div>
  );
});
