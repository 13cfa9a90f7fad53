import { encodeText } from './text';

const LONGEST_STRING = 0x7fff;
const NO_UUID = Buffer.alloc(16);

/**
 * Writes Kafka's wire types into one growing buffer. `flexible` chooses the compact forms as in Reader. Throws a plain
 * Error only for a string that Kafka cannot hold (over 32,767 bytes, or see encodeText).
 */
export class Writer {
  private buffer: Buffer;
  private length = 0;

  constructor(initialCapacity = 512) {
    this.buffer = Buffer.allocUnsafe(Math.max(16, initialCapacity));
  }

  int8(value: number): void {
    const at = this.grow(1);
    this.buffer[at] = value;
  }

  boolean(value: boolean): void {
    this.int8(value ? 1 : 0);
  }

  int16(value: number): void {
    const at = this.grow(2);
    this.buffer[at] = value >> 8;
    this.buffer[at + 1] = value;
  }

  int32(value: number): void {
    const at = this.grow(4);
    this.putInt32(at, value);
  }

  /** A whole number within ±2^53. */
  int64(value: number): void {
    const at = this.grow(8);
    this.putInt32(at, Math.floor(value / 4294967296));
    this.putInt32(at + 4, value);
  }

  /** The form Reader.uuid gives; null is all zeros. */
  uuid(value: string | null): void {
    const bytes = value === null ? NO_UUID : Buffer.from(value, 'base64url');
    if (bytes.length !== 16) throw new Error('A UUID has 16 bytes');
    this.raw(bytes);
  }

  /** 0 to 2^32-1. */
  unsignedVarint(value: number): void {
    let rest = value >>> 0;
    while (rest > 0x7f) {
      this.int8((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.int8(rest);
  }

  string(value: string, flexible: boolean): void {
    const bytes = encodeText(value);
    if (bytes.length > LONGEST_STRING) throw new Error(`A string of ${bytes.length} bytes is longer than Kafka's limit of ${LONGEST_STRING}`);
    if (flexible) this.unsignedVarint(bytes.length + 1);
    else this.int16(bytes.length);
    this.raw(bytes);
  }

  nullableString(value: string | null, flexible: boolean): void {
    if (value !== null) this.string(value, flexible);
    else if (flexible) this.unsignedVarint(0);
    else this.int16(-1);
  }

  bytes(value: Uint8Array, flexible: boolean): void {
    this.arrayCount(value.length, flexible);
    this.raw(value);
  }

  nullableBytes(value: Uint8Array | null, flexible: boolean): void {
    if (value === null) this.nullArray(flexible);
    else this.bytes(value, flexible);
  }

  arrayCount(count: number, flexible: boolean): void {
    if (flexible) this.unsignedVarint(count + 1);
    else this.int32(count);
  }

  nullArray(flexible: boolean): void {
    this.arrayCount(-1, flexible);
  }

  stringArray(values: readonly string[], flexible: boolean): void {
    this.arrayCount(values.length, flexible);
    for (const value of values) this.string(value, flexible);
  }

  /** The empty tag section that ends every structure of a flexible version. */
  noTaggedFields(): void {
    this.int8(0);
  }

  /** Bytes that were encoded before. */
  raw(bytes: Uint8Array): void {
    const at = this.grow(bytes.length);
    this.buffer.set(bytes, at);
  }

  /** What was written, without a copy: write nothing more afterwards. */
  finish(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  private putInt32(at: number, value: number): void {
    const bytes = this.buffer;
    bytes[at] = value >> 24;
    bytes[at + 1] = value >> 16;
    bytes[at + 2] = value >> 8;
    bytes[at + 3] = value;
  }

  /** Makes room and returns where `length` bytes go. */
  private grow(length: number): number {
    const start = this.length;
    const needed = start + length;
    if (needed > this.buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.buffer.length * 2));
      larger.set(this.buffer.subarray(0, start));
      this.buffer = larger;
    }
    this.length = needed;
    return start;
  }
}
