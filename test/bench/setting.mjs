import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT, fillOnce, hashFiles, makeTemporaryFolder } from '../../scripts/lib/folders.mjs';
import { javaTool } from '../../scripts/lib/java.mjs';
import { NEWEST, ensureKafkaJars } from '../../scripts/lib/kafka-jars.mjs';
import { run } from '../../scripts/lib/processes.mjs';
import { SetupError } from '../../scripts/lib/setup-error.mjs';
import { startBroker } from './broker.mjs';
import { startDelayProxy } from './delay-proxy.mjs';
import { LineProcess } from './line-process.mjs';

const JAVA_SOURCES = join(ROOT, 'test/bench/java');
const ONE_WAY_MS = 10;

/**
 * What the seeding program answers: the truth that every snapshot is checked against.
 * @typedef {{ lag: number, groupPartitions: number, groups: number, members: number }} Truth
 * @typedef {{ ms: number, cpuMs: number, requests: number, groups: number, groupPartitions: number, members: number, totalLag: number }} PeerFigures
 */

/** A seeded broker with the two that are compared, all running. Ends with this process, or by `close`. */
export class Setting {
  /**
   * @param {Awaited<ReturnType<typeof startBroker>>} broker
   * @param {LineProcess<Truth>} seed
   * @param {LineProcess<PeerFigures>} peer
   * @param {LineProcess<{ value?: any, error?: string }>} engine
   * @param {{ close: () => void }} proxy
   * @param {Truth} truth
   */
  constructor(broker, seed, peer, engine, proxy, truth) {
    this.broker = broker;
    this.seed = seed;
    this.peer = peer;
    this.engine = engine;
    this.proxy = proxy;
    this.truth = truth;
  }

  /**
   * One command of engine.ts.
   * @param {object} command
   * @returns {Promise<any>}
   */
  async command(command) {
    const { value, error } = await this.engine.ask(JSON.stringify(command));
    if (error !== undefined) throw new Error(`The engine failed: ${error}`);
    return value;
  }

  /** @returns {Promise<import('./engine.ts').RoundFigures>} */
  async round() {
    return this.#checked('Offsight', await this.command({ do: 'round' }));
  }

  async snapshot() {
    return this.#checked("Kafka's AdminClient", await this.peer.ask('snapshot'));
  }

  /**
   * Kafka's AdminClient moves one group's offsets of all partitions.
   * @param {'to-earliest' | 'to-latest'} target
   * @returns {Promise<{ planMs: number, applyMs: number }>}
   */
  async alter(target) {
    const figures = /** @type {any} */ (await this.peer.ask(`alter ${target}`));
    if (figures.applied !== figures.partitions) throw new Error(`Kafka's AdminClient applied ${figures.applied} of ${figures.partitions}.`);
    return figures;
  }

  /** @param {number} records spread over random partitions; changes the truth */
  async produce(records) {
    this.truth = await this.seed.ask(`produce ${records}`);
  }

  /**
   * @template {{ groups: number, groupPartitions: number, members: number, totalLag: number }} Figures
   * @param {string} who
   * @param {Figures} figures
   */
  #checked(who, figures) {
    const { truth } = this;
    const wrong = [
      ['lag', figures.totalLag, truth.lag], ['group-partitions', figures.groupPartitions, truth.groupPartitions],
      ['groups', figures.groups, truth.groups], ['members', figures.members, truth.members],
    ].filter(([, seen, seeded]) => seen !== seeded);
    if (wrong.length > 0) throw new Error(`${who} is wrong: ${wrong.map(([name, seen, seeded]) => `${name} ${seen} instead of ${seeded}`).join(', ')}.`);
    return figures;
  }

  close() {
    for (const part of [this.engine, this.peer, this.seed, this.proxy]) part.close();
    this.broker.stop();
  }
}

/**
 * @param {import('./scales.mjs').Scale} scale
 * @param {string} engineFile built from engine.ts
 * @param {import('../../scripts/lib/progress.mjs').Progress} progress
 * @returns {Promise<Setting>}
 */
export async function startSetting(scale, engineFile, progress) {
  checkMaps(scale);
  const { broker, seed, truth, java } = await startSeeded(scale, progress);
  const peer = java(scale.clientHeapMb, 'Peer', [], () => undefined);
  const proxy = await startDelayProxy(broker.farPort, broker.farTarget, ONE_WAY_MS);
  return new Setting(broker, seed, peer, startEngine(engineFile), proxy, truth);
}

/**
 * A broker, and the seeding program that keeps its groups alive.
 * @param {import('./scales.mjs').Scale} scale
 * @param {import('../../scripts/lib/progress.mjs').Progress} progress
 */
export async function startSeeded(scale, progress) {
  const lib = await ensureKafkaJars(NEWEST, progress);
  const classes = await compile(lib);
  const broker = await progress.step(`${scale.name}: starting the broker`, () => startBroker(lib, scale.brokerHeapMb));
  const java = (/** @type {number} */ heapMb, /** @type {string} */ name, /** @type {readonly string[]} */ args, /** @type {(line: string) => void} */ onNote) =>
    new LineProcess(javaTool('java'), [`-Xmx${heapMb}m`, '-Dorg.slf4j.simpleLogger.defaultLogLevel=off', '-cp', `${classes}:${lib}/*`, name, ...args], onNote);
  const { topics, partitions, groups, liveGroups, membersEach } = scale;
  const { seed, truth } = await progress.step(`${scale.name}: seeding ${topics * partitions} partitions and ${groups + liveGroups} groups`, async (report) => {
    const seed = /** @type {LineProcess<Truth>} */ (java(1_024, 'Seed', [broker.near, ...[topics, partitions, groups, liveGroups, membersEach].map(String)], (line) => report(null, line)));
    return { seed, truth: await seed.next() };
  });
  return { broker, seed, truth, java };
}

/**
 * The engine in a process of its own, with the young generation that the desktop gives it.
 * @param {string} engineFile
 */
export function startEngine(engineFile) {
  return new LineProcess(process.execPath, ['--expose-gc', '--max-semi-space-size=4', engineFile]);
}

/** Bundles engine.ts with the settings of the real build. @returns {Promise<string>} the file */
export async function buildEngine() {
  const { build } = await import('vite');
  const folder = makeTemporaryFolder('bench-engine');
  await build({
    configFile: false,
    logLevel: 'error',
    root: ROOT,
    ssr: { noExternal: true },
    build: { ssr: join(ROOT, 'test/bench/engine.ts'), target: 'node16', outDir: folder, emptyOutDir: false, minify: false, rollupOptions: { output: { entryFileNames: 'engine.mjs' } } },
  });
  return join(folder, 'engine.mjs');
}

/** @param {string} lib */
async function compile(lib) {
  const files = readdirSync(JAVA_SOURCES).sort().map((name) => join(JAVA_SOURCES, name));
  const classes = join(CACHE, 'java', `bench-${hashFiles(files, NEWEST)}`);
  await fillOnce(classes, async (staging) => void (await run(javaTool('javac'), ['-nowarn', '-cp', `${lib}/*`, '-d', staging, ...files])));
  return classes;
}

/** @param {import('./scales.mjs').Scale} scale */
function checkMaps({ name, mapsNeeded }) {
  if (process.platform !== 'linux') return;
  const limit = Number(readFileSync('/proc/sys/vm/max_map_count', 'utf8'));
  if (limit < mapsNeeded) throw new SetupError(`${name} needs vm.max_map_count of at least ${mapsNeeded}; it is ${limit} here.`, `as root: sysctl vm.max_map_count=${mapsNeeded}`);
}
