import { Writer } from '../protocol/writer';
import { crc32c } from './crc32c';

export interface NewRecord {
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: readonly { readonly name: Uint8Array; readonly value: Uint8Array | null }[];
}

/** Of the header, what the checksum covers begins here. */
const CHECKED_FROM = 21;
const CRC_AT = 17;
const LENGTH_AT = 8;

/**
 * A record batch (message format 2) as a producer sends it: not compressed, not idempotent, offsets left to the broker.
 *
 * RecordBatch => base_offset length leader_epoch magic crc attributes last_offset_delta base_timestamp max_timestamp
 *     producer_id producer_epoch base_sequence [records]
 *   records => length attributes timestamp_delta offset_delta key value [headers]     (numbers zig-zag, nulls as -1)
 *
 * `timestamp` is epoch ms, of every record. At least one record: brokers refuse an empty batch.
 */
export function writeRecordBatch(records: readonly NewRecord[], timestamp: number): Buffer {
  const writer = new Writer(4_096);
  writer.int64(0);
  writer.int32(0); // length, filled in below
  writer.int32(-1);
  writer.int8(2);
  writer.int32(0); // crc, filled in below
  writer.int16(0);
  writer.int32(records.length - 1);
  writer.int64(timestamp);
  writer.int64(timestamp);
  writer.int64(-1);
  writer.int16(-1);
  writer.int32(-1);
  writer.int32(records.length);
  for (const [index, record] of records.entries()) {
    const body = recordBody(record, index);
    zigZag(writer, body.length);
    writer.raw(body);
  }
  const batch = writer.finish();
  batch.writeInt32BE(batch.length - LENGTH_AT - 4, LENGTH_AT);
  batch.writeUInt32BE(crc32c(batch.subarray(CHECKED_FROM)), CRC_AT);
  return batch;
}

function recordBody({ key, value, headers }: NewRecord, offsetDelta: number): Buffer {
  const writer = new Writer(64 + (key?.length ?? 0) + (value?.length ?? 0));
  writer.int8(0);
  zigZag(writer, 0);
  zigZag(writer, offsetDelta);
  part(writer, key);
  part(writer, value);
  zigZag(writer, headers.length);
  for (const header of headers) {
    part(writer, header.name);
    part(writer, header.value);
  }
  return writer.finish();
}

function part(writer: Writer, bytes: Uint8Array | null): void {
  zigZag(writer, bytes === null ? -1 : bytes.length);
  if (bytes !== null) writer.raw(bytes);
}

/** 32 bits, signed. */
function zigZag(writer: Writer, value: number): void {
  writer.unsignedVarint((value << 1) ^ (value >> 31));
}
