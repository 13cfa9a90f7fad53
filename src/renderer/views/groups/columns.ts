import { formatCount } from '../../../shared/text';
import { fitColumns, widthOfFigure, type FittingColumn } from '../../ui/fit-columns';
import type { SortColumn } from './sort-rows';

export type ColumnId = SortColumn | 'trend';

/** What never gives way cannot be switched off either. */
export interface Column extends FittingColumn {
  readonly id: ColumnId;
  readonly label: string;
  readonly numeric?: boolean;
  readonly sortable: boolean;
  /** Direction of the first click. */
  readonly descendingFirst?: boolean;
}

/** In their order on screen. Group, verdict and lag never give way. */
export const COLUMNS: readonly Column[] = [
  { id: 'verdict', label: 'Verdict', width: 184, gives: 0, sortable: true, descendingFirst: true },
  { id: 'group', label: 'Group', width: 136, grows: 3, gives: 0, sortable: true },
  { id: 'type', label: 'Type', width: 70, gives: 5, sortable: true },
  { id: 'state', label: 'State', width: 86, grows: 1, gives: 3, sortable: true },
  { id: 'assignor', label: 'Assignor', width: 120, gives: 9, sortable: true },
  { id: 'members', label: 'Members', width: 60, numeric: true, gives: 4, sortable: true, descendingFirst: true },
  { id: 'topics', label: 'Topics', width: 46, numeric: true, gives: 10, sortable: true, descendingFirst: true },
  { id: 'partitions', label: 'Partitions', width: 62, numeric: true, gives: 7, sortable: true, descendingFirst: true },
  { id: 'lag', label: 'Lag', width: 80, numeric: true, gives: 0, sortable: true, descendingFirst: true },
  { id: 'trend', label: 'Trend', width: 70, gives: 2, sortable: false },
  { id: 'worst', label: 'Worst partition', width: 108, grows: 2, gives: 1, sortable: true },
  { id: 'age', label: 'Age', width: 44, numeric: true, gives: 6, sortable: true, descendingFirst: true },
];

/** The chosen columns that fit into `width` pixels. `lagWidth` is what the longest lag needs: a figure is never cut. */
export function fittingColumns(hidden: ReadonlySet<ColumnId>, width: number, lagWidth = 0): readonly Column[] {
  const chosen = COLUMNS.filter((column) => column.gives === 0 || !hidden.has(column.id));
  return fitColumns(chosen.map((column) => (column.id === 'lag' && lagWidth > column.width ? { ...column, width: lagWidth } : column)), width);
}

const STEP = 16;

/** Pixels for the largest lag, in steps so that the columns stay where they are while figures grow. */
export function widthOfLag(largest: number, isSomeLowerBound: boolean): number {
  return Math.ceil(widthOfFigure(formatCount(largest).length + (isSomeLowerBound ? 2 : 0)) / STEP) * STEP;
}

/** As `grid-template-columns`. */
export function columnTemplate(columns: readonly Column[]): string {
  return columns.map((column) => (column.grows === undefined ? `${column.width}px` : `minmax(${column.width}px, ${column.grows}fr)`)).join(' ');
}
