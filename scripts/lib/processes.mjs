import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError } from './setup-error.mjs';

/** Marks every process that descends from this one, so that the watchdog finds those it was never told of. */
const MARK_NAME = 'OFFSIGHT_OWNED_BY';
const mark = randomUUID();
/** @type {Set<number>} */
const groups = new Set();
/** @type {Set<string>} */
const folders = new Set();
/** @type {import('node:child_process').ChildProcess | null} */
let watchdog = null;

/**
 * Starts a process of its own process group that is killed, with its children, when this process ends for any reason,
 * kill -9 included.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function spawnOwned(command, args, options = {}) {
  startWatchdog();
  const child = spawn(command, args, { detached: true, ...options, env: { ...process.env, ...options.env, [MARK_NAME]: mark } });
  const { pid } = child;
  if (pid !== undefined) {
    groups.add(pid);
    tell({ kill: pid });
    child.once('exit', () => {
      groups.delete(pid);
      tell({ spare: pid });
    });
  }
  return child;
}

/**
 * @param {string} folder removed, if it exists, when this process ends for any reason
 */
export function removeAtExit(folder) {
  startWatchdog();
  folders.add(folder);
  tell({ remove: folder });
}

/**
 * Sends a signal to a process and everything in its group; a group that is gone is no error.
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // gone already
  }
}

/**
 * Runs a command to its end and gives its standard output.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, onLine?: (line: string) => void, timeoutMs?: number }} [options]
 *   onLine hears every line of standard output and error as it comes
 * @returns {Promise<string>}
 * @throws {SetupError} when it cannot be started, is too slow or exits with a code; quotes its last lines
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawnOwned(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.env === undefined ? {} : { env: options.env }),
    });
    let output = '';
    /** @type {string[]} */
    const lines = [];
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      const hear = (/** @type {string} */ line) => {
        lines.push(line);
        options.onLine?.(line);
        if (lines.length > 200) lines.splice(0, 100);
      };
      stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        if (stream === child.stdout) output += text;
        const parts = (rest + text).split(/\r?\n|\r/);
        rest = parts.pop() ?? '';
        parts.forEach(hear);
      });
      stream?.once('end', () => void (rest !== '' && hear(rest)));
    }
    let late = false;
    const timer = options.timeoutMs === undefined ? undefined : setTimeout(() => {
      late = true;
      if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
    }, options.timeoutMs);
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(new SetupError(`Could not start ${command}: ${error.message}.`, `install ${command}, or put it on the PATH.`));
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) return resolve(output);
      const how = late ? `took longer than ${options.timeoutMs} ms` : signal ? `was ended by ${signal}` : `ended with code ${code}`;
      const tail = lines.filter((line) => line.trim() !== '').slice(-15).map((line) => `    ${line}`).join('\n');
      reject(new SetupError(`\`${[command, ...args].join(' ').slice(0, 300)}\` ${how}.${tail === '' ? '' : `\n${tail}`}`, 'see its own message above; then run this again.'));
    });
  });
}

/** How soon a script notices that the npm which ran it is gone. */
const LOOK_FOR_NPM_EVERY_MS = 500;

/** Ends this process at Ctrl-C, termination, hang-up and with the npm that runs it, so that its exit clears up. Call once, from a script. */
export function exitOnSignals() {
  exitWithNpm();
  for (const [signal, code] of /** @type {const} */ ([['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]])) {
    process.once(signal, () => process.exit(code));
  }
}

/** A signal to npm alone does not reach its script: npm may be killed, and the shell between them passes nothing on. */
function exitWithNpm() {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const { ppid: parent } = process;
  const isShell = /^(ba|da|z|k|a)?sh$|^busybox$/.test(readProc(parent, 'comm').trim());
  const grandparent = isShell ? parentOf(parent) : null;
  setInterval(() => {
    if (process.ppid !== parent || (grandparent !== null && parentOf(parent) !== grandparent)) process.exit(143);
  }, LOOK_FOR_NPM_EVERY_MS).unref();
}

/**
 * @param {number} pid
 * @returns {number | null} null where the system does not tell
 */
function parentOf(pid) {
  const [, parent] = /^PPid:\s*(\d+)$/m.exec(readProc(pid, 'status')) ?? [];
  return parent === undefined ? null : Number(parent);
}

/** @param {number} pid @param {string} file */
function readProc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}

function startWatchdog() {
  if (watchdog !== null) return;
  const env = { ...process.env };
  delete env[MARK_NAME]; // an outer watchdog must not end this one before it has done its work
  const file = join(dirname(fileURLToPath(import.meta.url)), 'watchdog.mjs');
  watchdog = spawn(process.execPath, [file, MARK_NAME, mark], { detached: true, stdio: ['pipe', 'ignore', 'ignore'], env });
  watchdog.unref();
  watchdog.on('error', () => undefined);
  const pipe = /** @type {import('node:net').Socket} */ (watchdog.stdin);
  pipe.on('error', () => undefined);
  pipe.unref();
  process.once('exit', clearUp);
}

/** @param {object} message */
function tell(message) {
  watchdog?.stdin?.write(`${JSON.stringify(message)}\n`);
}

/** What the watchdog would do, done by ourselves while we can: nothing is left when the prompt comes back. */
function clearUp() {
  for (const pid of groups) signalGroup(pid, 'SIGKILL');
  killMarked(MARK_NAME, mark);
  for (const folder of folders) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    } catch {
      // the watchdog tries again
    }
  }
}

/**
 * Kills every process whose environment carries the mark. Linux only; elsewhere the process groups must do.
 * @param {string} name
 * @param {string} value
 * @returns {number} how many there were
 */
export function killMarked(name, value) {
  if (process.platform !== 'linux') return 0;
  let found = 0;
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    try {
      if (!readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`${name}=${value}`)) continue;
      process.kill(pid, 'SIGKILL');
      found += 1;
    } catch {
      // ended meanwhile, or somebody else's
    }
  }
  return found;
}
