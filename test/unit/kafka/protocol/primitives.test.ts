import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DecodeError } from '../../../../src/main/kafka/protocol/decode-error';
import { Reader } from '../../../../src/main/kafka/protocol/reader';
import { Writer } from '../../../../src/main/kafka/protocol/writer';

const name = fc.string({ unit: 'grapheme', maxLength: 40 });
const nullable = fc.option(fc.uint8Array({ maxLength: 20 }));

test('whatever is written is read', () => {
  const values = fc.record({
    int8: fc.integer({ min: -128, max: 127 }),
    int16: fc.integer({ min: -32768, max: 32767 }),
    int32: fc.integer({ min: -2147483648, max: 2147483647 }),
    int64: fc.maxSafeInteger(),
    varint: fc.integer({ min: 0, max: 4294967295 }),
    uuid: fc.option(fc.uint8Array({ minLength: 16, maxLength: 16 }).filter((id) => id.some((byte) => byte !== 0)).map((id) => Buffer.from(id).toString('base64url'))),
    text: fc.option(name),
    texts: fc.array(name, { maxLength: 4 }),
    bytes: nullable,
  });
  fc.assert(
    fc.property(values, fc.boolean(), fc.nat(3), (value, flexible, offset) => {
      const writer = new Writer(1);
      writer.raw(new Uint8Array(offset));
      writer.int8(value.int8);
      writer.int16(value.int16);
      writer.int32(value.int32);
      writer.int64(value.int64);
      writer.unsignedVarint(value.varint);
      writer.uuid(value.uuid);
      writer.nullableString(value.text, flexible);
      writer.stringArray(value.texts, flexible);
      writer.nullableBytes(value.bytes, flexible);
      const reader = new Reader(writer.finish().subarray(offset));
      const read = {
        int8: reader.int8(),
        int16: reader.int16(),
        int32: reader.int32(),
        int64: reader.int64(),
        varint: reader.unsignedVarint(),
        uuid: reader.uuid(),
        text: reader.nullableString(flexible),
        texts: reader.stringArray(flexible),
        bytes: reader.nullableBytes(flexible),
      };
      expect({ ...read, remaining: reader.remaining }).toEqual({ ...value, remaining: 0 });
    }),
  );
});

test.each([
  ['a varint of more than 32 bits', 'ffffffff1f', (reader: Reader) => reader.unsignedVarint()],
  ['a string of length -2', 'fffe', (reader: Reader) => reader.nullableString(false)],
  ['a null where none may be', '00', (reader: Reader) => reader.string(true)],
  ['bytes of length -2', 'fffffffe', (reader: Reader) => reader.nullableBytes(false)],
  ['an array longer than the message', '000000030000000000', (reader: Reader) => reader.arrayCount(2, false)],
  ['an array of 2^32-2', 'ffffffff0f', (reader: Reader) => reader.arrayCount(1, true)],
  ['a null array', '00', (reader: Reader) => reader.arrayCount(1, true)],
  ['a tagged field longer than the message', '010005aabb', (reader: Reader) => reader.skipTaggedFields()],
])('%s is a DecodeError', (_what, hex, read) => {
  expect(() => read(new Reader(Buffer.from(hex, 'hex')))).toThrow(DecodeError);
});

test('a string longer than Kafka allows is refused before it is sent', () => {
  expect(() => new Writer().string('x'.repeat(32768), true)).toThrow('longer than Kafka');
  expect(() => new Writer().string('x'.repeat(32767), false)).not.toThrow();
});
