import { memo } from 'react';
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
  readonly now: number;
  readonly staleAfter: number;
  /** Epoch ms: rows read before it are old. */
  readonly oldBefore: number;
  readonly onOpen: (groupId: string) => void;
}

/** One group. A click opens it. */
export const GroupRow = memo(function GroupRow({ place, top, row, groupId, table, columns, trend, isSelected, now, staleAfter, oldBefore, onOpen }: GroupRowProps) {
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
      {columns.map((column, index) => (
        <div key={column.id} role="gridcell" aria-colindex={index + 1} className={styles[column.id]}>
          <GroupCell column={column.id} isOld={isOld} row={row} groupId={groupId} table={table} trend={trend} now={now} staleAfter={staleAfter} />
        </div>
      ))}
    </div>
  );
});
