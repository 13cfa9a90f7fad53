import { gunzipSync } from 'node:zlib';
import { DecodeError } from '../protocol/decode-error';
import { unpackLz4 } from './lz4';
import { unpackSnappy } from './snappy';
import { unpackZstd } from './zstd';

export const COMPRESSIONS = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;
export type Compression = (typeof COMPRESSIONS)[number];

/** A batch that unpacks to more is not read: a few bytes can stand for gigabytes. */
const MOST_UNPACKED_BYTES = 64 * 1024 * 1024;

/** The records of a batch as they were before, perhaps with zeros behind them. Throws nothing but DecodeError. */
export function decompress(compression: Compression, bytes: Uint8Array): Uint8Array {
  try {
    switch (compression) {
      case 'none':
        return bytes;
      case 'gzip':
        return gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED_BYTES });
      case 'snappy':
        return unpackSnappy(bytes, MOST_UNPACKED_BYTES);
      case 'lz4':
        return unpackLz4(bytes, MOST_UNPACKED_BYTES);
      case 'zstd':
        return unpackZstd(bytes, MOST_UNPACKED_BYTES);
    }
  } catch (error) {
    throw new DecodeError(`they could not be unpacked (${compression}: ${error instanceof Error ? error.message : String(error)})`);
  }
}
