import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { probeDisk, syncFolder } from '../../clusters/durable-file';
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
  /** SHA-256 of this line without this field, in hexadecimal. */
  readonly hash: string;
}

const NOTHING_BEFORE = '0'.repeat(64);

interface Tip {
  readonly size: number;
  readonly inode: number;
  readonly mtimeMs: number;
  readonly sequence: number;
  readonly hash: string;
}

/**
 * An append-only JSON-lines file in which each line carries the hash of the one before, so that a line that was changed,
 * taken out or put in shows. It proves nothing against somebody who rewrites the whole file. Several processes may
 * append to one file.
 */
export class AuditLog {
  /** Where the chain that was last looked at ends: read again only when the file is no longer the same. */
  private tip: Tip | null = null;

  constructor(readonly path: string) {}

  /** On disk when it returns. Throws if the disk refuses, or if the file does not end with a whole line of ours: then nothing may be written to Kafka. */
  append(entry: AuditEntry): AuditLine {
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    return whileLocked(`${this.path}.lock`, (isHeld) => {
      const { sequence, hash, size } = this.checkedTip();
      const body = { sequence: sequence + 1, at: Date.now(), previous: hash, ...entry };
      const line: AuditLine = { ...body, hash: hashOf(body) };
      if (!isHeld()) throw new Error(`Another process took over ${this.path}.`);
      this.write(`${JSON.stringify(line)}\n`, size);
      if (size === 0) syncFolder(dirname(this.path));
      this.tip = { ...statusOf(this.path), sequence: line.sequence, hash: line.hash };
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

  /** All lines, oldest first, and the first line number at which the chain is broken, if it is. */
  read(): { readonly lines: readonly AuditLine[]; readonly brokenAt: number | null } {
    const texts = existsSync(this.path) ? readFileSync(this.path, 'utf8').split('\n') : [''];
    const tail = texts.pop();
    const lines: AuditLine[] = [];
    let previous = NOTHING_BEFORE;
    for (const [index, text] of texts.entries()) {
      const line = parse(text);
      if (line === null || line.sequence !== index + 1 || line.previous !== previous || line.hash !== hashOfText(text, line.hash)) return { lines, brokenAt: index + 1 };
      lines.push(line);
      previous = line.hash;
    }
    return { lines, brokenAt: tail === '' ? null : texts.length + 1 };
  }

  private checkedTip(): Tip {
    const status = statusOf(this.path);
    if (this.tip !== null && this.tip.size === status.size && this.tip.inode === status.inode && this.tip.mtimeMs === status.mtimeMs) return this.tip;
    const { lines, brokenAt } = this.read();
    if (brokenAt !== null) throw new Error(`The audit file ${this.path} is damaged at line ${brokenAt}. Move it away (and keep it) to go on.`);
    const last = lines[lines.length - 1];
    this.tip = { ...status, sequence: last?.sequence ?? 0, hash: last?.hash ?? NOTHING_BEFORE };
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
  return { size: status?.size ?? 0, inode: status?.ino ?? 0, mtimeMs: status?.mtimeMs ?? 0 };
}

function parse(text: string): AuditLine | null {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === 'object' && line !== null && 'hash' in line && 'operationId' in line ? (line as AuditLine) : null;
  } catch {
    return null;
  }
}

function hashOf(body: object): string {
  return sha256(JSON.stringify(body));
}

/** Of a line as it stands: making its text anew takes longer than all the rest. The hash is its last field. */
function hashOfText(text: string, hash: string): string | null {
  const end = `,"hash":"${hash}"}`;
  return text.endsWith(end) ? sha256(`${text.slice(0, -end.length)}}`) : null;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
