import { randomBytes } from 'node:crypto';
import { closeSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CACHE, fillOnce, makeTemporaryFolder } from './folders.mjs';
import { findFreePorts } from './free-ports.mjs';
import { javaTool, leavesNothing } from './java.mjs';
import { NEWEST, ensureKafkaJars } from './kafka-jars.mjs';
import { propertiesText, serverProperties } from './kafka-properties.mjs';
import { probeMetadata } from './metadata-probe.mjs';
import { run, signalGroup, spawnOwned } from './processes.mjs';
import { silentProgress } from './progress.mjs';
import { SetupError } from './setup-error.mjs';

const READY_WITHIN_MS = 180_000;

/**
 * @typedef {object} ClusterOptions
 * @property {number} [brokers] default 1; node ids count from 1
 * @property {string} [version] of Kafka, default the newest; 2.x runs with ZooKeeper, later ones with KRaft
 * @property {Readonly<Record<string, string>>} [properties] added to every broker's server.properties, and winning over ours
 * @property {readonly string[]} [racks] of the brokers in order; default none
 * @property {readonly import('./kafka-properties.mjs').ExtraListener[]} [extraListeners] beside the plain one; their settings go in `properties`
 * @property {readonly string[]} [formatArguments] for StorageTool, like `['--add-scram', 'SCRAM-SHA-256=[name=a,password=b]']`
 * @property {number} [heapMb] per broker, default 256
 * @property {import('./progress.mjs').Progress} [progress] default silent
 */

/**
 * Starts real brokers on free loopback ports, with their data in a folder that goes away with this process.
 * @param {ClusterOptions} [options]
 * @returns {Promise<Cluster>} once every broker answers and knows all the others
 * @throws {SetupError} when jars are missing or a broker does not come up; quotes its log
 */
export async function startCluster(options = {}) {
  const { brokers = 1, version = NEWEST, extraListeners = [], heapMb = 256, progress = silentProgress } = options;
  const lib = await ensureKafkaJars(version, progress);
  const withZooKeeper = version.startsWith('2.');
  const folder = makeTemporaryFolder('kafka');
  const ports = await findFreePorts(1 + brokers * (2 + extraListeners.length));
  const takePort = () => /** @type {number} */ (ports.pop());
  const plan = {
    zooKeeperPort: withZooKeeper ? takePort() : null,
    extraListeners,
    properties: options.properties ?? {},
    brokers: Array.from({ length: brokers }, (_, index) => ({
      nodeId: index + 1,
      port: takePort(),
      controllerPort: takePort(),
      extraPorts: extraListeners.map(takePort),
      folder: join(folder, `broker-${index + 1}`),
    })),
  };
  const cluster = new Cluster(version, lib, folder, plan, heapMb);
  try {
    if (plan.zooKeeperPort !== null) cluster.startZooKeeper(plan.zooKeeperPort);
    for (const broker of plan.brokers) {
      mkdirSync(join(broker.folder, 'data'), { recursive: true });
      writeFileSync(join(broker.folder, 'server.properties'), serverProperties(plan, broker) + (options.racks?.[broker.nodeId - 1] === undefined ? '' : propertiesText({ 'broker.rack': options.racks[broker.nodeId - 1] ?? '' })));
    }
    if (!withZooKeeper) await formatStorage(lib, version, plan.brokers, options.formatArguments ?? []);
    for (const { nodeId } of plan.brokers) cluster.start(nodeId);
    await cluster.whenReady();
    return cluster;
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

export class Cluster {
  /** @type {Map<number, import('node:child_process').ChildProcess>} */
  #running = new Map();
  /** @type {import('node:child_process').ChildProcess | null} */
  #zooKeeper = null;

  /**
   * @param {string} version
   * @param {string} lib folder of this version's jars
   * @param {string} folder
   * @param {import('./kafka-properties.mjs').ClusterPlan} plan
   * @param {number} heapMb
   */
  constructor(version, lib, folder, plan, heapMb) {
    this.version = version;
    this.lib = lib;
    this.folder = folder;
    this.plan = plan;
    this.heapMb = heapMb;
  }

  /** `host:port,…` of the plain listener. */
  get bootstrapServers() {
    return this.plan.brokers.map(({ port }) => `127.0.0.1:${port}`).join(',');
  }

  /**
   * @param {string} listener name of an extra listener
   * @returns {string} `host:port,…`
   */
  bootstrapServersOf(listener) {
    const index = this.plan.extraListeners.findIndex(({ name }) => name === listener);
    if (index < 0) throw new Error(`This cluster has no listener ${listener}.`);
    return this.plan.brokers.map(({ extraPorts }) => `127.0.0.1:${extraPorts[index]}`).join(',');
  }

  /** @param {number} port */
  startZooKeeper(port) {
    const data = join(this.folder, 'zookeeper');
    mkdirSync(data, { recursive: true });
    const file = join(data, 'zoo.properties');
    writeFileSync(file, propertiesText({ dataDir: data, clientPort: String(port), clientPortAddress: '127.0.0.1', 'admin.enableServer': 'false', maxClientCnxns: '0' }));
    this.#zooKeeper = this.#spawnJava(['-Xmx128m', '-cp', `${this.lib}/*`, 'org.apache.zookeeper.server.quorum.QuorumPeerMain', file], join(data, 'output.log'));
  }

  /**
   * Starts a broker that is not running, with the data that it had. Returns at once; see whenReady.
   * @param {number} nodeId
   */
  start(nodeId) {
    if (this.#running.has(nodeId)) throw new Error(`Broker ${nodeId} is running.`);
    const { folder } = this.#broker(nodeId);
    const heap = [`-Xmx${this.heapMb}m`, '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'];
    const child = this.#spawnJava([...heap, '-cp', `${this.lib}/*`, 'kafka.Kafka', join(folder, 'server.properties')], join(folder, 'output.log'));
    this.#running.set(nodeId, child);
    child.once('exit', () => {
      if (this.#running.get(nodeId) === child) this.#running.delete(nodeId);
    });
  }

  /**
   * Waits until every running broker answers and counts as many brokers as run.
   * @throws {SetupError} when one ends or that takes over 3 minutes
   */
  async whenReady() {
    const expected = [...this.#running.keys()];
    const until = Date.now() + READY_WITHIN_MS;
    for (const nodeId of expected) {
      for (;;) {
        if (!this.#running.has(nodeId)) throw new SetupError(`Kafka ${this.version} broker ${nodeId} ended while starting.\n${this.#logTail(nodeId)}`, 'see its own last words above.');
        const answer = await probeMetadata(this.#broker(nodeId).port);
        if (answer !== null && answer.brokers >= expected.length && answer.controllerId >= 0) break;
        if (Date.now() > until) throw new SetupError(`Kafka ${this.version} broker ${nodeId} was not ready within ${READY_WITHIN_MS / 1000} s.\n${this.#logTail(nodeId)}`, 'free some memory or processor time and try again.');
        await sleep(100);
      }
    }
  }

  /**
   * kill -9.
   * @param {number} nodeId
   */
  async kill(nodeId) {
    await this.#signal(nodeId, 'SIGKILL');
  }

  /**
   * Asks it to shut down in good order and waits for that.
   * @param {number} nodeId
   */
  async shutDown(nodeId) {
    await this.#signal(nodeId, 'SIGTERM');
  }

  /**
   * Stops its processor time: connections stay open and nothing answers.
   * @param {number} nodeId
   */
  pause(nodeId) {
    signalGroup(this.#pid(nodeId), 'SIGSTOP');
  }

  /** @param {number} nodeId */
  resume(nodeId) {
    signalGroup(this.#pid(nodeId), 'SIGCONT');
  }

  /**
   * Kills it if it runs, starts it, and waits until it is back.
   * @param {number} nodeId
   */
  async restart(nodeId) {
    if (this.#running.has(nodeId)) await this.kill(nodeId);
    this.start(nodeId);
    await this.whenReady();
  }

  /** Kills everything and deletes the data. May be called again. */
  async stop() {
    const children = [...this.#running.values(), ...(this.#zooKeeper === null ? [] : [this.#zooKeeper])];
    this.#running.clear();
    this.#zooKeeper = null;
    await Promise.all(children.map((child) => endAndWait(child, 'SIGKILL')));
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }

  /**
   * @param {number} nodeId
   * @param {NodeJS.Signals} signal
   */
  async #signal(nodeId, signal) {
    const child = this.#running.get(nodeId);
    if (child === undefined) throw new Error(`Broker ${nodeId} is not running.`);
    this.#running.delete(nodeId);
    await endAndWait(child, signal);
  }

  /** @param {number} nodeId */
  #broker(nodeId) {
    const broker = this.plan.brokers.find((candidate) => candidate.nodeId === nodeId);
    if (broker === undefined) throw new Error(`This cluster has no broker ${nodeId}.`);
    return broker;
  }

  /** @param {number} nodeId */
  #pid(nodeId) {
    const pid = this.#running.get(nodeId)?.pid;
    if (pid === undefined) throw new Error(`Broker ${nodeId} is not running.`);
    return pid;
  }

  /**
   * @param {readonly string[]} args
   * @param {string} logFile
   */
  #spawnJava(args, logFile) {
    const log = openSync(logFile, 'a');
    try {
      return spawnOwned(javaTool('java'), [...leavesNothing(this.folder), ...args], { stdio: ['ignore', log, log], cwd: this.folder });
    } finally {
      closeSync(log);
    }
  }

  /** @param {number} nodeId */
  #logTail(nodeId) {
    const file = join(this.#broker(nodeId).folder, 'output.log');
    if (!existsSync(file)) return '    (it wrote nothing)';
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).map((line) => `    ${line}`).join('\n');
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
async function endAndWait(child, signal) {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  signalGroup(pid, signal);
  await ended;
}

/**
 * Formats each broker's storage. What StorageTool writes beside the ids depends only on the release, so it is made
 * once and copied: a JVM less per broker and start.
 * @param {string} lib
 * @param {string} version
 * @param {readonly import('./kafka-properties.mjs').BrokerPlan[]} brokers
 * @param {readonly string[]} formatArguments
 */
async function formatStorage(lib, version, brokers, formatArguments) {
  const [first] = brokers;
  if (first === undefined) return;
  const clusterId = newKafkaId();
  const format = (/** @type {readonly string[]} */ extra) =>
    run(javaTool('java'), ['-XX:TieredStopAtLevel=1', '-cp', `${lib}/*`, 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', join(first.folder, 'server.properties'), ...extra]);
  let checkpoint = join(CACHE, 'kafka', version, 'formatted');
  if (formatArguments.length > 0 || !existsSync(checkpoint)) {
    await format(formatArguments);
    const made = join(first.folder, 'data/bootstrap.checkpoint');
    if (formatArguments.length > 0) checkpoint = join(first.folder, 'data');
    else await fillOnce(checkpoint, async (staging) => cpSync(made, join(staging, 'bootstrap.checkpoint')));
  }
  for (const { nodeId, folder } of brokers) {
    const target = join(folder, 'data/bootstrap.checkpoint');
    const source = join(checkpoint, 'bootstrap.checkpoint');
    if (source !== target) cpSync(source, target);
    writeFileSync(join(folder, 'data/meta.properties'), propertiesText({ version: '1', 'cluster.id': clusterId, 'node.id': String(nodeId), 'directory.id': newKafkaId() }));
  }
}

/** Kafka's Uuid: 16 random bytes in URL-safe base64, never with a leading dash, which command lines misread. */
function newKafkaId() {
  for (;;) {
    const id = randomBytes(16).toString('base64url');
    if (!id.startsWith('-')) return id;
  }
}
