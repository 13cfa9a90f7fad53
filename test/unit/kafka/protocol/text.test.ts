import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText, encodeText } from '../../../../src/main/kafka/protocol/text';

/** Arbitrary bytes rich in starts and middles of UTF-8 sequences. */
const bytes = fc
  .array(fc.oneof(fc.nat(255), fc.constantFrom(0x41, 0x80, 0xbf, 0xc2, 0xe0, 0xed, 0xa0, 0xef, 0xbf, 0xbd, 0xf0, 0x90, 0xf4, 0x8f)), { maxLength: 24 })
  .map((values) => Buffer.from(values));

test('any bytes come back from the text they decode to', () => {
  fc.assert(
    fc.property(bytes, (raw) => {
      expect(encodeText(decodeText(raw, 0, raw.length)).toString('hex')).toBe(raw.toString('hex'));
    }),
    { numRuns: 20_000 },
  );
});

test('any well-formed text is itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const raw = encodeText(text);
      expect(decodeText(raw, 0, raw.length)).toBe(text);
    }),
  );
});

test.each([
  ['a byte that starts nothing', 'ff', '\udcff'],
  ['a sequence cut short', '41e69d42', 'A\udce6\udc9dB'],
  ['a sequence cut short by the end', 'f09f98', '\udcf0\udc9f\udc98'],
  ['an over-long slash', 'c0af', '\udcc0\udcaf'],
  ['an over-long form of three bytes', 'e08080', '\udce0\udc80\udc80'],
  ['an encoded surrogate', 'eda080', '\udced\udca0\udc80'],
  ['a code point above U+10FFFF', 'f4908080', '\udcf4\udc90\udc80\udc80'],
  ['a genuine replacement character', 'efbfbd', '\ufffd'],
  ['both kinds', 'efbfbdff', '\ufffd\udcff'],
  ['a byte order mark', 'efbbbf41', '\ufeffA'],
])('%s', (_what, hex, text) => {
  const raw = Buffer.from(hex, 'hex');
  expect(decodeText(raw, 0, raw.length)).toBe(text);
});

test('text that no bytes decode to is refused', () => {
  for (const text of ['\ud800', '\udc7f', '\udd00x']) expect(() => encodeText(text)).toThrow('not text that Kafka can hold');
});
