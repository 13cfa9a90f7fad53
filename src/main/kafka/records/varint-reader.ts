import { DecodeError } from '../protocol/decode-error';

/** Reads the zig-zag numbers and byte strings inside a record batch. Throws nothing but DecodeError. */
export class VarintReader {
  position = 0;
  /** Bytes that the last number took. */
  lengthOfLast = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** 32 bits, signed. */
  varint(): number {
    return this.number(5);
  }

  /** 64 bits, signed; exact up to 2^53. */
  varlong(): number {
    return this.number(10);
  }

  /** Of elements that take at least two bytes each. */
  count(): number {
    const count = this.varint();
    if (count < 0 || count * 2 > this.bytes.length - this.position) throw new DecodeError(`a record names ${count} headers, which do not fit in it`);
    return count;
  }

  /** A view of the bytes; null where the length is -1. */
  nullableBytes(): Uint8Array | null {
    const length = this.varint();
    if (length === -1) return null;
    const start = this.position;
    if (length < 0 || start + length > this.bytes.length) throw new DecodeError(`a record has a part of ${length} bytes, which does not fit in it`);
    this.position = start + length;
    return this.bytes.subarray(start, this.position);
  }

  skip(length: number): void {
    this.position += length;
    if (length < 0 || this.position > this.bytes.length) throw new DecodeError('they end too early');
  }

  private number(most: number): number {
    let value = 0;
    let factor = 1;
    for (let length = 1; length <= most; length += 1) {
      const byte = this.bytes[this.position];
      if (byte === undefined) throw new DecodeError('they end too early');
      this.position += 1;
      value += (byte & 0x7f) * factor;
      factor *= 128;
      if (byte < 0x80) {
        this.lengthOfLast = length;
        return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
      }
    }
    throw new DecodeError('a number inside them is too long');
  }
}
