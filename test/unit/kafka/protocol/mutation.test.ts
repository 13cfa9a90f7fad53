import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DecodeError } from '../../../../src/main/kafka/protocol/decode-error';
import { BLOBS, CODECS } from './codecs';
import { GOLDENS, type Golden } from './golden';

const DECODABLE = GOLDENS.filter((golden) => golden.kind !== 'request');

/** Lengths and counts that a broken or hostile peer may write, in all forms. */
const LENGTHS = ['ffffffff', 'fffffffe', '7fffffff', '80000000', 'ffff', '7fff', '8000', 'ffffffff0f', 'ffffffff07', '8080808010', 'ffffffffff', '8001', '00', '01', '7f'].map(
  (hex) => Buffer.from(hex, 'hex'),
);

type Mutation = (bytes: Buffer) => Buffer;

const at = fc.nat();
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(at, fc.integer({ min: 1, max: 255 })).map(([where, mask]): Mutation => (bytes) => {
    const flipped = Buffer.from(bytes);
    const index = where % Math.max(1, bytes.length);
    if (bytes.length > 0) flipped[index] = (flipped[index] ?? 0) ^ mask;
    return flipped;
  }),
  at.map((where): Mutation => (bytes) => bytes.subarray(0, where % (bytes.length + 1))),
  fc.tuple(at, fc.uint8Array({ minLength: 1, maxLength: 9 })).map(([where, added]): Mutation => (bytes) => splice(bytes, where, 0, added)),
  fc.tuple(at, fc.nat(9)).map(([where, removed]): Mutation => (bytes) => splice(bytes, where, removed, new Uint8Array(0))),
  fc.tuple(at, fc.constantFrom(...LENGTHS), fc.boolean()).map(
    ([where, length, over]): Mutation => (bytes) => splice(bytes, where, over ? length.length : 0, length),
  ),
);

test('a mutated response is decoded or refused with DecodeError, and its value never outgrows its bytes', () => {
  fc.assert(
    fc.property(fc.constantFrom(...DECODABLE), fc.array(mutation, { minLength: 1, maxLength: 3 }), (golden, mutations) => {
      const bytes = mutations.reduce((before, mutate) => mutate(before), golden.bytes);
      expect(decodedSize(golden, bytes)).toBeLessThanOrEqual(64 + bytes.length * 2);
    }),
    { numRuns: 30_000 },
  );
});

test('every truncation of every response is refused with DecodeError', () => {
  for (const golden of DECODABLE.filter(({ kind }) => kind === 'response')) {
    for (let length = 0; length < golden.bytes.length; length += 1) {
      expect(() => decode(golden, golden.bytes.subarray(0, length)), `${golden.title} cut at ${length}`).toThrow(DecodeError);
    }
  }
});

test('arbitrary bytes are decoded or refused with DecodeError', () => {
  fc.assert(
    fc.property(fc.constantFrom(...DECODABLE), fc.uint8Array({ maxLength: 400 }), (golden, bytes) => {
      expect(decodedSize(golden, Buffer.from(bytes))).toBeLessThanOrEqual(64 + bytes.length * 2);
    }),
    { numRuns: 10_000 },
  );
});

/** 0 for bytes that are refused; throws what is not a DecodeError. */
function decodedSize(golden: Golden, bytes: Buffer): number {
  try {
    return sizeOf(decode(golden, bytes));
  } catch (error) {
    if (error instanceof DecodeError) return 0;
    throw error;
  }
}

function decode(golden: Golden, bytes: Buffer): unknown {
  const blob = BLOBS.get(golden.api);
  return blob === undefined ? CODECS.get(golden.api)?.decode(bytes, golden.version).value : blob(bytes);
}

/** Elements and characters in a value, with everything below it. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (ArrayBuffer.isView(value)) return value.byteLength / ('BYTES_PER_ELEMENT' in value ? Number(value.BYTES_PER_ELEMENT) : 1);
  if (Array.isArray(value) || value instanceof Map) return [...value.values()].reduce((sum: number, element: unknown) => sum + 1 + sizeOf(element), 0);
  if (typeof value === 'object' && value !== null) return Object.values(value).reduce((sum: number, element: unknown) => sum + sizeOf(element), 0);
  return 0;
}

function splice(bytes: Buffer, where: number, removed: number, added: Uint8Array): Buffer {
  const start = where % (bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, start), added, bytes.subarray(start + removed)]);
}
