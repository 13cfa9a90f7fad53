import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeAssignment, decodeSubscription } from '../../../../src/main/kafka/protocol/apis/consumer-protocol';
import { DecodeError } from '../../../../src/main/kafka/protocol/decode-error';
import { Writer } from '../../../../src/main/kafka/protocol/writer';

function assignment(version: number, entries: readonly (readonly [string, readonly number[]])[], rest: (writer: Writer) => void): Buffer {
  const writer = new Writer();
  writer.int16(version);
  writer.arrayCount(entries.length, false);
  for (const [topic, partitions] of entries) {
    writer.string(topic, false);
    writer.arrayCount(partitions.length, false);
    for (const partition of partitions) writer.int32(partition);
  }
  rest(writer);
  return writer.finish();
}

test('a topic that is listed twice is one, at its first place', () => {
  const bytes = assignment(0, [['__proto__', [3]], ['b', [1]], ['__proto__', [0]]], (writer) => writer.nullableBytes(null, false));
  expect(decodeAssignment(bytes)).toEqual({
    version: 0,
    assignment: [
      { topic: '__proto__', partitions: [3, 0] },
      { topic: 'b', partitions: [1] },
    ],
    userData: null,
  });
});

test('what a newer version appends is ignored', () => {
  const bytes = assignment(9, [['a', [1]]], (writer) => {
    writer.bytes(Buffer.from([7]), false);
    writer.string('from the future', false);
  });
  expect(decodeAssignment(bytes)).toEqual({ version: 9, assignment: [{ topic: 'a', partitions: [1] }], userData: new Uint8Array([7]) });
});

test('a client that claims a version and leaves its fields out is read as far as it goes', () => {
  const writer = new Writer();
  writer.int16(3);
  writer.stringArray(['orders', 'orders', 'audit'], false);
  writer.nullableBytes(null, false);
  expect(decodeSubscription(writer.finish())).toEqual({
    version: 3,
    topics: ['orders', 'audit'],
    userData: null,
    ownedPartitions: [],
    generation: null,
    rack: null,
  });
});

test.each(['', 'ffff', '0000', '0000ffffffff', '00007fffffff', '000000000001000161ffffffff', '0000000000010001617fffffff'])('bytes %s are a DecodeError', (hex) => {
  expect(() => decodeAssignment(Buffer.from(hex, 'hex'))).toThrow(DecodeError);
});

test('any assignment comes back, whatever its names', () => {
  const topics = fc.uniqueArray(fc.tuple(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'constructor', '')), fc.array(fc.nat(), { maxLength: 5 })), {
    selector: ([topic]) => topic,
  });
  fc.assert(
    fc.property(topics, (entries) => {
      const bytes = assignment(1, entries, (writer) => writer.nullableBytes(null, false));
      expect(decodeAssignment(bytes).assignment).toEqual(entries.map(([topic, partitions]) => ({ topic, partitions })));
    }),
  );
});
