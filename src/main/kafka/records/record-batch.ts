import { DecodeError } from '../protocol/decode-error';
import { COMPRESSIONS, decompress, type Compression } from './compression';
import { crc32c } from './crc32c';
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
  /** What follows the records that were read; where to go on. */
  readonly nextOffset: number;
  /** What the records take in memory. */
  readonly bytes: number;
  /** Why some of it is not shown, one sentence each. */
  readonly notes: readonly string[];
}

export interface ReadLimits {
  /** Records before it are left out: a batch is sent whole. */
  readonly from: number;
  readonly mostRecords: number;
  /** No batch more is unpacked when these are reached. */
  readonly mostBytes: number;
}

const HEADER_BYTES = 61;
const LENGTH_ENDS_AT = 12;
const MAGIC_AT = 16;
const CRC_AT = 17;
const CHECKED_FROM = 21;
/** What a record and one header take in memory beside their bytes, about. */
const RECORD_COST = 500;
const HEADER_COST = 300;
/** Of the records of one batch that are read: two bytes can stand for a header, so that a batch of a few kilobytes has millions. */
const MOST_HEADERS = 100_000;
/** Of message formats 0 and 1: offset, length, CRC, magic. */
const OLD_HEADER_BYTES = 17;

/**
 * Reads record batches (message format 2, Kafka 0.11 and newer) from the bytes of a Fetch answer. The last batch may be cut, and is left
 * then. A batch that is damaged, or in an older format, is left out with a note, and hides no other. Throws nothing.
 */
export function readRecordBatches(bytes: Uint8Array, { from, mostRecords, mostBytes }: ReadLimits): RecordsRead {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: LogRecord[] = [];
  const notes: string[] = [];
  const old: { first: number; last: number; magic: number }[] = [];
  let nextOffset = from;
  let taken = 0;
  for (let at = 0; at + OLD_HEADER_BYTES <= bytes.length && records.length < mostRecords && taken < mostBytes; ) {
    const end = at + LENGTH_ENDS_AT + view.getInt32(at + 8);
    const baseOffset = int64(view, at);
    const magic = bytes[at + MAGIC_AT] ?? 0;
    if (end < at + (magic === 2 ? HEADER_BYTES : OLD_HEADER_BYTES)) {
      notes.push(`What lies behind offset ${nextOffset} cannot be read: the length of a batch of records is not possible.`);
      break;
    }
    if (end > bytes.length) break;
    if (magic === 2) {
      const batch = bytes.subarray(at, end);
      const lastOffset = baseOffset + Math.max(0, view.getInt32(at + 23));
      try {
        taken += readBatch(batch, { from, mostRecords, mostBytes }, records);
      } catch (error) {
        if (!(error instanceof DecodeError)) throw error;
        notes.push(`The records of offsets ${baseOffset} to ${lastOffset} are not shown: ${error.message}.`);
      }
      nextOffset = Math.max(nextOffset, records.length < mostRecords ? lastOffset + 1 : (records[records.length - 1]?.offset ?? lastOffset) + 1);
    } else {
      const last = old[old.length - 1];
      if (last === undefined || last.magic !== magic) old.push({ first: baseOffset, last: baseOffset, magic });
      else last.last = Math.max(last.last, baseOffset);
      nextOffset = Math.max(nextOffset, baseOffset + 1);
    }
    at = end;
  }
  for (const { first, last, magic } of old) notes.push(`The records of offsets ${first} to ${last} are not shown: they are in message format ${magic}, of producers before Kafka 0.11.`);
  return { records, nextOffset, bytes: taken, notes };
}

/** How much memory it took. Throws DecodeError, and adds nothing then: where one record is damaged the others cannot be trusted. */
function readBatch(batch: Uint8Array, { from, mostRecords }: ReadLimits, into: LogRecord[]): number {
  const view = new DataView(batch.buffer, batch.byteOffset, batch.byteLength);
  if (view.getUint32(CRC_AT) !== crc32c(batch.subarray(CHECKED_FROM))) throw new DecodeError('their checksum does not fit, so they were damaged on the broker’s disk or on the way');
  const attributes = view.getInt16(21);
  const compression = COMPRESSIONS[attributes & 7];
  if (compression === undefined) throw new DecodeError(`they are compressed in a way (${attributes & 7}) that Kafka 4.3 does not know`);
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
  const recordCount = view.getInt32(57);
  const unpacked = decompress(compression, batch.subarray(HEADER_BYTES));
  const reader = new VarintReader(unpacked);
  const found: LogRecord[] = [];
  let headersLeft = MOST_HEADERS;
  for (let index = 0; index < recordCount && into.length + found.length < mostRecords; index += 1) {
    const end = reader.position + reader.varint() + reader.lengthOfLast;
    reader.skip(1);
    const timestamp = baseTimestamp + reader.varlong();
    const offset = baseOffset + reader.varint();
    if (offset < from) {
      reader.skip(end - reader.position);
      continue;
    }
    const key = reader.nullableBytes();
    const value = reader.nullableBytes();
    const headers: LogRecord['headers'][number][] = [];
    const count = reader.count();
    if (count > headersLeft) throw new DecodeError(`the record at offset ${offset} has ${count} headers, which are more than Offsight reads`);
    headersLeft -= count;
    for (let left = count; left > 0; left -= 1) headers.push({ name: reader.nullableBytes() ?? new Uint8Array(0), value: reader.nullableBytes() });
    if (reader.position !== end) throw new DecodeError(`the record at offset ${offset} does not end where it says`);
    found.push({ ...shared, offset, timestamp: shared.timestampType === 'append' ? appendedAt : timestamp, kind: control ? markerKind(key) : 'record', key, value, headers });
  }
  into.push(...found);
  return unpacked.length + found.length * RECORD_COST + (MOST_HEADERS - headersLeft) * HEADER_COST;
}

/** The key of a control record: version and type, 0 = abort, 1 = commit. */
function markerKind(key: Uint8Array | null): LogRecord['kind'] {
  return key !== null && key.length >= 4 && key[3] === 1 ? 'commit-marker' : 'abort-marker';
}

function int64(view: DataView, at: number): number {
  return view.getInt32(at) * 4294967296 + view.getUint32(at + 4);
}
