import type { RequestInput } from '../../../src/shared/contract';
import type { RecordsView, RecordView } from '../../../src/shared/records';

const START = 1_200;
const END = 24_000;
const text = new TextEncoder();

/** A page of records; every seventh is a mark that ends a transaction, every eleventh was aborted, every thirteenth compacted away. */
export function recordsFrom(from: RequestInput<'records:read'>['from'], most: number): RecordsView {
  const within = (offset: number): number => Math.min(END, Math.max(START, offset));
  const first = from.kind === 'offset' ? within(from.offset) : from.kind === 'before' ? within(from.offset - most) : from.kind === 'last' ? END - most : Math.floor((START + END) / 2);
  const next = Math.min(END, from.kind === 'before' ? within(from.offset) : first + most);
  const offsets = Array.from({ length: Math.max(0, next - first) }, (_, index) => first + index);
  const isGap = (offset: number): boolean => offset % 13 === 0;
  return {
    records: offsets.filter((offset) => !isGap(offset)).map(invented),
    gaps: offsets.filter(isGap).map((offset) => ({ from: offset, to: offset })),
    logStartOffset: START, logEndOffset: END, lastStableOffset: END, from: first, next, notes: [],
  };
}

export function invented(offset: number): RecordView {
  const isMark = offset % 7 === 0;
  const value = isMark ? null : text.encode(JSON.stringify({ order: offset, amount: '12.50', currency: 'EUR', note: offset % 5 === 0 ? '<b>bold</b>\u202e' : 'as ordered' }));
  return {
    offset,
    timestamp: 1_795_269_600_000 + offset * 1_000,
    timestampType: 'create',
    kind: isMark ? 'commit-marker' : 'record',
    aborted: offset % 11 === 0 && !isMark,
    compression: 'zstd',
    key: isMark ? null : text.encode(`order-${offset}`),
    keyBytes: isMark ? 0 : 11,
    value,
    valueBytes: value?.length ?? 0,
    headers: isMark ? [] : [{ name: 'trace', value: text.encode('6f0d2a1e') }],
  };
}
