import { join } from 'node:path';
import { ROOT } from './folders.mjs';
import { spawnOwned } from './processes.mjs';

/**
 * Runs a program of node_modules/.bin in the root folder, its output to ours.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>} exit code
 */
export function runVisibly(program, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawnOwned(join(ROOT, 'node_modules/.bin', program), args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], env: { ...env } });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
