import { gunzipSync } from 'node:zlib';
import { Decompress } from 'fzstd';
import { decompress as decompressLz4, decompressBound as boundOfLz4 } from 'lz4js';
import { uncompress as uncompressSnappy } from 'snappyjs';
import { DecodeError } from '../protocol/decode-error';

export const COMPRESSIONS = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;
export type Compression = (typeof COMPRESSIONS)[number];

/** A batch that unpacks to more is not read: a few bytes can stand for gigabytes. */
const MOST_UNPACKED_BYTES = 64 * 1024 * 1024;
/** What Kafka's Java client writes around snappy's own blocks: a magic, two versions, then blocks with their lengths. */
const XERIAL_MAGIC = Uint8Array.of(0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0);
const XERIAL_HEADER_BYTES = 16;

/** The records of a batch as they were before. Throws nothing but DecodeError. */
export function decompress(compression: Compression, bytes: Uint8Array): Uint8Array {
  try {
    switch (compression) {
      case 'none':
        return bytes;
      case 'gzip':
        return gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED_BYTES });
      case 'snappy':
        return unpackSnappy(bytes);
      case 'lz4':
        return decompressLz4(bytes, Math.min(boundOfLz4(bytes), MOST_UNPACKED_BYTES));
      case 'zstd':
        return unpackZstd(bytes);
    }
  } catch (error) {
    throw error instanceof DecodeError ? error : new DecodeError(`A batch of records could not be unpacked (${compression}): ${error instanceof Error ? error.message : String(error)}`);
  }
}

function unpackSnappy(bytes: Uint8Array): Uint8Array {
  if (!XERIAL_MAGIC.every((byte, index) => bytes[index] === byte)) return uncompressSnappy(bytes, MOST_UNPACKED_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks: Uint8Array[] = [];
  let total = 0;
  for (let at = XERIAL_HEADER_BYTES; at + 4 <= bytes.length; ) {
    const length = view.getInt32(at);
    if (length < 0 || at + 4 + length > bytes.length) throw new DecodeError('A block of snappy does not fit in its batch');
    const block = uncompressSnappy(bytes.subarray(at + 4, at + 4 + length), MOST_UNPACKED_BYTES - total);
    blocks.push(block);
    total += block.length;
    at += 4 + length;
  }
  return joined(blocks, total);
}

/** In parts, so that what unpacks to too much is noticed before it is there. */
function unpackZstd(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let total = 0;
  const stream = new Decompress((part) => {
    total += part.length;
    if (total > MOST_UNPACKED_BYTES) throw new DecodeError(`A batch of records unpacks to more than ${MOST_UNPACKED_BYTES} bytes`);
    parts.push(new Uint8Array(part));
  });
  stream.push(bytes, true);
  return joined(parts, total);
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
