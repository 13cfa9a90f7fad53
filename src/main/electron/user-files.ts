import { open, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { OpenedFile } from '../../shared/contract';
import { failed, succeeded, type Result } from '../../shared/result';

const MOST_BYTES = 64 * 1024 * 1024;
const LONGEST_NAME = 120;

/** A name that every file system takes, without a folder, of a text that may come from Kafka. */
export function fileNameFrom(text: string): string {
  const safe = text.replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^[._]+/u, '');
  const end = /\.[a-z]{1,5}$/u.exec(safe)?.[0] ?? '';
  return `${safe.slice(0, safe.length - end.length).slice(0, LONGEST_NAME) || 'offsight'}${end}`;
}

/** The path, when all of it is written. */
export async function writeWholeFile(path: string, content: string | Uint8Array): Promise<Result<string>> {
  try {
    await writeFile(path, content);
    return succeeded(path);
  } catch (error) {
    return failed({ scope: 'file', code: 'NOT_WRITTEN', message: `${path} could not be written, or only in part: ${textOf(error)}` });
  }
}

/** A regular file of at most 64 MiB, as UTF-8. A byte order mark is left out. */
export async function readTextFile(path: string): Promise<Result<OpenedFile>> {
  const refused = (code: string, message: string): Result<OpenedFile> => failed({ scope: 'file', code, message });
  try {
    if (!(await stat(path)).isFile()) return refused('NOT_READ', `${path} is no file.`); // opening a pipe would wait for whoever writes to it
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > MOST_BYTES) return refused('TOO_LARGE', `${path} has ${size} bytes; Offsight reads files of up to ${MOST_BYTES}.`);
      const bytes = Buffer.alloc(size);
      const { bytesRead } = await file.read(bytes, 0, size, 0);
      return succeeded({ name: basename(path), text: new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytesRead)) });
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof TypeError) return refused('NOT_TEXT', `${path} is no UTF-8 text.`);
    return refused('NOT_READ', `${path} could not be read: ${textOf(error)}`);
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
