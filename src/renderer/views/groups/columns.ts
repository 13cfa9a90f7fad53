import { formatCount } from '../../format/format-count';
import type { SortColumn } from './sort-rows';

export type ColumnId = SortColumn | 'trend';

export interface Column {
  readonly id: ColumnId;
  readonly label: string;
  /** Fixed width in pixels; for growing columns the least. */
  readonly width: number;
  readonly grows?: number;
  readonly numeric?: boolean;
  /** Which goes first when there is no room; 0 never goes and cannot be switched off. */
  readonly gives: number;
  readonly sortable: boolean;
  /** Direction of the first click. */
  readonly descendingFirst?: boolean;
}

/** In their order on screen. Group, verdict and lag never give way. */
export const COLUMNS: readonly Column[] = [
  { id: 'verdict', label: 'Verdict', width: 170, gives: 0, sortable: true, descendingFirst: true },
  { id: 'group', label: 'Group', width: 136, grows: 2, gives: 0, sortable: true },
  { id: 'type', label: 'Type', width: 70, gives: 5, sortable: true },
  { id: 'state', label: 'State', width: 124, gives: 3, sortable: true },
  { id: 'assignor', label: 'Assignor', width: 124, gives: 9, sortable: true },
  { id: 'members', label: 'Members', width: 62, numeric: true, gives: 4, sortable: true, descendingFirst: true },
  { id: 'topics', label: 'Topics', width: 46, numeric: true, gives: 10, sortable: true, descendingFirst: true },
  { id: 'partitions', label: 'Partitions', width: 62, numeric: true, gives: 7, sortable: true, descendingFirst: true },
  { id: 'lag', label: 'Lag', width: 88, numeric: true, gives: 0, sortable: true, descendingFirst: true },
  { id: 'trend', label: 'Trend', width: 54, gives: 2, sortable: false },
  { id: 'worst', label: 'Worst partition', width: 98, grows: 1, gives: 1, sortable: true },
  { id: 'age', label: 'Age', width: 48, numeric: true, gives: 6, sortable: true, descendingFirst: true },
];

/**
 * The chosen columns that fit into `width` pixels, in order: those that give way first go until the rest has its least
 * width. `lagWidth` is what the longest lag needs: a figure is never cut.
 */
export function fittingColumns(hidden: ReadonlySet<ColumnId>, width: number, lagWidth = 0): readonly Column[] {
  let shown = COLUMNS.filter((column) => column.gives === 0 || !hidden.has(column.id)).map((column) => (column.id === 'lag' && lagWidth > column.width ? { ...column, width: lagWidth } : column));
  while (leastWidth(shown) > width) {
    const next = shown.reduce((first, column) => (column.gives > first.gives ? column : first));
    if (next.gives === 0) break;
    shown = shown.filter((column) => column !== next);
  }
  return shown;
}

const DIGIT = 7.5;
const CELL_PADDING = 12;
const STEP = 16;

/** Pixels for the largest lag, in steps so that the columns stay where they are while figures grow. */
export function widthOfLag(largest: number, isSomeLowerBound: boolean): number {
  const characters = formatCount(largest).length + (isSomeLowerBound ? 2 : 0);
  return Math.ceil((characters * DIGIT + CELL_PADDING) / STEP) * STEP;
}

/** As `grid-template-columns`. */
export function columnTemplate(columns: readonly Column[]): string {
  return columns.map((column) => (column.grows === undefined ? `${column.width}px` : `minmax(${column.width}px, ${column.grows}fr)`)).join(' ');
}

function leastWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + column.width, 0);
}
