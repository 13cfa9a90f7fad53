import { decompress } from 'fzstd';
import { DecodeError } from '../protocol/decode-error';

const MAGIC = 0xfd2fb528;
const SINGLE_SEGMENT = 0x20;
const LARGEST_BLOCK = 128 * 1024;
const RUN_LENGTH = 1;
const COMPRESSED = 2;

/**
 * The content of one zstd frame, perhaps with zeros behind it, in at most `most` bytes. What it can be at most is added up of its blocks
 * before any memory is taken: the library believes the window that a frame asks for, up to 2 GiB. Throws DecodeError and what the library throws.
 */
export function unpackZstd(bytes: Uint8Array, most: number): Uint8Array {
  const bound = boundOf(bytes);
  if (bound > most) throw new DecodeError(`more than ${most} bytes`);
  return decompress(bytes, new Uint8Array(bound));
}

/** https://datatracker.ietf.org/doc/html/rfc8878#section-3.1.1 */
function boundOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 9 || view.getUint32(0, true) !== MAGIC) throw new DecodeError('no zstd frame');
  const descriptor = bytes[4] ?? 0;
  const hasWindow = (descriptor & SINGLE_SEGMENT) === 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const sizeBytes = [hasWindow ? 0 : 1, 2, 4, 8][descriptor >> 6] ?? 0;
  let at = 5 + (hasWindow ? 1 : 0) + dictionaryBytes + sizeBytes;
  let bound = 0;
  for (let isLast = false; !isLast; ) {
    if (at + 3 > bytes.length) throw new DecodeError('the zstd frame ends too early');
    const header = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
    const type = (header >> 1) & 3;
    const size = header >> 3;
    isLast = (header & 1) !== 0;
    bound += type === COMPRESSED ? LARGEST_BLOCK : size;
    at += 3 + (type === RUN_LENGTH ? 1 : size);
  }
  if (at > bytes.length) throw new DecodeError('the zstd frame ends too early');
  if (at + ((descriptor & 4) === 0 ? 0 : 4) < bytes.length) throw new DecodeError('there is more behind the zstd frame');
  return bound;
}
