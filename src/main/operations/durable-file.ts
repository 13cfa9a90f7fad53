import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes a whole file so that it is there, complete, after a crash or a power cut: by temporary file, fsync and rename. Throws what the disk says. */
export function writeDurably(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.new`;
  const file = openSync(temporary, 'w', 0o600);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
  syncFolder(dirname(path));
}

/** A new name in a folder lasts only when the folder is on disk too. Windows has no such call, and needs none. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
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
