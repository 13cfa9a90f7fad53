import { formatCount } from '../../../shared/text';
import { DecodeError } from './decode-error';
import { decodeText } from './text';

const NO_UUID = 'AAAAAAAAAAAAAAAAAAAAAA';
/** STRING has a 16-bit length; Kafka's own reader holds the compact form to the same. */
const LONGEST_STRING = 32_767;
/** For all elements of one body, in about microseconds: an answer of tiny elements must not hold the event loop for seconds. */
const MOST_COST = 200_000;
/** A byte of ill-formed UTF-8, which is kept by itself. */
const ESCAPED_BYTE_COST = 0.2;

/**
 * Reads Kafka's wire types from one body, front to back. Every method checks bounds and throws nothing but
 * DecodeError. `flexible` chooses the compact form of strings, bytes and arrays (versions from an API's
 * `flexibleFrom` on). What it gives holds no view of the body, whose memory is used again.
 */
export class Reader {
  private readonly buffer: Buffer;
  /** The whole body, for decoders of many equal rows; see peek. */
  readonly view: DataView;
  private readonly end: number;
  private position = 0;
  private costLeft = MOST_COST;
  private readonly spendOnEscaping = (bytes: number): void => this.spend(bytes, ESCAPED_BYTE_COST);

  constructor(bytes: Uint8Array) {
    this.buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.end = bytes.byteLength;
  }

  /** Bytes not read yet. */
  get remaining(): number {
    return this.end - this.position;
  }

  int8(): number {
    return this.view.getInt8(this.take(1));
  }

  boolean(): boolean {
    return this.int8() !== 0;
  }

  int16(): number {
    return this.view.getInt16(this.take(2));
  }

  int32(): number {
    return this.view.getInt32(this.take(4));
  }

  /** Exact up to 2^53, beyond it the nearest double. */
  int64(): number {
    const at = this.take(8);
    return this.view.getInt32(at) * 4294967296 + this.view.getUint32(at + 4);
  }

  /** Kafka's own form of a UUID: 22 characters of base64url. Null for all zeros, which means "none". */
  uuid(): string | null {
    const at = this.take(16);
    const text = this.buffer.toString('base64url', at, at + 16);
    return text === NO_UUID ? null : text;
  }

  /** 0 to 2^32-1. */
  unsignedVarint(): number {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.view.getUint8(this.take(1));
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    const last = this.view.getUint8(this.take(1));
    if (last > 0x0f) throw new DecodeError('A variable-length number has more than 32 bits');
    return value + last * 268435456;
  }

  string(flexible: boolean): string {
    const text = this.nullableString(flexible);
    if (text === null) throw new DecodeError('A string is null that may not be');
    return text;
  }

  nullableString(flexible: boolean): string | null {
    const length = flexible ? this.unsignedVarint() - 1 : this.int16();
    if (length < 0) return this.nothing(length);
    if (length > LONGEST_STRING) throw new DecodeError(`A string has ${length} bytes`);
    const start = this.take(length);
    return decodeText(this.buffer, start, start + length, this.spendOnEscaping);
  }

  bytes(flexible: boolean): Uint8Array {
    const bytes = this.nullableBytes(flexible);
    if (bytes === null) throw new DecodeError('A byte array is null that may not be');
    return bytes;
  }

  nullableBytes(flexible: boolean): Uint8Array | null {
    const length = flexible ? this.unsignedVarint() - 1 : this.int32();
    if (length < 0) return this.nothing(length);
    const start = this.take(length);
    return new Uint8Array(this.buffer.subarray(start, start + length));
  }

  /**
   * Elements of the array that starts here. `minElementBytes` (at least 1) is what the shortest element takes: more
   * elements than the rest of the body can hold are an error, so a count may be used to allocate. `cost` is about how
   * many microseconds one element takes until it is taken over: what would hold the event loop for too long is an error too.
   */
  arrayCount(minElementBytes: number, flexible: boolean, cost = 1): number {
    const count = flexible ? this.unsignedVarint() - 1 : this.int32();
    if (count < 0) throw new DecodeError('An array is null that may not be');
    if (count * minElementBytes > this.remaining) throw new DecodeError(`An array of ${count} does not fit in the ${this.remaining} bytes left`);
    this.spend(count, cost);
    return count;
  }

  /** The same of an array that may be null. */
  nullableArrayCount(minElementBytes: number, flexible: boolean, cost = 1): number | null {
    const start = this.position;
    if ((flexible ? this.unsignedVarint() - 1 : this.int32()) === -1) return null;
    this.position = start;
    return this.arrayCount(minElementBytes, flexible, cost);
  }

  /** For what decoding of `count` elements costs beyond their arrayCount. Throws DecodeError once a body costs too much. */
  spend(count: number, cost: number): void {
    this.costLeft -= count * cost;
    if (this.costLeft < 0) throw new DecodeError(`${formatCount(count)} elements are more than Offsight reads in one answer (at most ${formatCount(Math.floor(MOST_COST / cost))} of that kind, fewer beside others)`);
  }

  int32Array(flexible: boolean): number[] {
    const count = this.arrayCount(4, flexible, 0.05);
    const values: number[] = [];
    for (let index = 0; index < count; index += 1) values.push(this.int32());
    return values;
  }

  skipInt32Array(flexible: boolean): void {
    this.skip(this.arrayCount(4, flexible, 0) * 4);
  }

  stringArray(flexible: boolean): string[] {
    const count = this.arrayCount(flexible ? 1 : 2, flexible, 0.2);
    const values: string[] = [];
    for (let index = 0; index < count; index += 1) values.push(this.string(flexible));
    return values;
  }

  /** Skips the tagged fields that end every structure of a flexible version. We know none of them. */
  skipTaggedFields(): void {
    const count = this.unsignedVarint();
    for (let index = 0; index < count; index += 1) {
      this.unsignedVarint();
      this.skip(this.unsignedVarint());
    }
  }

  /** Moves past the next bytes if they are just these. */
  skipEqual(bytes: Uint8Array): boolean {
    const start = this.peek(bytes.length);
    if (start < 0 || this.buffer.compare(bytes, 0, bytes.length, start, start + bytes.length) !== 0) return false;
    this.position = start + bytes.length;
    return true;
  }

  /** What was read since fewer bytes than `remaining` says were left: a view, good only until the decoder returns. */
  since(remaining: number): Uint8Array {
    return this.buffer.subarray(this.end - remaining, this.position);
  }

  /** Where in `view` the next `length` bytes start, without moving on; -1 if fewer remain. */
  peek(length: number): number {
    return this.end - this.position < length ? -1 : this.position;
  }

  skip(length: number): void {
    this.take(length);
  }

  /** Moves on and returns where `length` bytes start. */
  private take(length: number): number {
    const start = this.position;
    if (length > this.end - start) throw new DecodeError(`The message ends ${length - (this.end - start)} bytes too early`);
    this.position = start + length;
    return start;
  }

  private nothing(length: number): null {
    if (length !== -1) throw new DecodeError(`A length is ${length}`);
    return null;
  }
}
