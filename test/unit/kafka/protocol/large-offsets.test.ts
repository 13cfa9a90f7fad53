import { expect, test } from 'vitest';
import { LIST_OFFSETS } from '../../../../src/main/kafka/protocol/apis/list-offsets';
import { OFFSET_FETCH } from '../../../../src/main/kafka/protocol/apis/offset-fetch';
import { OFFSET_TOO_LARGE } from '../../../../src/main/kafka/protocol/errors';
import { Reader } from '../../../../src/main/kafka/protocol/reader';
import { Writer } from '../../../../src/main/kafka/protocol/writer';

const OFFSETS = ['001fffffffffffff', '0020000000000000', '7fffffffffffffff', '0000000000000007', 'ffffffffffffffff'].map((hex) => Buffer.from(hex, 'hex'));
const KNOWN = [9_007_199_254_740_991, NaN, NaN, 7, -1];
const ERRORS = [0, OFFSET_TOO_LARGE, OFFSET_TOO_LARGE, 0, 0];

function answer(head: (writer: Writer) => void, row: (writer: Writer, offset: Buffer) => void): Reader {
  const writer = new Writer();
  writer.int32(0);
  head(writer);
  writer.arrayCount(1, true);
  writer.string('t', true);
  writer.arrayCount(OFFSETS.length, true);
  for (const offset of OFFSETS) row(writer, offset);
  writer.raw(Buffer.alloc(8));
  return new Reader(writer.finish());
}

test('a committed offset above 2^53 is unknown with a reason, not a number with wrong digits', () => {
  const reader = answer((writer) => (writer.arrayCount(1, true), writer.string('g', true)), (writer, offset) => {
    writer.int32(0);
    writer.raw(offset);
    writer.int32(-1);
    writer.raw(Buffer.alloc(4));
  });
  const { committedOffset, errorCode } = OFFSET_FETCH.decode(reader, 9);
  expect([[...committedOffset], [...errorCode]]).toEqual([KNOWN, ERRORS]);
});

test('a log end above 2^53 likewise', () => {
  const reader = answer(() => undefined, (writer, offset) => {
    writer.int32(0);
    writer.raw(Buffer.alloc(10));
    writer.raw(offset);
    writer.int32(-1);
    writer.noTaggedFields();
  });
  const { offset, errorCode } = LIST_OFFSETS.decode(reader, 7);
  expect([[...offset], [...errorCode]]).toEqual([KNOWN, ERRORS]);
});
