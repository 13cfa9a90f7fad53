import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32c } from '../../../../src/main/kafka/records/crc32c';
import { readRecordBatches } from '../../../../src/main/kafka/records/record-batch';
import { writeRecordBatch } from '../../../../src/main/kafka/records/write-record-batch';

const ALL = { from: 0, mostRecords: 1_000, mostBytes: 1_000_000_000 };
const GZIP = 1;
const HEADER_BYTES = 61;

/** Bytes with the outside of a batch: a length and a checksum that fit, format 2, and some compression. */
const batchLike = fc.tuple(fc.uint8Array({ minLength: HEADER_BYTES, maxLength: 400 }), fc.integer({ min: 0, max: 7 }), fc.integer({ min: -1, max: 40 })).map(([bytes, compression, count]) => {
  const batch = Buffer.from(bytes);
  batch.writeInt32BE(count, 57);
  return sealed(batch, compression);
});

test('whatever a broker sends as records is read or left out with a note', () => {
  fc.assert(
    fc.property(fc.oneof(batchLike, fc.uint8Array({ maxLength: 200 })), (bytes) => {
      expect(readRecordBatches(bytes, ALL).records.length).toBeLessThanOrEqual(bytes.length);
    }),
    { numRuns: 3_000 },
  );
});

test('a batch that is cut is left for the next fetch', () => {
  const whole = batch(['a', 'b']);
  expect(readRecordBatches(whole.subarray(0, whole.length - 1), { ...ALL, from: 7 })).toEqual({ records: [], nextOffset: 7, bytes: 0, notes: [] });
});

test('a damaged batch is left out with its offsets, and hides no other', () => {
  const damaged = at(batch(['c', 'd']), 2);
  damaged[damaged.length - 2] = (damaged[damaged.length - 2] ?? 0) ^ 1;
  const read = readRecordBatches(Buffer.concat([batch(['a', 'b']), damaged, at(batch(['e']), 4)]), ALL);
  expect([read.records.map(({ offset }) => offset), read.nextOffset]).toEqual([[0, 1, 4], 5]);
  expect(read.notes).toEqual(['The records of offsets 2 to 3 are not shown: their checksum does not fit, so they were damaged on the broker’s disk or on the way.']);
});

test('a few bytes that stand for gigabytes are not unpacked', () => {
  const bomb = sealed(Buffer.concat([batch(['a']).subarray(0, HEADER_BYTES), gzipSync(Buffer.alloc(65 * 1024 * 1024))]), GZIP);
  const read = readRecordBatches(Buffer.concat([bomb, at(batch(['b']), 1)]), ALL);
  expect(read.records.map(({ offset }) => offset)).toEqual([1]);
  expect(read.notes[0]).toMatch(/^The records of offsets 0 to 0 are not shown: they could not be unpacked \(gzip: /u);
});

test('a few bytes that stand for millions of headers are not read, and records before the wished one not at all', () => {
  const headers = 3_000_000;
  const record = Buffer.concat([Buffer.from([0, 0, 0, 1, 1]), zigZag(headers), Buffer.alloc(headers * 2)]); // attributes, deltas, no key, no value, empty headers
  const bomb = batch(['a']).subarray(0, HEADER_BYTES);
  const bytes = sealed(Buffer.concat([bomb, gzipSync(Buffer.concat([zigZag(record.length), record]))]), GZIP);
  expect(readRecordBatches(bytes, ALL)).toMatchObject({ records: [], nextOffset: 1, notes: ['The records of offsets 0 to 0 are not shown: the record at offset 0 has 3000000 headers, which are more than Offsight reads.'] });
  expect(readRecordBatches(bytes, { ...ALL, from: 1 })).toMatchObject({ records: [], nextOffset: 1, notes: [] });
});

test('reading stops at the wished count and size, and goes on from there', () => {
  const bytes = Buffer.concat([batch(['a', 'b', 'c']), at(batch(['d']), 3)]);
  expect(readRecordBatches(bytes, { ...ALL, mostRecords: 2 })).toMatchObject({ nextOffset: 2 });
  expect(readRecordBatches(bytes, { ...ALL, from: 2 }).records.map(({ offset }) => offset)).toEqual([2, 3]);
  expect(readRecordBatches(bytes, { ...ALL, mostBytes: 1 })).toMatchObject({ nextOffset: 3 });
});

test('a count that no bytes stand behind is refused at their end', () => {
  const bytes = batch(['a']);
  bytes.writeInt32BE(2_147_483_647, 57);
  expect(readRecordBatches(sealed(bytes, 0), ALL).notes).toEqual(['The records of offsets 0 to 0 are not shown: they end too early.']);
});

test('older message formats are told once for a stretch', () => {
  const old = (offset: number, magic: number): Buffer => {
    const message = Buffer.alloc(34);
    message.writeInt32BE(offset, 4);
    message.writeInt32BE(22, 8);
    message[16] = magic;
    return message;
  };
  const read = readRecordBatches(Buffer.concat([old(0, 0), old(1, 0), old(2, 1), at(batch(['a']), 3)]), ALL);
  expect(read).toMatchObject({ nextOffset: 4, records: [{ offset: 3 }] });
  expect(read.notes).toEqual([
    'The records of offsets 0 to 1 are not shown: they are in message format 0, of producers before Kafka 0.11.',
    'The records of offsets 2 to 2 are not shown: they are in message format 1, of producers before Kafka 0.11.',
  ]);
});

function batch(values: readonly string[]): Buffer {
  return writeRecordBatch(values.map((value) => ({ key: null, value: Buffer.from(value), headers: [] })), 1_700_000_000_000);
}

function at(bytes: Buffer, baseOffset: number): Buffer {
  bytes.writeInt32BE(baseOffset, 4);
  return bytes;
}

/** With a length and a checksum that fit. */
function sealed(bytes: Buffer, compression: number): Buffer {
  bytes.writeInt32BE(bytes.length - 12, 8);
  bytes[16] = 2;
  bytes.writeInt16BE(compression, 21);
  bytes.writeUInt32BE(crc32c(bytes.subarray(21)), 17);
  return bytes;
}

function zigZag(value: number): Buffer {
  const bytes: number[] = [];
  for (let left = value * 2; ; left = Math.floor(left / 128)) {
    if (left < 128) return Buffer.from([...bytes, left]);
    bytes.push((left % 128) | 128);
  }
}
