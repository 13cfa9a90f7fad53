/** Kafka's own default limit is 100 MiB for requests; no answer that we ask for comes near this. */
export const FRAME_LIMIT = 64 * 1024 * 1024;

const LENGTH_BYTES = 4;
const HEADER_BYTES = 8;

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
 * before anything is kept by a length that a stranger declared.
 */
export class FrameGuard {
  readonly #outstanding = new Set<number>();
  #chunks: Uint8Array[] = [];
  #buffered = 0;
  #first = true;
  #violation: FrameViolation | null = null;

  /** Whether an answer is owed to us. */
  get waiting(): boolean {
    return this.#outstanding.size > 0;
  }

  /** Notes the correlation id of one whole request frame that is about to be written. */
  sent(frame: Uint8Array): void {
    this.#outstanding.add(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength).readInt32BE(HEADER_BYTES));
  }

  /** Takes the next bytes; calls `onFrame` for each complete frame. Returns what is wrong; after that it takes nothing more. */
  push(chunk: Uint8Array, onFrame: (frame: Buffer) => void): FrameViolation | null {
    if (this.#violation !== null) return this.#violation;
    this.#chunks.push(chunk);
    this.#buffered += chunk.byteLength;
    while (this.#buffered >= LENGTH_BYTES) {
      const head = this.#head();
      const length = head.readInt32BE(0);
      this.#violation = this.#check(head, length);
      if (this.#violation !== null) return this.#violation;
      if (this.#buffered < LENGTH_BYTES + length) return null;
      this.#outstanding.delete(head.readInt32BE(LENGTH_BYTES));
      this.#first = false;
      onFrame(this.#take(LENGTH_BYTES + length));
    }
    return null;
  }

  #check(head: Buffer, length: number): FrameViolation | null {
    if (this.#first) {
      const stranger = recognise(head);
      if (stranger !== null) return stranger;
    }
    if (length < LENGTH_BYTES || length > FRAME_LIMIT) return { kind: 'length', evidence: String(length) };
    if (head.length < HEADER_BYTES) return null;
    const correlationId = head.readInt32BE(LENGTH_BYTES);
    return this.#outstanding.has(correlationId) ? null : { kind: 'correlation', evidence: String(correlationId) };
  }

  /** The first bytes that are buffered, at least four and enough for a sample. */
  #head(): Buffer {
    const first = this.#chunks[0];
    if (first !== undefined && first.byteLength >= HEADER_BYTES) return asBuffer(first);
    this.#chunks = [Buffer.concat(this.#chunks)];
    return asBuffer(this.#chunks[0] ?? new Uint8Array(0));
  }

  #take(length: number): Buffer {
    const whole = this.#chunks.length === 1 ? asBuffer(this.#chunks[0] ?? new Uint8Array(0)) : Buffer.concat(this.#chunks);
    this.#buffered -= length;
    this.#chunks = this.#buffered === 0 ? [] : [whole.subarray(length)];
    return whole.subarray(0, length);
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
