import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DecodeError } from '../../../../src/main/kafka/protocol/decode-error';
import { readRecordBatches } from '../../../../src/main/kafka/records/record-batch';

/** Bytes with the outside of a batch: a length that fits, format 2, and some compression. */
const batchLike = fc.tuple(fc.uint8Array({ minLength: 61, maxLength: 400 }), fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 40 })).map(([bytes, compression, count]) => {
  const view = new DataView(bytes.buffer);
  view.setInt32(8, bytes.length - 12);
  bytes[16] = 2;
  view.setInt16(21, compression);
  view.setInt32(57, count);
  return bytes;
});

test('whatever a broker sends as records is read or refused with DecodeError', () => {
  fc.assert(
    fc.property(fc.oneof(batchLike, fc.uint8Array({ maxLength: 200 })), (bytes) => {
      try {
        expect(readRecordBatches(bytes, 0).records.length).toBeLessThanOrEqual(bytes.length);
      } catch (error) {
        expect(error).toBeInstanceOf(DecodeError);
      }
    }),
    { numRuns: 3_000 },
  );
});

test('a batch that is cut is left for the next fetch', () => {
  const cut = new Uint8Array(40);
  new DataView(cut.buffer).setInt32(8, 100);
  expect(readRecordBatches(cut, 7)).toEqual({ records: [], nextOffset: 7, notes: [] });
});
