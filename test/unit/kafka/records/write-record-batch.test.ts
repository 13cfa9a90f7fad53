import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32c } from '../../../../src/main/kafka/records/crc32c';
import { murmur2 } from '../../../../src/main/kafka/records/partition-for-key';
import { readRecordBatches } from '../../../../src/main/kafka/records/record-batch';
import { writeRecordBatch, type NewRecord } from '../../../../src/main/kafka/records/write-record-batch';

const bytes = fc.uint8Array({ maxLength: 300 });
const record: fc.Arbitrary<NewRecord> = fc.record({
  key: fc.option(bytes),
  value: fc.option(bytes),
  headers: fc.array(fc.record({ name: bytes, value: fc.option(bytes) }), { maxLength: 3 }),
});

test('records that are written as a batch are read as they were', () => {
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), fc.integer({ min: 0, max: 4_102_444_800_000 }), (records, timestamp) => {
      const read = readRecordBatches(writeRecordBatch(records, timestamp), { from: 0, mostRecords: 100, mostBytes: 1_000_000 });
      expect(read.records.map(({ key, value, headers }) => ({ key: copy(key), value: copy(value), headers: headers.map((header) => ({ name: copy(header.name), value: copy(header.value) })) }))).toEqual(records);
      expect(read.records.map((each) => [each.offset, each.timestamp, each.kind])).toEqual(records.map((_, index) => [index, timestamp, 'record']));
      expect(read.nextOffset).toBe(records.length);
    }),
  );
});

test('the checksum is CRC-32C', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
});

test('keys are hashed as by Kafka’s own producer', () => {
  // From org.apache.kafka.common.utils.UtilsTest.
  const hashes = ['21', 'foobar', 'a-little-bit-long-string', 'a-little-bit-longer-string', 'lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', 'abc'].map((key) => murmur2(Buffer.from(key)));
  expect(hashes).toEqual([-973932308, -790332482, -985981536, -1486304829, -58897971, 479470107]);
});

/** Equal to what was written whatever kind of array holds it. */
function copy(part: Uint8Array | null): Uint8Array | null {
  return part === null ? null : new Uint8Array(part);
}
