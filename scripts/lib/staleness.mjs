import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Its time of change is the moment at which the last build began. */
export const STAMP = join(ROOT, 'out/.built');

/**
 * Says whether out/ must be built: a few milliseconds, because the command line pays it at every start.
 * @param {readonly string[]} [unused] folders, from the top, of which what is asked for needs nothing
 * @returns {boolean}
 */
export function isBuildStale(unused = []) {
  const built = statSync(STAMP, { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined || !existsSync(join(ROOT, 'out/main/cli.js'))) return true;
  const leftOut = new Set(unused.map((path) => join(ROOT, path)));
  return ['package-lock.json', 'electron.vite.config.ts', 'src'].some((path) => isNewer(join(ROOT, path), built, leftOut));
}

/**
 * @param {string} path a missing one is not newer
 * @param {number} than epoch ms
 * @param {ReadonlySet<string>} leftOut
 * @returns {boolean}
 */
function isNewer(path, than, leftOut) {
  if (leftOut.has(path)) return false;
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  if (stats.mtimeMs > than) return true; // of a folder: something in it was added or removed
  return stats.isDirectory() && readdirSync(path).some((name) => isNewer(join(path, name), than, leftOut));
}
