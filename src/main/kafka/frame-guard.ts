/** Kafka's own default limit is 100 MiB for requests; no answer that we ask for comes near this. */
const FRAME_LIMIT = 64 * 1024 * 1024;

const LENGTH_BYTES = 4;
const HEADER_BYTES = 8;
/** A longer frame gets its memory as its bytes come, not on its length's word alone. */
const TRUSTED_BYTES = 1024 * 1024;
const LARGEST_KEPT_BYTES = 4 * 1024 * 1024;
const NOTHING = Buffer.alloc(0);

/**
 * What is wrong with the bytes that came instead of a Kafka answer. `evidence` is a short printable sample, or the
 * number that was refused.
 */
export interface FrameViolation {
  readonly kind: 'http' | 'tls' | 'text' | 'length' | 'correlation';
  readonly evidence: string;
}

/**
 * Cuts a byte stream into Kafka frames (each with its length) and refuses everything else: lengths under 4 or over 64
 * MiB, answers to requests that are not outstanding, HTTP, TLS and text. Checks happen as soon as the bytes are there,
 * before anything is kept by a length that a stranger declared. Every byte is copied once, into memory that `recycle`
 * gives back: answers of megabytes, every few seconds, otherwise leave much for the collector.
 */
export class FrameGuard {
  readonly #outstanding = new Set<number>();
  /** Under HEADER_BYTES of the next frame. */
  #start: Buffer = NOTHING;
  /** The frame that is being filled, or null. */
  #filling: Buffer | null = null;
  #filled = 0;
  #length = 0;
  #spare: Buffer | null = null;
  readonly #lent = new WeakSet<ArrayBufferLike>();
  #first = true;
  #violation: FrameViolation | null = null;

  /** Whether an answer is owed to us. */
  get waiting(): boolean {
    return this.#outstanding.size > 0;
  }

  /** Notes the correlation id of one whole request frame that is about to be written. */
  sent(frame: Uint8Array): void {
    this.#outstanding.add(asBuffer(frame).readInt32BE(HEADER_BYTES));
  }

  /**
   * Takes the next bytes, which the caller may overwrite afterwards; calls `onFrame` for each complete frame. Returns
   * what is wrong; after that it takes nothing more.
   */
  push(chunk: Uint8Array, onFrame: (frame: Buffer) => void): FrameViolation | null {
    if (this.#violation !== null) return this.#violation;
    let rest = this.#fill(asBuffer(chunk), onFrame);
    if (this.#start.length > 0) rest = Buffer.concat([this.#start, rest]);
    while (rest.length >= LENGTH_BYTES) {
      this.#violation = this.#check(rest);
      if (this.#violation !== null) return this.#violation;
      if (rest.length < HEADER_BYTES) break;
      this.#begin(LENGTH_BYTES + rest.readInt32BE(0));
      rest = this.#fill(rest, onFrame);
    }
    this.#start = rest.length === 0 ? NOTHING : Buffer.from(rest);
    return null;
  }

  /** Takes back a frame's memory. Only for bytes of which nobody holds a view any more. */
  recycle(bytes: Uint8Array): void {
    const { buffer } = bytes;
    if (!this.#lent.delete(buffer) || buffer.byteLength > LARGEST_KEPT_BYTES) return;
    if (this.#spare === null || this.#spare.length < buffer.byteLength) this.#spare = Buffer.from(buffer);
  }

  #check(head: Buffer): FrameViolation | null {
    if (this.#first) {
      const stranger = recognise(head);
      if (stranger !== null) return stranger;
    }
    const length = head.readInt32BE(0);
    if (length < LENGTH_BYTES || length > FRAME_LIMIT) return { kind: 'length', evidence: String(length) };
    if (head.length < HEADER_BYTES) return null;
    const correlationId = head.readInt32BE(LENGTH_BYTES);
    return this.#outstanding.has(correlationId) ? null : { kind: 'correlation', evidence: String(correlationId) };
  }

  #begin(length: number): void {
    this.#length = length;
    this.#filled = 0;
    this.#filling = this.#take(Math.min(length, TRUSTED_BYTES));
  }

  /** Copies what belongs to the frame under way and hands it on when it is complete; returns the rest. */
  #fill(bytes: Buffer, onFrame: (frame: Buffer) => void): Buffer {
    if (this.#filling === null) return bytes;
    const count = Math.min(bytes.length, this.#length - this.#filled);
    const frame = this.#roomFor(this.#filling, this.#filled + count);
    bytes.copy(frame, this.#filled, 0, count);
    this.#filled += count;
    if (this.#filled < this.#length) {
      this.#filling = frame;
      return NOTHING;
    }
    this.#filling = null;
    this.#first = false;
    this.#outstanding.delete(frame.readInt32BE(LENGTH_BYTES));
    onFrame(frame.subarray(0, this.#length));
    return bytes.subarray(count);
  }

  #roomFor(frame: Buffer, needed: number): Buffer {
    if (needed <= frame.length) return frame;
    const larger = this.#take(Math.min(this.#length, Math.max(needed, frame.length * 2)));
    frame.copy(larger, 0, 0, this.#filled);
    return larger;
  }

  /** Memory of its own: a part of Node's shared pool must not be used again. */
  #take(size: number): Buffer {
    const kept = this.#spare;
    const taken = kept !== null && kept.length >= size ? kept : Buffer.allocUnsafeSlow(size);
    if (taken === kept) this.#spare = null;
    this.#lent.add(taken.buffer);
    return taken;
  }
}

/** Tells other protocols by the first four bytes: HTTP, a TLS record (alert, handshake), printable text. */
function recognise(head: Buffer): FrameViolation | null {
  const sample = head.subarray(0, 40).toString('latin1').replace(/[^\x20-\x7e].*$/s, '');
  if (sample.startsWith('HTTP')) return { kind: 'http', evidence: sample };
  if ((head[0] === 0x15 || head[0] === 0x16) && head[1] === 3) return { kind: 'tls', evidence: head[0] === 0x15 ? 'alert' : 'handshake' };
  return sample.length >= LENGTH_BYTES ? { kind: 'text', evidence: sample } : null;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
