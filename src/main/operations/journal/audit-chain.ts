import { createHash } from 'node:crypto';

/** Lines of an audit file, each of which carries the hash of the one before. */
export interface AuditChain {
  /** Whole lines up to the first break, oldest first, without their ends: UTF-8 JSON. */
  readonly lines: readonly Buffer[];
  /** Of the last of them; 64 zeros if there is none. */
  readonly hash: string;
  /** Number (from 1) of the first line that does not follow from the one before; null: all do. */
  readonly brokenAt: number | null;
}

const NOTHING_BEFORE = '0'.repeat(64);
const LINE_END = 0x0a;
/** How each line begins and ends: so the chain can be looked at without taking the lines apart. */
const HEAD = /^\{"sequence":(\d{1,15}),"at":\d{1,16},"previous":"([0-9a-f]{64})",/u;
const HEAD_BYTES = 200;
const TAIL = /^,"hash":"([0-9a-f]{64})"\}$/u;
const TAIL_BYTES = 75;

/** Reads and checks the whole chain of a file's bytes. */
export function readChain(bytes: Buffer): AuditChain {
  const lines: Buffer[] = [];
  let hash = NOTHING_BEFORE;
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(LINE_END, start);
    const line = end < 0 ? null : bytes.subarray(start, end);
    const next = line === null ? null : hashOfNext(line, lines.length + 1, hash);
    if (line === null || next === null) return { lines, hash, brokenAt: lines.length + 1 };
    lines.push(line);
    hash = next;
    start = end + 1;
  }
  return { lines, hash, brokenAt: null };
}

/** The hash that a line must carry: SHA-256 of its JSON without that field, in hexadecimal. */
export function hashOf(body: object): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('hex');
}

/** The hash that a line of a chain carries; null: none. */
export function hashOfLine(line: Buffer): string | null {
  return TAIL.exec(line.toString('latin1', Math.max(0, line.length - TAIL_BYTES)))?.[1] ?? null;
}

/** Null: the line is not the one that follows. */
function hashOfNext(line: Buffer, sequence: number, previous: string): string | null {
  const head = HEAD.exec(line.toString('latin1', 0, HEAD_BYTES));
  const carried = hashOfLine(line);
  if (head === null || carried === null || Number(head[1]) !== sequence || head[2] !== previous) return null;
  const hash = createHash('sha256').update(line.subarray(0, -TAIL_BYTES)).update('}').digest('hex');
  return hash === carried ? hash : null;
}
