import { displayName } from '../shared/display-name';

export interface Column<Row> {
  readonly title: string;
  readonly right?: boolean;
  /** Null and NaN are printed as `-`, like Kafka's own tool. */
  readonly value: (row: Row) => string | number | null;
}

/** Aligned text. Names are escaped: nothing in them can move the cursor or fake a line. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const cells = rows.map((row) => columns.map((column) => cell(column.value(row))));
  const widths = columns.map((column, index) => Math.max(column.title.length, ...cells.map((line) => line[index]?.length ?? 0)));
  const line = (texts: readonly string[]): string =>
    texts.map((text, index) => (columns[index]?.right === true ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0))).join('  ').trimEnd();
  return [line(columns.map((column) => column.title)), ...cells.map(line)].join('\n');
}

function cell(value: string | number | null): string {
  if (value === null || (typeof value === 'number' && Number.isNaN(value))) return '-';
  return typeof value === 'number' ? String(value) : displayName(value, 249);
}
