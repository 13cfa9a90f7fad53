const REPLACEMENT = '\ufffd';
const LONE_SURROGATE = /\p{Surrogate}/u;
/** A byte 0xNN (0x80-0xFF) that is not part of well-formed UTF-8 is the lone surrogate ESCAPE + 0xNN (PEP 383). */
const ESCAPE = 0xdc00;

/**
 * UTF-8 to text without losing anything: each byte of ill-formed UTF-8 (over-long forms and encoded surrogates are
 * ill-formed) becomes one lone surrogate U+DC80-U+DCFF, so distinct bytes are distinct strings and encodeText gives
 * the same bytes back. `beforeEscaping` is called, and may throw, before ill-formed bytes are looked at one by one.
 */
export function decodeText(bytes: Buffer, start: number, end: number, beforeEscaping?: (length: number) => void): string {
  if (start === end) return '';
  const text = bytes.toString('utf8', start, end);
  if (!text.includes(REPLACEMENT)) return text;
  beforeEscaping?.(end - start);
  return decodeEscaping(bytes, start, end);
}

/**
 * The inverse of decodeText. Throws a plain Error for a lone surrogate outside U+DC80-U+DCFF: no bytes of a broker
 * decode to it, so the text is not a name in Kafka.
 */
export function encodeText(text: string): Buffer {
  return LONE_SURROGATE.test(text) ? encodeEscaping(text) : Buffer.from(text, 'utf8');
}

function decodeEscaping(bytes: Buffer, start: number, end: number): string {
  const parts: string[] = [];
  let wellFormedFrom = start;
  let at = start;
  while (at < end) {
    const length = wellFormedLength(bytes, at, end);
    if (length === 0) {
      if (wellFormedFrom < at) parts.push(bytes.toString('utf8', wellFormedFrom, at));
      parts.push(String.fromCharCode(ESCAPE + byteAt(bytes, at, end)));
      at += 1;
      wellFormedFrom = at;
    } else {
      at += length;
    }
  }
  if (wellFormedFrom < end) parts.push(bytes.toString('utf8', wellFormedFrom, end));
  return parts.join('');
}

/** Bytes of the well-formed sequence at `at` by Unicode's table 3-7, or 0. */
function wellFormedLength(bytes: Buffer, at: number, end: number): number {
  const first = byteAt(bytes, at, end);
  if (first < 0x80) return 1;
  const second = byteAt(bytes, at + 1, end);
  if (first >= 0xc2 && first <= 0xdf) return isContinuation(second) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const lowest = first === 0xe0 ? 0xa0 : 0x80;
    const highest = first === 0xed ? 0x9f : 0xbf;
    return second >= lowest && second <= highest && isContinuation(byteAt(bytes, at + 2, end)) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const lowest = first === 0xf0 ? 0x90 : 0x80;
    const highest = first === 0xf4 ? 0x8f : 0xbf;
    const tail = isContinuation(byteAt(bytes, at + 2, end)) && isContinuation(byteAt(bytes, at + 3, end));
    return second >= lowest && second <= highest && tail ? 4 : 0;
  }
  return 0;
}

/** The byte, or -1 at and after the end. */
function byteAt(bytes: Buffer, at: number, end: number): number {
  return at < end ? (bytes[at] ?? -1) : -1;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

function encodeEscaping(text: string): Buffer {
  const parts: Buffer[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) {
      if (code < ESCAPE + 0x80 || code > ESCAPE + 0xff) throw new Error(`U+${code.toString(16).toUpperCase()} alone is not text that Kafka can hold`);
      parts.push(Buffer.from([code - ESCAPE]));
    } else {
      parts.push(Buffer.from(character, 'utf8'));
    }
  }
  return Buffer.concat(parts);
}
