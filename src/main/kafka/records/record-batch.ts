import { DecodeError } from '../protocol/decode-error';
import { COMPRESSIONS, decompress, type Compression } from './compression';
import { VarintReader } from './varint-reader';

/** One record of a batch, or a mark that ends a transaction. Times are epoch ms. */
export interface LogRecord {
  readonly offset: number;
  /** -1: the record has none. */
  readonly timestamp: number;
  readonly timestampType: 'create' | 'append';
  readonly leaderEpoch: number;
  readonly kind: 'record' | 'commit-marker' | 'abort-marker';
  /** -1: no idempotent or transactional producer. */
  readonly producerId: number;
  readonly transactional: boolean;
  readonly compression: Compression;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: readonly { readonly name: Uint8Array; readonly value: Uint8Array | null }[];
}

export interface RecordsRead {
  readonly records: readonly LogRecord[];
  /** What follows the whole batches that were read; where to go on. */
  readonly nextOffset: number;
  /** Why some of it is not shown, one sentence each. */
  readonly notes: readonly string[];
}

const HEADER_BYTES = 61;
const LENGTH_ENDS_AT = 12;

/**
 * Reads record batches (message format 2, Kafka 0.11 and newer) from the bytes of a Fetch answer. The last batch may be cut, and is left
 * then. Records before `from` are left out: a batch is sent whole. Throws DecodeError of bytes that are no batches.
 */
export function readRecordBatches(bytes: Uint8Array, from: number): RecordsRead {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: LogRecord[] = [];
  const notes: string[] = [];
  let nextOffset = from;
  for (let at = 0; at + LENGTH_ENDS_AT < bytes.length; ) {
    const end = at + LENGTH_ENDS_AT + view.getInt32(at + 8);
    if (end <= at + LENGTH_ENDS_AT) throw new DecodeError('A record batch has no length');
    if (end > bytes.length) break;
    const magic = bytes[at + 16] ?? 0;
    const baseOffset = int64(view, at);
    if (magic === 2 && end - at >= HEADER_BYTES) {
      readBatch(bytes.subarray(at, end), from, records);
      nextOffset = Math.max(nextOffset, baseOffset + view.getInt32(at + 23) + 1);
    } else {
      notes.push(`The record at offset ${baseOffset} is in the message format ${magic} of brokers before 0.11 and is not shown.`);
      nextOffset = Math.max(nextOffset, baseOffset + 1);
    }
    at = end;
  }
  return { records, nextOffset, notes };
}

function readBatch(batch: Uint8Array, from: number, into: LogRecord[]): void {
  const view = new DataView(batch.buffer, batch.byteOffset, batch.byteLength);
  const attributes = view.getInt16(21);
  const compression = COMPRESSIONS[attributes & 7];
  if (compression === undefined) throw new DecodeError(`A record batch is compressed in a way (${attributes & 7}) that Kafka 4.3 does not know`);
  const control = (attributes & 0x20) !== 0;
  const shared = {
    timestampType: (attributes & 8) === 0 ? ('create' as const) : ('append' as const),
    leaderEpoch: view.getInt32(12),
    producerId: int64(view, 43),
    transactional: (attributes & 0x10) !== 0,
    compression,
  };
  const baseOffset = int64(view, 0);
  const baseTimestamp = int64(view, 27);
  const appendedAt = int64(view, 35);
  const count = view.getInt32(57);
  const reader = new VarintReader(decompress(compression, batch.subarray(HEADER_BYTES)));
  for (let index = 0; index < count; index += 1) {
    const end = reader.position + reader.varint() + reader.lengthOfLast;
    reader.skip(1);
    const timestamp = baseTimestamp + reader.varlong();
    const offset = baseOffset + reader.varint();
    const key = reader.nullableBytes();
    const value = reader.nullableBytes();
    const headers: LogRecord['headers'][number][] = [];
    for (let left = reader.count(); left > 0; left -= 1) headers.push({ name: reader.nullableBytes() ?? new Uint8Array(0), value: reader.nullableBytes() });
    if (reader.position !== end) throw new DecodeError(`The record at offset ${offset} does not end where it says`);
    if (offset < from) continue;
    into.push({ ...shared, offset, timestamp: shared.timestampType === 'append' ? appendedAt : timestamp, kind: control ? markerKind(key) : 'record', key, value, headers });
  }
}

/** The key of a control record: version and type, 0 = abort, 1 = commit. */
function markerKind(key: Uint8Array | null): LogRecord['kind'] {
  return key !== null && key.length >= 4 && key[3] === 1 ? 'commit-marker' : 'abort-marker';
}

function int64(view: DataView, at: number): number {
  return view.getInt32(at) * 4294967296 + view.getUint32(at + 4);
}
