/** What a column of any table takes and when it gives way. */
export interface FittingColumn {
  /** Pixels; for growing columns the least. */
  readonly width: number;
  /** Share of what is left over; without it the column keeps its width. */
  readonly grows?: number;
  /** Which goes first when there is no room: the highest. 0 never goes. */
  readonly gives: number;
}

/** The columns that fit into `width` pixels, in order: those that give way first go until the rest has its least width. */
export function fitColumns<Column extends FittingColumn>(columns: readonly Column[], width: number): readonly Column[] {
  let shown = columns;
  while (leastWidth(shown) > width) {
    const next = shown.reduce((first, column) => (column.gives > first.gives ? column : first));
    if (next.gives === 0) break;
    shown = shown.filter((column) => column !== next);
  }
  return shown;
}

/** Pixels of each column, which together fill `width` where some column grows. */
export function columnWidths(columns: readonly FittingColumn[], width: number): readonly number[] {
  const left = Math.max(0, width - leastWidth(columns));
  const shares = columns.reduce((sum, column) => sum + (column.grows ?? 0), 0);
  return columns.map((column) => column.width + (shares === 0 ? 0 : (left * (column.grows ?? 0)) / shares));
}

function leastWidth(columns: readonly FittingColumn[]): number {
  return columns.reduce((sum, column) => sum + column.width, 0);
}

const DIGIT = 7.5;
const LETTER = 6.7;

/** Pixels that a text of so many characters takes in a table's size, with its cell's padding; between `least` and `most`. */
export function widthOfText(characters: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.ceil(characters * LETTER) + 12));
}

/** Pixels for a figure of so many characters, with its cell's padding. */
export function widthOfFigure(characters: number): number {
  return Math.ceil(characters * DIGIT) + 12;
}
