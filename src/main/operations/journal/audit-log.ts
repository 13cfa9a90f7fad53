import { closeSync, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { probeDisk, syncFolder } from '../../clusters/durable-file';
import type { AuditEnd, TornLine } from '../../../shared/audit';
import { hashOf, hashOfLine, readChain, type AuditChain, type TornEnd } from './audit-chain';
import { whileLocked } from './audit-lock';

/** What a line says beside its place in the chain. Any JSON; `kind` and `operationId` to find it by. */
export interface AuditEntry {
  readonly kind: 'intent' | 'result';
  readonly operationId: string;
  readonly [field: string]: unknown;
}

export interface AuditLine extends AuditEntry {
  /** From 1. */
  readonly sequence: number;
  /** Epoch ms. */
  readonly at: number;
  /** Hash of the line before; of the first, 64 zeros. */
  readonly previous: string;
  /** What was cut off between the line before and this one; left out: nothing was. */
  readonly torn?: TornEnd;
  /** SHA-256 of this line without this field, in hexadecimal. */
  readonly hash: string;
}

/** Where it is in lines that `append` writes. */
const OPERATION_ID = /^\{"sequence":\d+,"at":\d+,"previous":"\w+",(?:"torn":\{"bytes":\d+,"hash":"\w+"\},)?"kind":"\w+","operationId":"([\w-]+)"/u;
const HEAD_BYTES = 400;

interface Tip {
  readonly size: number;
  readonly inode: number;
  readonly mtimeMs: number;
  readonly sequence: number;
  readonly hash: string;
  readonly tornEnd: TornEnd | null;
  readonly isLineEnded: boolean;
}

/**
 * An append-only JSON-lines file in which each line carries the hash of the one before, so that a line that was changed,
 * taken out or put in shows. It proves nothing against somebody who rewrites the whole file. A line that was cut off while it was written (the program
 * was ended) stays as it is, and the next one tells of it. Several processes may append to one file.
 */
export class AuditLog {
  /** Where the chain that was last looked at ends: read again only when the file is no longer the same. */
  private tip: Tip | null = null;
  /** The last line that this program wrote; null: none. */
  private written: { readonly sequence: number; readonly hash: string } | null = null;
  /** Lines of its own that were gone when it wrote the next one. */
  private lost = 0;

  constructor(readonly path: string) {}

  private get lockPath(): string {
    return `${this.path}.lock`;
  }

  /** On disk when it returns. Throws if the disk refuses, or if the chain is broken: then nothing may be written to Kafka. */
  append(entry: AuditEntry): AuditLine {
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    return whileLocked(this.lockPath, (isHeld) => {
      const { sequence, hash, size, tornEnd, isLineEnded } = this.checkedTip();
      // An empty file was begun anew, as is advised when it is damaged.
      this.lost = size === 0 ? 0 : this.lost + Math.max(0, (this.written?.sequence ?? 0) - sequence);
      const body = { sequence: sequence + 1, at: Date.now(), previous: hash, ...(tornEnd === null ? {} : { torn: tornEnd }), ...entry };
      const line: AuditLine = { ...body, hash: hashOf(body) };
      if (!isHeld()) throw new Error(`Another process took over ${this.path}.`);
      this.write(`${isLineEnded ? '' : '\n'}${JSON.stringify(line)}\n`, size);
      if (size === 0) syncFolder(dirname(this.path));
      this.tip = { ...statusOf(this.path), sequence: line.sequence, hash: line.hash, tornEnd: null, isLineEnded: true };
      this.written = { sequence: line.sequence, hash: line.hash };
      return line;
    });
  }

  /** Throws why nothing could be appended now. Looks at the file, and writes something like it beside it. */
  probe(): void {
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    this.checkedTip();
    closeSync(openSync(this.path, 'a', 0o600));
    probeDisk(dirname(this.path));
  }

  /** The file's chain, its lines not taken apart: a plan of thousands of partitions is one line. Throws what the disk says. */
  chain(): AuditChain {
    return readChain(statusOf(this.path).size === 0 ? Buffer.alloc(0) : readFileSync(this.path));
  }

  /** The same while nobody writes: what another process is just writing is not called cut off. */
  restingChain(): AuditChain {
    const chain = this.chain();
    return chain.tornEnd === null || !existsSync(this.lockPath) ? chain : whileLocked(this.lockPath, () => this.chain());
  }

  /** Whether the chain, as it was read just now, still has what this program wrote last. */
  endOf({ lines, brokenAt }: AuditChain): AuditEnd {
    if (this.written === null || brokenAt !== null) return { kind: 'not-known' };
    const { sequence, hash } = this.written;
    const missing = this.lost + Math.max(0, sequence - lines.length);
    if (missing > 0) return { kind: 'missing', lines: missing };
    const line = lines[sequence - 1];
    return { kind: line !== undefined && hashOfLine(line) === hash ? 'there' : 'replaced' };
  }

  /** All lines, oldest first, the first line number at which the chain is broken, if it is, and what was cut off. Throws what the disk says. */
  read(): { readonly lines: readonly AuditLine[]; readonly brokenAt: number | null; readonly torn: readonly TornLine[] } {
    const { lines: texts, brokenAt, torn } = this.restingChain();
    const lines: AuditLine[] = [];
    for (const text of texts) {
      const line = parseLine(text);
      if (line === null) return { lines, brokenAt: lines.length + 1, torn };
      lines.push(line);
    }
    return { lines, brokenAt, torn };
  }

  /** The lines of these operations, by operation. Throws what the disk says. */
  linesOf(operationIds: ReadonlySet<string>): ReadonlyMap<string, readonly AuditLine[]> {
    const found = new Map<string, AuditLine[]>();
    for (const text of this.chain().lines) {
      const id = OPERATION_ID.exec(text.toString('latin1', 0, HEAD_BYTES))?.[1];
      if (id !== undefined && !operationIds.has(id)) continue; // taking apart a line of thousands of partitions takes long
      const line = parseLine(text);
      if (line !== null && operationIds.has(line.operationId)) found.set(line.operationId, [...(found.get(line.operationId) ?? []), line]);
    }
    return found;
  }

  /** Operations of which a line has this text, as it stands in the file. Throws what the disk says. */
  operationIdsWith(wanted: string): ReadonlySet<string> {
    return new Set(this.chain().lines.flatMap((text) => (text.includes(wanted) ? (parseLine(text)?.operationId ?? []) : [])));
  }

  private checkedTip(): Tip {
    const status = statusOf(this.path);
    if (this.tip !== null && this.tip.size === status.size && this.tip.inode === status.inode && this.tip.mtimeMs === status.mtimeMs) return this.tip;
    const { lines, hash, brokenAt, tornEnd, isLineEnded } = this.chain();
    if (brokenAt !== null) throw new Error(`The audit file ${this.path} is damaged at line ${brokenAt}. Move it away (and keep it) to go on.`);
    this.tip = { ...status, sequence: lines.length, hash, tornEnd, isLineEnded };
    return this.tip;
  }

  private write(text: string, size: number): void {
    const file = openSync(this.path, 'a', 0o600);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } catch (error) {
      ftruncateSync(file, size); // half a line would end the chain
      throw error;
    } finally {
      closeSync(file);
    }
  }
}

function statusOf(path: string): Pick<Tip, 'size' | 'inode' | 'mtimeMs'> {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status?.isFile() === false) throw Object.assign(new Error(`${path} is no file.`), { code: 'NO_FILE' }); // a link to a device would be read for ever, or keep nothing
  return { size: status?.size ?? 0, inode: status?.ino ?? 0, mtimeMs: status?.mtimeMs ?? 0 };
}

/** What a line of a chain says; null: nothing of ours. */
export function parseLine(text: Buffer): AuditLine | null {
  try {
    const line: unknown = JSON.parse(text.toString('utf8'));
    return typeof line === 'object' && line !== null && 'operationId' in line ? (line as AuditLine) : null;
  } catch {
    return null;
  }
}
