import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from './durable-file';

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

/**
 * An append-only JSON-lines file in which each line carries the hash of the one before, so that a line that was changed,
 * taken out or put in shows. It proves nothing against somebody who rewrites the whole file.
 */
export class AuditLog {
  constructor(readonly path: string) {}

  /** On disk when it returns. Throws if the disk refuses, or if the file does not end with a whole line of ours: then nothing may be written to Kafka. */
  append(entry: AuditEntry): AuditLine {
    const last = this.last();
    const body = { sequence: (last?.sequence ?? 0) + 1, at: Date.now(), previous: last?.hash ?? NOTHING_BEFORE, ...entry };
    const line: AuditLine = { ...body, hash: hashOf(body) };
    const isNew = last === null;
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const file = openSync(this.path, 'a', 0o600);
    try {
      writeFileSync(file, `${JSON.stringify(line)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (isNew) syncFolder(dirname(this.path));
    return line;
  }

  /** All lines, oldest first, and the first line number at which the chain is broken, if it is. */
  read(): { readonly lines: readonly AuditLine[]; readonly brokenAt: number | null } {
    const texts = existsSync(this.path) ? readFileSync(this.path, 'utf8').split('\n') : [''];
    const tail = texts.pop();
    const lines: AuditLine[] = [];
    let previous = NOTHING_BEFORE;
    for (const [index, text] of texts.entries()) {
      const line = parse(text);
      if (line === null || line.sequence !== index + 1 || line.previous !== previous || line.hash !== hashOf(withoutHash(line))) return { lines, brokenAt: index + 1 };
      lines.push(line);
      previous = line.hash;
    }
    return { lines, brokenAt: tail === '' ? null : texts.length + 1 };
  }

  private last(): AuditLine | null {
    const { lines, brokenAt } = this.read();
    if (brokenAt !== null) throw new Error(`The audit file ${this.path} is damaged at line ${brokenAt}. Move it away (and keep it) to go on.`);
    return lines[lines.length - 1] ?? null;
  }
}

function parse(text: string): AuditLine | null {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === 'object' && line !== null && 'hash' in line && 'operationId' in line ? (line as AuditLine) : null;
  } catch {
    return null;
  }
}

function withoutHash({ hash: _hash, ...body }: AuditLine): object {
  return body;
}

function hashOf(body: object): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('hex');
}
