import { expect, test } from 'vitest';
import type { KafkaApi } from '../../../../src/main/kafka/protocol/api';
import { LIST_GROUPS } from '../../../../src/main/kafka/protocol/apis/list-groups';
import { METADATA } from '../../../../src/main/kafka/protocol/apis/metadata';
import { OFFSET_FETCH } from '../../../../src/main/kafka/protocol/apis/offset-fetch';
import { DecodeError } from '../../../../src/main/kafka/protocol/decode-error';
import { Reader } from '../../../../src/main/kafka/protocol/reader';
import { Writer } from '../../../../src/main/kafka/protocol/writer';

const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);

/** The smallest elements that each API has: they take the most time for their bytes. */
const KINDS = {
  groups: { api: LIST_GROUPS, version: 5, element: [1, 1, 1, 1, 0], head: (writer: Writer) => (writer.int32(0), writer.int16(0)) },
  topics: { api: METADATA, version: 12, element: [0, 0, 2, 65, ...zeros(17), 1, ...zeros(5)], head: (writer: Writer) => (writer.int32(0), writer.arrayCount(0, true), writer.nullableString(null, true), writer.int32(1)) },
  'committed offsets': { api: OFFSET_FETCH, version: 9, element: zeros(20), head: (writer: Writer) => (writer.int32(0), writer.arrayCount(1, true), writer.string('g', true), writer.arrayCount(1, true), writer.string('t', true)) },
};

function decode(kind: keyof typeof KINDS, count: number): unknown {
  const { api, version, element, head }: { api: KafkaApi<never, unknown>; version: number; element: number[]; head: (writer: Writer) => void } = KINDS[kind];
  const writer = new Writer();
  head(writer);
  writer.arrayCount(count, true);
  writer.raw(Buffer.alloc(count * element.length, Buffer.from(element)));
  writer.raw(Buffer.alloc(8));
  return api.decode(new Reader(writer.finish()), version);
}

test.each([
  ['groups', 50_000, 1_000_000],
  ['topics', 99_000, 1_000_000],
  ['committed offsets', 1_900_000, 2_100_000],
] as const)('an answer of %s: %d are read, %d are refused before they are looked at', (kind, read, refused) => {
  decode(kind, read);
  expect(() => decode(kind, refused)).toThrow(DecodeError);
  expect(() => decode(kind, refused)).toThrow(/more than Offsight reads in one answer/);
});

test('a megabyte of ill-formed text is refused, a name of it is read', () => {
  const bad = Buffer.alloc(32_767, 0xff);
  const answer = (names: number): Buffer => {
    const writer = new Writer();
    writer.arrayCount(names, false);
    for (let name = 0; name < names; name += 1) {
      writer.int16(bad.length);
      writer.raw(bad);
    }
    return writer.finish();
  };
  expect(new Reader(answer(1)).stringArray(false)).toHaveLength(1);
  expect(() => new Reader(answer(32)).stringArray(false)).toThrow(DecodeError);
});
