import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { CACHE, ROOT, fillOnce, hashFiles, makeTemporaryFolder } from './folders.mjs';
import { javaTool, leavesNothing } from './java.mjs';
import { NEWEST, ensureKafkaJars } from './kafka-jars.mjs';
import { propertiesText } from './kafka-properties.mjs';
import { run, signalGroup, spawnOwned } from './processes.mjs';
import { silentProgress } from './progress.mjs';

const SOURCES = join(ROOT, 'resources/demo/java');

/**
 * Compiles our Java programs, once per change of them.
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<string>} a class path with them and Kafka's newest jars
 */
export async function ensureJavaClasses(progress) {
  const lib = await ensureKafkaJars(NEWEST, progress);
  const files = readdirSync(SOURCES).filter((name) => name.endsWith('.java')).sort().map((name) => join(SOURCES, name));
  const classes = join(CACHE, 'java', hashFiles(files, NEWEST));
  if (!existsSync(classes)) {
    await progress.step('Compiling the Java clients', () => fillOnce(classes, async (staging) => void (await run(javaTool('javac'), ['-nowarn', '-cp', `${lib}/*`, '-d', staging, ...files]))));
  }
  return `${classes}${delimiter}${lib}/*`;
}

/**
 * Starts the resident Java process of resources/demo/java: admin, producer and consumers of Kafka's newest client.
 * @param {string} bootstrapServers
 * @param {{ progress?: import('./progress.mjs').Progress, heapMb?: number, properties?: Readonly<Record<string, string>>, onLog?: (line: string) => void }} [options]
 *   properties: client settings for TLS and SASL; onLog hears what the clients complain about
 */
export async function startKafkaClients(bootstrapServers, options = {}) {
  const classPath = await ensureJavaClasses(options.progress ?? silentProgress);
  const args = [bootstrapServers];
  const folder = makeTemporaryFolder('clients');
  if (options.properties !== undefined) {
    const file = join(folder, 'client.properties');
    writeFileSync(file, propertiesText(options.properties));
    args.push(file);
  }
  const child = spawnOwned(javaTool('java'), [
    ...leavesNothing(folder), `-Xmx${options.heapMb ?? 256}m`, '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xss256k',
    '-Dorg.slf4j.simpleLogger.defaultLogLevel=off', '-cp', classPath, 'KafkaClients', ...args,
  ], { stdio: ['pipe', 'pipe', 'pipe'] });
  return new KafkaClients(child, folder, options.onLog ?? (() => undefined));
}

export class KafkaClients {
  #child;
  #nextId = 1;
  /** @type {Map<number, { resolve: (value: unknown) => void, reject: (error: Error) => void }>} */
  #waiting = new Map();
  #ended;

  /**
   * @param {import('node:child_process').ChildProcess} child
   * @param {string} folder removed in the end
   * @param {(line: string) => void} onLog
   */
  constructor(child, folder, onLog) {
    this.#child = child;
    const { stdout, stderr, stdin } = child;
    if (stdout === null || stderr === null || stdin === null) throw new Error('The Java clients were started without pipes.');
    stdin.on('error', () => undefined);
    createInterface({ input: stderr }).on('line', onLog);
    createInterface({ input: stdout }).on('line', (line) => this.#hear(line));
    this.#ended = new Promise((/** @type {(value: void) => void} */ resolve) => {
      child.once('exit', (code, signal) => {
        for (const { reject } of this.#waiting.values()) reject(new Error(`The Java clients ended (${signal ?? code}).`));
        this.#waiting.clear();
        rmSync(folder, { recursive: true, force: true });
        resolve();
      });
    });
  }

  /**
   * Has one command of resources/demo/java carried out; see its *Commands.java for names, arguments and answers.
   * @param {string} command
   * @param {object} [args]
   * @returns {Promise<unknown>}
   * @throws {Error} with the Java exception's name and message
   */
  call(command, args = {}) {
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise((resolve, reject) => {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) return reject(new Error('The Java clients have ended.'));
      this.#waiting.set(id, { resolve, reject });
      this.#child.stdin?.write(`${JSON.stringify({ ...args, id, do: command })}\n`);
    });
  }

  /** SIGSTOP: connections stay open, no member does anything. */
  pause() {
    if (this.#child.pid !== undefined) signalGroup(this.#child.pid, 'SIGSTOP');
  }

  resume() {
    if (this.#child.pid !== undefined) signalGroup(this.#child.pid, 'SIGCONT');
  }

  /** Ends the process and with it every member, without their leaving. May be called again. */
  async close() {
    if (this.#child.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null) signalGroup(this.#child.pid, 'SIGKILL');
    await this.#ended;
  }

  /** @param {string} line */
  #hear(line) {
    const { id, value, error } = /** @type {{ id: number, value?: unknown, error?: string }} */ (JSON.parse(line));
    const caller = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) caller?.resolve(value);
    else caller?.reject(new Error(error));
  }
}
