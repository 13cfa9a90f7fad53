export interface LineStyle {
  /** A CSS colour. */
  readonly colour: string;
  /** SVG dash array; null = solid. */
  readonly dash: string | null;
}

export const CRITICAL_LINE: LineStyle = { colour: 'var(--critical)', dash: null };

/** Ten lines that stay apart in greyscale too: five colours of differing lightness, each with two dashes. */
const STYLES: readonly LineStyle[] = [
  { colour: 'var(--c1)', dash: null },
  { colour: 'var(--c2)', dash: null },
  { colour: 'var(--c3)', dash: '5 3' },
  { colour: 'var(--c4)', dash: '2 3' },
  { colour: 'var(--c5)', dash: '8 3 2 3' },
  { colour: 'var(--c1)', dash: '5 3' },
  { colour: 'var(--c2)', dash: '2 3' },
  { colour: 'var(--c3)', dash: null },
  { colour: 'var(--c4)', dash: '8 3 2 3' },
  { colour: 'var(--c5)', dash: '5 3' },
];
export const MOST_LINES = STYLES.length;

export function lineStyle(slot: number): LineStyle {
  return STYLES[slot % STYLES.length]!;
}

/** Slots of the drawn columns: a column keeps the slot it had, so that no line changes its look while it is drawn. */
export function keepSlots(before: ReadonlyMap<number, number>, columns: readonly number[]): Map<number, number> {
  const slots = new Map<number, number>();
  for (const column of columns) {
    const slot = before.get(column);
    if (slot !== undefined) slots.set(column, slot);
  }
  const taken = new Set(slots.values());
  for (const column of columns) {
    if (slots.has(column)) continue;
    let slot = 0;
    while (taken.has(slot)) slot += 1;
    taken.add(slot);
    slots.set(column, slot);
  }
  return slots;
}
