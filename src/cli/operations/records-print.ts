import { displayName } from '../../shared/display-name';
import { hexRows } from '../../shared/hex-rows';
import type { RecordsPage, RecordsWish, ShownRecord } from '../../main/operations/records/read-records';
import { table } from '../table';

const SHOWN_CHARACTERS = 200;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function recordsJson({ topic, partition }: RecordsWish, { records, logStartOffset, logEndOffset, lastStableOffset, from, next, gaps }: RecordsPage) {
  return {
    topic, partition, logStartOffset, logEndOffset, lastStableOffset: lastStableOffset < 0 ? null : lastStableOffset, from, next, gaps,
    records: records.map((record) => ({
      offset: record.offset,
      timestamp: timeOf(record),
      timestampType: record.timestampType,
      kind: record.kind,
      aborted: record.aborted,
      compression: record.compression,
      key: partJson(record.kind === 'record' ? record.key : null),
      value: partJson(record.kind === 'record' ? record.value : null),
      headers: record.headers.map(({ name, value }) => ({ name: partJson(name)?.text ?? '', value: partJson(value) })),
    })),
  };
}

/** Text where the bytes are UTF-8, else base64; null where there are none. */
function partJson(bytes: Uint8Array | null): { readonly text: string } | { readonly text?: undefined; readonly base64: string } | null {
  if (bytes === null) return null;
  try {
    return { text: utf8.decode(bytes) };
  } catch {
    return { base64: Buffer.from(bytes).toString('base64') };
  }
}

/** One line a record, and one for offsets without any. */
export function recordsText(page: RecordsPage): string {
  const rows = [...page.records, ...page.gaps].sort((left, right) => offsetOf(left) - offsetOf(right));
  if (rows.length === 0) return `No record from offset ${page.from} on; log start ${page.logStartOffset}, log end ${page.logEndOffset}.`;
  return table(rows, [
    { title: 'OFFSET', right: true, value: offsetOf },
    { title: 'TIME', value: (row) => ('offset' in row ? timeOf(row) : null) },
    { title: 'BYTES', right: true, value: (row) => ('offset' in row ? (row.key?.length ?? 0) + (row.value?.length ?? 0) : null) },
    { title: 'KEY', value: (row) => ('offset' in row ? partText(row, row.key) : null) },
    { title: 'VALUE', value: (row) => ('offset' in row ? partText(row, row.value) : row.from === row.to ? '(no record here)' : `(no records up to ${row.to})`) },
  ]);
}

function offsetOf(row: ShownRecord | RecordsPage['gaps'][number]): number {
  return 'offset' in row ? row.offset : row.from;
}

function partText({ kind, aborted }: ShownRecord, bytes: Uint8Array | null): string | null {
  if (kind !== 'record') return `(${kind})`;
  const part = partJson(bytes);
  if (part === null) return null;
  const text = part.text === undefined ? `(binary, ${bytes?.length ?? 0} bytes)` : displayName(part.text, SHOWN_CHARACTERS);
  return aborted ? `(aborted) ${text}` : text;
}

/** All bytes of keys and values, 16 in a row, with their characters. */
export function recordsHex({ records }: RecordsPage): string {
  return records
    .map((record) => {
      const head = `offset ${record.offset}, ${timeOf(record) ?? 'no time'}${record.kind === 'record' ? '' : `, ${record.kind}`}${record.aborted ? ', aborted' : ''}`;
      return [head, ...partHex('key', record.key), ...partHex('value', record.value)].join('\n');
    })
    .join('\n\n');
}

function partHex(name: string, bytes: Uint8Array | null): readonly string[] {
  if (bytes === null) return [`${name}: none`];
  return [`${name}: ${bytes.length} bytes`, ...hexRows(bytes)];
}

function timeOf({ timestamp }: ShownRecord): string | null {
  return timestamp < 0 || timestamp > 8_640_000_000_000_000 ? null : new Date(timestamp).toISOString();
}
