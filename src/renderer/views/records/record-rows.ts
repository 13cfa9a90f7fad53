import type { RecordsView, RecordView } from '../../../shared/records';

/** A line of the list: a record or mark, or offsets that hold none. */
export type RecordRow = { readonly kind: 'record'; readonly record: RecordView } | { readonly kind: 'gap'; readonly from: number; readonly to: number };

/** What a page holds, in the order of offsets. */
export function recordRows({ records, gaps }: Pick<RecordsView, 'records' | 'gaps'>): readonly RecordRow[] {
  const rows: RecordRow[] = [...records.map((record): RecordRow => ({ kind: 'record', record })), ...gaps.map((gap): RecordRow => ({ kind: 'gap', ...gap }))];
  return rows.sort((left, right) => offsetOf(left) - offsetOf(right));
}

function offsetOf(row: RecordRow): number {
  return row.kind === 'gap' ? row.from : row.record.offset;
}
