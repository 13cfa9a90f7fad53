import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findJavaProblem, isOnPath } from './java.mjs';
import { run } from './processes.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * Something from the system, found by what it is used for rather than by a package's name: people may have it by other ways.
 * @typedef {{ name: string, packages: readonly string[], problem: () => string | null, optional?: boolean }} SystemNeed
 *   packages: alternatives, the first one that the system knows is taken
 */

/** @type {readonly SystemNeed[]} */
export const JAVA_NEEDS = [
  { name: 'JDK 17 or newer', packages: ['openjdk-17-jdk-headless', 'default-jdk-headless'], problem: findJavaProblem },
  { name: 'Maven', packages: ['maven'], problem: () => missingProgram('mvn') },
];

/** @type {readonly SystemNeed[]} */
export const ELECTRON_NEEDS = [
  { name: 'NSS', packages: ['libnss3'], problem: () => missingLibrary('libnss3.so') },
  { name: 'GTK 3', packages: ['libgtk-3-0t64', 'libgtk-3-0'], problem: () => missingLibrary('libgtk-3.so.0') },
  { name: 'ALSA', packages: ['libasound2t64', 'libasound2'], problem: () => missingLibrary('libasound.so.2') },
  { name: 'GBM', packages: ['libgbm1'], problem: () => missingLibrary('libgbm.so.1') },
];

/** @type {readonly SystemNeed[]} */
export const VIRTUAL_DISPLAY_NEEDS = [
  { name: 'Xvfb', packages: ['xvfb'], problem: () => missingProgram('Xvfb') },
  { name: 'Chinese, Japanese and Korean characters', packages: ['fonts-noto-cjk'], problem: () => (existsSync('/usr/share/fonts/opentype/noto') ? null : 'No Noto CJK fonts.'), optional: true },
];

/** @type {readonly SystemNeed[]} */
export const FALLBACK_ELECTRON_NEEDS = [
  { name: 'Python 3', packages: ['python3'], problem: () => missingProgram('python3') },
  { name: 'pip', packages: ['python3-pip'], problem: () => (spawnSync('python3', ['-m', 'pip', '--version']).status === 0 ? null : 'Python has no pip.') },
];

/** @type {readonly SystemNeed[]} For tests of the window in an ordinary browser. */
export const CHROMIUM_NEEDS = [{ name: 'Chromium', packages: ['chromium'], problem: () => missingProgram('chromium') }];

/**
 * Makes sure of system packages: installs those that are missing where we may, else says which to install.
 * @param {readonly SystemNeed[]} needs
 * @param {import('./progress.mjs').Progress} progress
 * @throws {SetupError} naming each missing thing and the command that brings it
 */
export async function ensureSystem(needs, progress) {
  if (process.platform !== 'linux' && needs !== JAVA_NEEDS) return;
  const missing = needs.map((need) => ({ need, problem: need.problem() })).filter(({ problem }) => problem !== null);
  if (missing.length === 0) return;
  const mayInstall = isOnPath('apt-get') && process.getuid?.() === 0;
  if (!mayInstall && missing.every(({ need }) => need.optional)) return;
  if (!mayInstall) throw new SetupError(missing.map(({ need, problem }) => `${need.name}: ${problem}`).join('\n'), howToInstall(missing.map(({ need }) => need)));
  await install(missing.map(({ need }) => need), progress);
  const left = needs.filter((need) => !need.optional && need.problem() !== null);
  if (left.length > 0) throw new SetupError(`Still missing after installation: ${left.map(({ name }) => name).join(', ')}.`, howToInstall(left));
}

/**
 * @param {readonly SystemNeed[]} needs
 * @param {import('./progress.mjs').Progress} progress
 */
async function install(needs, progress) {
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive' }, timeoutMs: 900_000 };
  const apt = ['-o', 'DPkg::Lock::Timeout=300', '-q'];
  await progress.step('Debian packages: reading the lists', async () => void (await run('apt-get', [...apt, 'update'], options).catch(() => undefined)));
  const packages = needs.map(({ packages: alternatives }) => alternatives.find(isKnownPackage) ?? /** @type {string} */ (alternatives.at(-1)));
  await progress.step(`Debian packages: ${packages.join(' ')}`, async (report) => {
    let done = 0;
    let total = 0;
    await run('apt-get', [...apt, 'install', '-y', '--no-install-recommends', ...packages], {
      ...options,
      onLine: (line) => {
        total = Number(/(\d+) newly installed/.exec(line)?.[1] ?? total);
        if (!/^(Get:|Unpacking|Setting up)/.test(line)) return;
        done += 1;
        report(total === 0 ? null : Math.min(0.99, done / (3 * total)));
      },
    });
  });
}

/** @param {string} name */
function isKnownPackage(name) {
  const { stdout } = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' });
  return /Candidate: (?!\(none\))/.test(stdout ?? '');
}

/** @param {readonly SystemNeed[]} needs */
function howToInstall(needs) {
  if (process.platform === 'darwin') return 'with Homebrew: brew install openjdk@17 maven';
  return `on Debian and Ubuntu: sudo apt-get install ${needs.map(({ packages }) => packages.at(-1)).join(' ')} (elsewhere, the packages that hold the same)`;
}

/** @param {string} program */
function missingProgram(program) {
  return isOnPath(program) ? null : `\`${program}\` is not on the PATH.`;
}

/** @param {string} file */
function missingLibrary(file) {
  const { stdout, error } = spawnSync('ldconfig', ['-p'], { encoding: 'utf8', env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/sbin:/usr/sbin` } });
  if (error) return null; // no ldconfig: let the program itself say what it lacks
  return stdout.includes(`${file} `) ? null : `the library ${file} is not installed.`;
}
