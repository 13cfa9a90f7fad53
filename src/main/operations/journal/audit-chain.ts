import { createHash } from 'node:crypto';
import type { TornLine } from '../../../shared/audit';

/** Lines of an audit file, each of which carries the hash of the one before. */
export interface AuditChain {
  /** Whole lines up to the first break, oldest first, without their ends: UTF-8 JSON. */
  readonly lines: readonly Buffer[];
  /** Of the last of them; 64 zeros if there is none. */
  readonly hash: string;
  /** Number in the file (from 1) of the first line that does not follow from the one before; null: all do. */
  readonly brokenAt: number | null;
  /** What was cut off while it was written, oldest first. */
  readonly torn: readonly TornLine[];
  /** That of the file's end, which the next line must tell of; null: it ends with a whole line. */
  readonly tornEnd: TornEnd | null;
  /** Whether the next line begins where the file ends. */
  readonly isLineEnded: boolean;
}

/** What a line says of the bytes between the whole line before and itself. */
export interface TornEnd {
  readonly bytes: number;
  /** SHA-256 of them, in hexadecimal. */
  readonly hash: string;
}

const NOTHING_BEFORE = '0'.repeat(64);
const LINE_END = 0x0a;
/** How each line begins and ends: so the chain can be looked at without taking the lines apart. */
const HEAD = /^\{"sequence":(\d{1,15}),"at":(\d{1,16}),"previous":"([0-9a-f]{64})",(?:"torn":\{"bytes":(\d{1,15}),"hash":"([0-9a-f]{64})"\},)?/u;
const HEAD_BYTES = 300;
const TAIL = /^,"hash":"([0-9a-f]{64})"\}$/u;
const TAIL_BYTES = 75;

/**
 * Reads and checks the whole chain of a file's bytes. What is no JSON was cut off while it was written, if nothing but the end of the file follows it, or
 * a line that tells how many bytes it is and what their hash is. Anything else that does not follow is a break: so no whole line can pass for a cut one,
 * unless all that follow it go too, as they could without a trace.
 */
export function readChain(bytes: Buffer): AuditChain {
  const lines: Buffer[] = [];
  const torn: TornLine[] = [];
  let hash = NOTHING_BEFORE;
  let number = 1;
  /** Where what was cut off begins; null: the line before is whole. */
  let cut: { readonly start: number; readonly line: number } | null = null;
  for (let start = 0; start < bytes.length; number += 1) {
    const newline = bytes.indexOf(LINE_END, start);
    const end = newline < 0 ? bytes.length : newline;
    const line = bytes.subarray(start, end);
    const before: Buffer | null = cut === null ? null : bytes.subarray(cut.start, start - 1);
    const next = nextLine(line, lines.length + 1, hash, before);
    if (next !== null) {
      if (cut !== null) torn.push({ line: cut.line, bytes: start - 1 - cut.start, followedAt: next.at });
      cut = null;
      lines.push(line);
      hash = next.hash;
    } else if (isJson(line)) {
      return { lines, hash, brokenAt: cut?.line ?? number, torn, tornEnd: null, isLineEnded: true };
    } else cut ??= { start, line: number };
    start = end + 1;
  }
  const isLineEnded = bytes.length === 0 || bytes[bytes.length - 1] === LINE_END;
  if (cut === null) return { lines, hash, brokenAt: null, torn, tornEnd: null, isLineEnded };
  const rest = bytes.subarray(cut.start, isLineEnded ? -1 : undefined);
  return { lines, hash, brokenAt: null, torn: [...torn, { line: cut.line, bytes: rest.length, followedAt: null }], tornEnd: { bytes: rest.length, hash: sha256(rest) }, isLineEnded };
}

/** The hash that a line must carry: SHA-256 of its JSON without that field, in hexadecimal. */
export function hashOf(body: object): string {
  return sha256(JSON.stringify(body));
}

/** The hash that a line of a chain carries; null: none. */
export function hashOfLine(line: Buffer): string | null {
  return TAIL.exec(line.toString('latin1', Math.max(0, line.length - TAIL_BYTES)))?.[1] ?? null;
}

/** Whether a line is what its hash says, whatever is before it. */
export function fitsItsHash(line: Buffer): boolean {
  return hashOfLine(line) === createHash('sha256').update(line.subarray(0, -TAIL_BYTES)).update('}').digest('hex');
}

/** Null: the line is not the one that follows. `before`: what is cut off between it and the whole line before; null: nothing is. */
function nextLine(line: Buffer, sequence: number, previous: string, before: Buffer | null): { readonly hash: string; readonly at: number } | null {
  const head = HEAD.exec(line.toString('latin1', 0, HEAD_BYTES));
  const hash = hashOfLine(line);
  if (head === null || hash === null || Number(head[1]) !== sequence || head[3] !== previous) return null;
  const fits = before === null ? head[5] === undefined : Number(head[4]) === before.length && head[5] === sha256(before);
  return fits && fitsItsHash(line) ? { hash, at: Number(head[2]) } : null;
}

function isJson(line: Buffer): boolean {
  try {
    JSON.parse(line.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

function sha256(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
