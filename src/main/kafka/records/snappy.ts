import { DecodeError } from '../protocol/decode-error';

/** What Kafka's Java client writes around snappy's own blocks: a magic, two versions, then blocks with their lengths. */
const XERIAL_MAGIC = Uint8Array.of(0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0);
const XERIAL_HEADER_BYTES = 16;

/**
 * What snappy made these bytes of, at most `most` bytes (https://github.com/google/snappy/blob/main/format_description.txt). Written here since the
 * libraries that need no compiler copy without looking at the end of their buffer: 400 bytes can keep them busy for minutes. Throws DecodeError.
 */
export function unpackSnappy(bytes: Uint8Array, most: number): Uint8Array {
  if (!XERIAL_MAGIC.every((byte, index) => bytes[index] === byte)) return unpackBlock(bytes, most);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks: Uint8Array[] = [];
  let total = 0;
  for (let at = XERIAL_HEADER_BYTES; at + 4 <= bytes.length; ) {
    const length = view.getUint32(at);
    if (at + 4 + length > bytes.length) throw new DecodeError('a block does not fit in its batch');
    const block = unpackBlock(bytes.subarray(at + 4, at + 4 + length), most - total);
    blocks.push(block);
    total += block.length;
    at += 4 + length;
  }
  return joined(blocks, total);
}

function unpackBlock(bytes: Uint8Array, most: number): Uint8Array {
  let at = 0;
  const number = (length: number): number => {
    if (at + length > bytes.length) throw new DecodeError('a block ends too early');
    let value = 0;
    for (let index = 0; index < length; index += 1) value += (bytes[at + index] ?? 0) * 256 ** index;
    at += length;
    return value;
  };
  let size = 0;
  for (let factor = 1, byte = 128; byte >= 128; factor *= 128) {
    byte = number(1);
    size += (byte & 0x7f) * factor;
    if (size > most) throw new DecodeError(`more than ${most} bytes`);
  }
  const out = new Uint8Array(size);
  let length = 0;
  while (at < bytes.length) {
    const tag = number(1);
    const long = tag >> 2;
    if ((tag & 3) === 0) {
      const literals = (long < 60 ? long : number(long - 59)) + 1;
      if (at + literals > bytes.length || length + literals > size) throw new DecodeError('a literal does not fit in its block');
      out.set(bytes.subarray(at, at + literals), length);
      at += literals;
      length += literals;
    } else {
      const match = (tag & 3) === 1 ? (long & 7) + 4 : long + 1;
      const distance = (tag & 3) === 1 ? ((tag >> 5) << 8) + number(1) : number((tag & 3) === 2 ? 2 : 4);
      if (distance === 0 || distance > length || length + match > size) throw new DecodeError('a copy does not fit in its block');
      for (let copied = 0; copied < match; copied += 1) out[length + copied] = out[length + copied - distance] ?? 0;
      length += match;
    }
  }
  if (length !== size) throw new DecodeError('a block ends too early');
  return out;
}

function joined(parts: readonly Uint8Array[], total: number): Uint8Array {
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
