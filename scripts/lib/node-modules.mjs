import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './folders.mjs';
import { run } from './processes.mjs';
import { SetupError } from './setup-error.mjs';

/** @typedef {{ packages: Record<string, { version?: string, optional?: boolean, link?: boolean }> }} LockFile */

/**
 * Installs the npm packages of package-lock.json when those that are here differ from it.
 * @param {import('./progress.mjs').Progress} progress
 */
export async function ensureNodeModules(progress) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) throw new SetupError(`Node ${process.versions.node} is too old.`, 'install Node 20.19 or newer.');
  const wanted = readLock(join(ROOT, 'package-lock.json'));
  if (wanted === null) throw new SetupError('package-lock.json is missing.', 'take it from version control again.');
  if (isInstalled(wanted, readLock(join(ROOT, 'node_modules/.package-lock.json')))) return;
  const total = Object.values(wanted.packages).filter(({ optional }) => !optional).length;
  await progress.step(`npm packages (about ${total})`, async (report) => {
    let seen = 0;
    await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=http'], {
      cwd: ROOT,
      timeoutMs: 900_000,
      onLine: (line) => {
        if (!/ http (fetch|cache) /.test(line)) return;
        seen += 1;
        report(Math.min(0.99, seen / total), `${seen} packages`);
      },
    });
  });
}

/**
 * @param {LockFile} wanted
 * @param {LockFile | null} present what npm noted of its last installation
 */
function isInstalled(wanted, present) {
  if (present === null) return false;
  return Object.entries(wanted.packages).every(([path, { version, optional, link }]) => path === '' || link || (present.packages[path]?.version ?? (optional ? version : undefined)) === version);
}

/** @param {string} file @returns {LockFile | null} */
function readLock(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
