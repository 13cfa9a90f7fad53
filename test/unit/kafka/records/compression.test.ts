import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DecodeError } from '../../../../src/main/kafka/protocol/decode-error';
import { decompress } from '../../../../src/main/kafka/records/compression';

const LZ4_HEAD = Buffer.from('04224d184070df', 'hex'); // blocks of up to 4 MiB
const ZSTD_HEAD = Buffer.from('28b52ffd0098', 'hex'); // asks for a window of 512 MiB

test('copies that overlap what they copy from are repeated', () => {
  // snappy: 9 bytes, the literal abc, then 6 bytes from 3 back; LZ4: the same, then a last literal
  expect(text(decompress('snappy', Buffer.from('0908616263160300', 'hex')))).toBe('abcabcabc');
  expect(text(decompress('lz4', Buffer.concat([LZ4_HEAD, block(Buffer.from('3261626303001064', 'hex')), Buffer.alloc(4)])))).toBe('abcabcabcd');
});

test.each([
  ['snappy that says that it is 4 GiB', 'snappy', Buffer.from('ffffffff0f00', 'hex')],
  ['LZ4 of more than 64 MiB', 'lz4', Buffer.concat([LZ4_HEAD, ...Array.from({ length: 17 }, () => block(run(4_100_000))), Buffer.alloc(4)])],
  ['LZ4 whose block is larger than its frame allows', 'lz4', Buffer.concat([LZ4_HEAD, block(run(5_000_000)), Buffer.alloc(4)])],
  ['LZ4 without an end', 'lz4', Buffer.concat([LZ4_HEAD, block(run(100))])],
  ['zstd of more than 64 MiB', 'zstd', Buffer.concat([ZSTD_HEAD, ...Array.from({ length: 40 }, (_, index) => runLengthBlock(2_000_000, index === 39))])],
  ['zstd with another frame behind', 'zstd', Buffer.concat([ZSTD_HEAD, runLengthBlock(10, true), ZSTD_HEAD, runLengthBlock(10, true)])],
] as const)('%s is refused', (_what, compression, bytes) => {
  expect(() => decompress(compression, bytes)).toThrow(DecodeError);
});

test('a window that is asked for takes no memory', () => {
  const before = process.memoryUsage().arrayBuffers;
  expect(text(decompress('zstd', Buffer.concat([ZSTD_HEAD, runLengthBlock(10, true)])))).toBe('aaaaaaaaaa');
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 1024 * 1024);
});

test('whatever is unpacked ends, and is refused with DecodeError if it makes no sense', () => {
  fc.assert(
    fc.property(fc.constantFrom('gzip', 'snappy', 'lz4', 'zstd'), fc.uint8Array({ maxLength: 400 }), (compression, bytes) => {
      const head = compression === 'lz4' ? [LZ4_HEAD, block(bytes), Buffer.alloc(4)] : compression === 'zstd' ? [ZSTD_HEAD, runLengthBlock(3, false), bytes] : [bytes];
      try {
        expect(decompress(compression, Buffer.concat(head)).length).toBeLessThanOrEqual(64 * 1024 * 1024);
      } catch (error) {
        expect(error).toBeInstanceOf(DecodeError);
      }
    }),
    { numRuns: 2_000 },
  );
});

function block(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** An LZ4 block that stands for so many times the same byte, and one more. */
function run(length: number): Buffer {
  const extended = length - 1 - 4 - 15;
  return Buffer.concat([Buffer.from('1f610100', 'hex'), Buffer.alloc(Math.floor(extended / 255), 255), Buffer.of(extended % 255), Buffer.from('1061', 'hex')]);
}

/** A zstd block that stands for so many times the letter a. */
function runLengthBlock(length: number, isLast: boolean): Buffer {
  const header = (length << 3) | (1 << 1) | (isLast ? 1 : 0);
  return Buffer.of(header & 255, (header >> 8) & 255, (header >> 16) & 255, 0x61);
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
