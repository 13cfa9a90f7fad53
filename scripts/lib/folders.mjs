import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeAtExit } from './processes.mjs';

/** The checkout's top folder. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where downloads are kept, outside the checkout, so that a second clone needs none. */
export const CACHE = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'offsight');

/**
 * Makes an empty folder that goes away with this process, however it ends.
 * @param {string} purpose one word, part of the folder's name
 */
export function makeTemporaryFolder(purpose) {
  const folder = join(tmpdir(), `offsight-${purpose}-${randomBytes(6).toString('hex')}`);
  removeAtExit(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/**
 * Fills a cache folder in one step: `fill` writes to a folder beside it, which then takes its name. A killed fill
 * leaves nothing half behind under the final name.
 * @param {string} folder final folder
 * @param {(staging: string) => Promise<void>} fill
 */
export async function fillOnce(folder, fill) {
  mkdirSync(dirname(folder), { recursive: true });
  const staging = `${folder}.${process.pid}-${randomBytes(3).toString('hex')}.part`;
  removeAtExit(staging);
  mkdirSync(staging);
  try {
    await fill(staging);
    try {
      renameSync(staging, folder);
    } catch (error) {
      // Another process was quicker: its folder is as good as ours.
      if (readdirSync(folder).length === 0) throw error;
    }
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/**
 * @param {readonly string[]} paths files, in a fixed order
 * @param {string} salt anything else that the result depends on
 * @returns {string} 16 hex digits
 */
export function hashFiles(paths, salt = '') {
  const hash = createHash('sha256').update(salt);
  for (const path of paths) hash.update(relative(ROOT, path)).update(readFileSync(path)); // the same in every clone
  return hash.digest('hex').slice(0, 16);
}
