import { randomUUID } from 'node:crypto';
import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';

const WAIT_MS = 3_000;
const STEP_MS = 5;
/** An appended line takes milliseconds: a lock as old as this was left behind. */
const LEFT_BEHIND_MS = 30_000;

/**
 * Runs `act` while no other process does so with the same path. The lock is a file that only one can make; one that a dead process
 * left behind is taken away. `isHeld` says whether it is still ours. Throws if another process does not let go.
 */
export function whileLocked<Value>(path: string, act: (isHeld: () => boolean) => Value): Value {
  const own = JSON.stringify({ id: randomUUID(), process: process.pid, host: hostname() });
  const until = performance.now() + WAIT_MS;
  while (!take(path, own)) {
    removeLeftBehind(path);
    if (performance.now() > until) throw new Error(`Another process holds ${path}. If none is at work, remove that file.`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STEP_MS);
  }
  try {
    return act(() => read(path) === own);
  } finally {
    if (read(path) === own) unlinkSync(path);
  }
}

function take(path: string, own: string): boolean {
  let file: number;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch (error) {
    if (isCode(error, 'EEXIST') || isCode(error, 'EPERM')) return false; // EPERM: on Windows one that is just being deleted
    throw error;
  }
  try {
    writeFileSync(file, own);
    return true;
  } catch (error) {
    unlinkSync(path);
    throw error;
  } finally {
    closeSync(file);
  }
}

function removeLeftBehind(path: string): void {
  const found = read(path);
  if (found === null || !isLeftBehind(path, found)) return;
  // By renaming first, so that of two that found it only one takes it away.
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
    // Somebody else may have taken the old one away and made a new one since: that one is put back.
    if (read(aside) !== found) linkSync(aside, path);
  } catch (error) {
    if (!isCode(error, 'ENOENT') && !isCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function isLeftBehind(path: string, text: string): boolean {
  try {
    if (Date.now() - statSync(path).mtimeMs > LEFT_BEHIND_MS) return true;
    const holder: unknown = JSON.parse(text);
    if (typeof holder !== 'object' || holder === null || !('process' in holder) || !('host' in holder) || holder.host !== hostname() || typeof holder.process !== 'number') return false;
    process.kill(holder.process, 0);
    return false;
  } catch (error) {
    return isCode(error, 'ESRCH');
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
