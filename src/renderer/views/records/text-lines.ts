/** Where each line of a text begins and ends, in pairs; a line longer than `columns` is continued on the next. */
export function textLines(text: string, columns: number): Int32Array {
  const bounds: number[] = [];
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    let at = start;
    do {
      const stop = Math.min(end, wholeCharacter(text, at + columns));
      bounds.push(at, stop);
      at = stop;
    } while (at < end);
    start = end + 1;
  }
  return Int32Array.from(bounds);
}

/** The same place, or one further where a character of two units would be cut. */
function wholeCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}

export interface Finds {
  /** Where each begins and ends, in pairs. */
  readonly bounds: Int32Array;
  /** There are more than these. */
  readonly isCut: boolean;
}

const MOST_FINDS = 10_000;

/** Every place where the text has `wanted`, whatever its case; none for an empty wish. */
export function findText(text: string, wanted: string): Finds {
  const bounds: number[] = [];
  if (wanted === '') return { bounds: new Int32Array(0), isCut: false };
  const pattern = new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'), 'giu');
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    if (bounds.length === MOST_FINDS * 2) return { bounds: Int32Array.from(bounds), isCut: true };
    bounds.push(found.index, found.index + found[0].length);
  }
  return { bounds: Int32Array.from(bounds), isCut: false };
}

/** The line that holds a place of the text. */
export function lineAt(lines: Int32Array, place: number): number {
  let low = 0;
  let high = lines.length / 2 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle * 2] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

export interface LinePart {
  readonly text: string;
  /** Which find it belongs to; null: none. */
  readonly find: number | null;
}

/** One line, cut where finds begin and end. */
export function lineParts(text: string, start: number, end: number, { bounds }: Finds): readonly LinePart[] {
  const parts: LinePart[] = [];
  let at = start;
  for (let find = firstEndingAfter(bounds, start); find * 2 < bounds.length && (bounds[find * 2] ?? 0) < end; find += 1) {
    const from = Math.max(start, bounds[find * 2] ?? 0);
    const to = Math.min(end, bounds[find * 2 + 1] ?? 0);
    if (from > at) parts.push({ text: text.slice(at, from), find: null });
    parts.push({ text: text.slice(from, to), find });
    at = to;
  }
  if (at < end) parts.push({ text: text.slice(at, end), find: null });
  return parts;
}

function firstEndingAfter(bounds: Int32Array, place: number): number {
  let low = 0;
  let high = bounds.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle * 2 + 1] ?? 0) > place) high = middle;
    else low = middle + 1;
  }
  return low;
}
