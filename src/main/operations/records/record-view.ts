import type { RecordView, RecordsView } from '../../../shared/records';
import type { RecordsPage, ShownRecord } from './read-records';

/** A page for a list: of each key and value the first `mostBytes`. Copies, so that no batch is kept alive. */
export function recordsView(page: RecordsPage, mostBytes: number): RecordsView {
  const { logStartOffset, logEndOffset, lastStableOffset, from, next, gaps, notes } = page;
  return { records: page.records.map((record) => recordView(record, mostBytes)), logStartOffset, logEndOffset, lastStableOffset: lastStableOffset < 0 ? null : lastStableOffset, from, next, gaps, notes };
}

export function recordView(record: ShownRecord, mostBytes: number): RecordView {
  const { offset, timestamp, timestampType, kind, aborted, compression, key, value, headers } = record;
  const isRecord = kind === 'record';
  return {
    offset,
    timestamp: timestamp < 0 ? null : timestamp,
    timestampType,
    kind,
    aborted,
    compression,
    key: isRecord ? beginning(key, mostBytes) : null,
    keyBytes: isRecord ? (key?.length ?? 0) : 0,
    value: isRecord ? beginning(value, mostBytes) : null,
    valueBytes: isRecord ? (value?.length ?? 0) : 0,
    headers: headers.map((header) => ({ name: Buffer.from(header.name.subarray(0, mostBytes)).toString('utf8'), value: beginning(header.value, mostBytes) })),
  };
}

function beginning(bytes: Uint8Array | null, most: number): Uint8Array | null {
  return bytes === null ? null : new Uint8Array(bytes.subarray(0, most));
}
