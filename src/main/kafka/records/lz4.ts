import { DecodeError } from '../protocol/decode-error';

const MAGIC = 0x184d2204;
const VERSION_MASK = 0xc0;
const VERSION = 0x40;
const BLOCK_CHECKSUMS = 0x10;
const CONTENT_SIZE = 0x08;
const NOT_COMPRESSED = 0x80000000;
const LARGEST_BLOCK: Readonly<Record<number, number>> = { 4: 64 * 1024, 5: 256 * 1024, 6: 1024 * 1024, 7: 4 * 1024 * 1024 };

/**
 * The content of an LZ4 frame (https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md), of at most `most` bytes. Written here since the
 * libraries that need no compiler copy without looking at the end of their buffer: some bytes of a hostile producer keep them busy for minutes.
 * Checksums are left alone: the batch has its own. Throws DecodeError.
 */
export function unpackLz4(bytes: Uint8Array, most: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = bytes[4] ?? 0;
  const largest = LARGEST_BLOCK[((bytes[5] ?? 0) >> 4) & 7];
  if (bytes.length < 7 || view.getUint32(0, true) !== MAGIC || (flags & VERSION_MASK) !== VERSION || largest === undefined) throw new DecodeError('no LZ4 frame');
  let at = 7 + ((flags & CONTENT_SIZE) !== 0 ? 8 : 0);
  let out = new Uint8Array(Math.min(most, Math.max(largest, bytes.length * 4)));
  let length = 0;
  for (;;) {
    if (at + 4 > bytes.length) throw new DecodeError('the LZ4 frame ends too early');
    const size = view.getUint32(at, true);
    at += 4;
    if (size === 0) return out.subarray(0, length);
    const blockSize = size & ~NOT_COMPRESSED;
    if (blockSize > largest || at + blockSize > bytes.length) throw new DecodeError('a block of LZ4 does not fit in its frame');
    const room = Math.min(most, length + largest);
    if (out.length < room) out = grown(out, Math.min(most, Math.max(room, out.length * 2)));
    const block = bytes.subarray(at, at + blockSize);
    length = size >= NOT_COMPRESSED ? copyBlock(block, out, length) : unpackBlock(block, out, length, room);
    at += blockSize + ((flags & BLOCK_CHECKSUMS) !== 0 ? 4 : 0);
  }
}

function copyBlock(block: Uint8Array, out: Uint8Array, length: number): number {
  if (length + block.length > out.length) throw tooMuch();
  out.set(block, length);
  return length + block.length;
}

/** Appends what the block stands for, up to `end`; matches may reach into earlier blocks. The new length. */
function unpackBlock(block: Uint8Array, out: Uint8Array, start: number, end: number): number {
  let length = start;
  let at = 0;
  const extended = (first: number): number => {
    if (first < 15) return first;
    let total = first;
    for (let byte = 255; byte === 255; total += byte) {
      const next = block[at];
      if (next === undefined) throw new DecodeError('a block of LZ4 ends too early');
      byte = next;
      at += 1;
    }
    return total;
  };
  while (at < block.length) {
    const token = block[at] ?? 0;
    at += 1;
    const literals = extended(token >> 4);
    if (at + literals > block.length) throw new DecodeError('a block of LZ4 ends too early');
    if (length + literals > end) throw tooMuch();
    out.set(block.subarray(at, at + literals), length);
    at += literals;
    length += literals;
    if (at >= block.length) break; // the last sequence has no match
    const distance = (block[at] ?? 0) | ((block[at + 1] ?? 0) << 8);
    at += 2;
    const match = extended(token & 15) + 4;
    if (distance === 0 || distance > length) throw new DecodeError('a block of LZ4 points before its beginning');
    if (length + match > end) throw tooMuch();
    for (let copied = 0; copied < match; copied += 1) out[length + copied] = out[length + copied - distance] ?? 0;
    length += match;
  }
  return length;
}

function grown(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(size);
  larger.set(bytes);
  return larger;
}

function tooMuch(): DecodeError {
  return new DecodeError('more than its frame or Offsight allows');
}
