import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type MouseEvent, type ReactNode } from 'react';
import { useHeld } from './use-held';
import { useSize } from './use-size';
import tableStyles from '../styles/table.module.css';
import { columnWidths, fitColumns, type FittingColumn } from './fit-columns';
import styles from './VirtualTable.module.css';

export interface TableColumn<Id extends string> extends FittingColumn {
  readonly id: Id;
  readonly label: string;
  readonly title?: string;
  readonly numeric?: boolean;
  readonly sortable?: boolean;
}

interface VirtualTableProps<Id extends string> {
  readonly label: string;
  readonly columns: readonly TableColumn<Id>[];
  /** What the rows stand for, in order; held while pointed at or focused, so that nothing moves under the pointer. */
  readonly rows: readonly number[];
  /** Another value: the held order is given up (another sort, filter or set of rows). */
  readonly orderKey: string;
  readonly cell: (row: number, column: Id) => ReactNode;
  readonly rowTone?: (row: number) => 'critical' | 'old' | 'selected' | null;
  readonly sort?: { readonly by: string; readonly descending: boolean };
  readonly onSort?: (column: Id) => void;
  /** A click beside the buttons of a row; the same must be there as a button, for the keyboard. */
  readonly onRow?: (row: number) => void;
  /** Whether a row takes two lines, by the pixels that a column has. */
  readonly isTall?: (row: number, widthOf: (column: Id) => number) => boolean;
  /** Shown instead of rows: why there are none. */
  readonly empty: ReactNode;
}

const ROW_HEIGHT = 24;
const TALL_HEIGHT = 40;
/** Taken for its width until it is measured. */
const WIDTH_BEFORE = 1_070;
/** What the first and the last cell have more than the others at the table's edge. */
const EDGE = 10;
const EDGES = 2 * EDGE;

/** A table of which only the rows in view are in the page. */
export function VirtualTable<Id extends string>({ label, columns, rows, orderKey, cell, rowTone, sort, onSort, onRow, isTall, empty }: VirtualTableProps<Id>) {
  const scroller = useRef<HTMLDivElement>(null);
  const { width } = useSize(scroller);
  const [held, setHeld] = useState(false);
  const order = useHeld(rows, held, orderKey);
  const room = (width === 0 ? WIDTH_BEFORE : width) - EDGES;
  const shown = useMemo(() => fitColumns(columns, room), [columns, room]);
  const widths = columnWidths(shown, room);
  const widthOf = (id: Id): number => widths[shown.findIndex((column) => column.id === id)] ?? 0;
  const isTwoLines = (row: number | undefined): boolean => row !== undefined && isTall?.(row, widthOf) === true;
  const tall = isTall === undefined ? '' : order.map((row) => (isTwoLines(row) ? '1' : '0')).join('');
  const virtual = useVirtualizer({ count: order.length, getScrollElement: () => scroller.current, estimateSize: (index) => (isTwoLines(order[index]) ? TALL_HEIGHT : ROW_HEIGHT), overscan: 6, initialRect: { width: 1_000, height: 300 } });
  useEffect(() => virtual.measure(), [virtual, tall]);
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items[items.length - 1]?.end ?? 0);
  return (
    <div ref={scroller} className={styles.scroll} tabIndex={0} aria-label={label} role="region">
      <table className={`${tableStyles.table} ${tableStyles.dense} ${tableStyles.sticky} ${styles.table}`} style={{ width: widths.reduce((sum, each) => sum + each, EDGES) }} aria-label={label} aria-rowcount={order.length + 1}>
        <colgroup>
          {shown.map((column, at) => (
            <col key={column.id} style={{ width: (widths[at] ?? 0) + (at === 0 ? EDGE : 0) + (at === shown.length - 1 ? EDGE : 0) }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {shown.map((column) => {
              const sorted = sort?.by === column.id;
              return (
                <th key={column.id} scope="col" title={column.title} className={`${column.numeric === true ? tableStyles.num : ''} ${sorted ? tableStyles.sorted : ''}`} aria-sort={sorted ? (sort?.descending === true ? 'descending' : 'ascending') : undefined}>
                  {column.sortable === true && onSort !== undefined ? (
                    <button type="button" className={tableStyles.sort} onClick={() => onSort(column.id)}>
                      {column.label}
                      {sorted ? (sort?.descending === true ? ' ↓' : ' ↑') : ''}
                    </button>
                  ) : (
                    column.label
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)}>
          {above > 0 ? <tr aria-hidden="true" style={{ height: above }} /> : null}
          {items.map((item) => {
            const row = order[item.index]!;
            const tone = rowTone?.(row) ?? null;
            return (
              <tr key={row} aria-rowindex={item.index + 2} aria-current={tone === 'selected' ? 'true' : undefined} className={`${isTwoLines(row) ? styles.tall : styles.row} ${onRow === undefined ? '' : tableStyles.link} ${tone === null ? '' : (tableStyles[tone] ?? '')}`} onClick={onRow === undefined ? undefined : (event) => isBesideButtons(event) && onRow(row)}>
                {shown.map((column) => (
                  <td key={column.id} className={column.numeric === true ? tableStyles.num : undefined}>
                    {cell(row, column.id)}
                  </td>
                ))}
              </tr>
            );
          })}
          {below > 0 ? <tr aria-hidden="true" style={{ height: below }} /> : null}
        </tbody>
      </table>
      {order.length === 0 ? <div className={styles.empty}>{empty}</div> : null}
    </div>
  );
}

/** Neither on a button, which has a meaning of its own, nor at the end of selecting text. */
function isBesideButtons({ target }: MouseEvent): boolean {
  return !(target instanceof Element && target.closest('button') !== null) && window.getSelection()?.isCollapsed !== false;
}
