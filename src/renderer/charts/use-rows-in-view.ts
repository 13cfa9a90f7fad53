import { useRef, useState, type RefObject } from 'react';
import { rowAtHeight } from './ownership-layout';

/** Which rows of a picture that is scrolled are in view. */
export interface RowsInView {
  /** What is scrolled. */
  readonly list: RefObject<HTMLDivElement | null>;
  /** Of all rows. */
  readonly total: number;
  /** Of what is in view. */
  readonly height: number;
  /** Pixels of rows above it. */
  readonly top: number;
  /** Rows in view: [from, to). */
  readonly from: number;
  readonly to: number;
  onScroll(top: number): void;
  goTo(row: number): void;
}

/** `tops`: where each row begins, and the last one ends; `room`: for those in view. */
export function useRowsInView(tops: Float64Array, rows: number, room: number): RowsInView {
  const list = useRef<HTMLDivElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const total = tops[rows] ?? 0;
  const height = Math.min(total, Math.max(0, room));
  const top = Math.max(0, Math.min(scrolled, total - height));
  const last = rowAtHeight(tops, top + height);
  return {
    list,
    total,
    height,
    top,
    from: Math.max(0, rowAtHeight(tops, top)),
    to: last < 0 ? rows : last + 1,
    onScroll: setScrolled,
    goTo: (row) => list.current?.scrollTo({ top: tops[row] ?? 0 }),
  };
}
