import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes a whole file so that it is there, complete, after a crash or a power cut: by temporary file, fsync and rename. `beforeRename`: when all is
 * written and the old file still stands. Throws what the disk says; a disk that is nearly full takes less than it is given without an error:
 * `writeFileSync` goes on until all is written, or throws.
 */
export function writeDurably(path: string, content: string, beforeRename: () => void = () => undefined): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.new`;
  const file = openSync(temporary, 'w', 0o600);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  beforeRename();
  renameSync(temporary, path);
  syncFolder(dirname(path));
}

/** Errors of file systems that have no such call, as over a network. */
const NO_FOLDER_SYNC: ReadonlySet<unknown> = new Set(['EINVAL', 'ENOTSUP', 'EPERM', 'EISDIR']);

/** A new name in a folder lasts only when the folder is on disk too. Windows has no such call, and needs none. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && NO_FOLDER_SYNC.has(error.code))) throw error;
  } finally {
    closeSync(folder);
  }
}

const PROBE_BYTES = 64 * 1024;

/** Writes a file into a folder and deletes it. Throws what the disk says: that it is full, or may not be written to. */
export function probeDisk(folder: string): void {
  const path = join(folder, `.probe-${randomUUID()}`);
  try {
    writeDurably(path, '0'.repeat(PROBE_BYTES));
  } finally {
    for (const made of [path, `${path}.new`]) rmSync(made, { force: true });
  }
}
