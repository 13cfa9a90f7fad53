import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeTemporaryFolder } from '../../scripts/lib/folders.mjs';
import { findFreePorts } from '../../scripts/lib/free-ports.mjs';
import { javaTool } from '../../scripts/lib/java.mjs';
import { serverProperties } from '../../scripts/lib/kafka-properties.mjs';
import { probeMetadata } from '../../scripts/lib/metadata-probe.mjs';
import { run, signalGroup, spawnOwned } from '../../scripts/lib/processes.mjs';
import { SetupError } from '../../scripts/lib/setup-error.mjs';

const READY_WITHIN_MS = 120_000;

/**
 * Starts one broker as people run them: full just-in-time compiler and its default garbage collector, where the
 * brokers of tests are tuned to start soon. It has a second listener, which it advertises at `farPort`: put a
 * proxy there that leads to `farTarget`.
 * @param {string} lib folder of jars
 * @param {number} heapMb
 * @returns {Promise<{ near: string, far: string, farPort: number, farTarget: number, pid: number, stop: () => void }>} bootstrap servers of both
 */
export async function startBroker(lib, heapMb) {
  const folder = join(makeTemporaryFolder('bench'), 'broker');
  mkdirSync(join(folder, 'data'), { recursive: true });
  const [port, controllerPort, farTarget, farPort] = /** @type {[number, number, number, number]} */ (await findFreePorts(4));
  const plan = {
    zooKeeperPort: null,
    extraListeners: [{ name: 'FAR', protocol: /** @type {const} */ ('PLAINTEXT') }],
    properties: {
      'advertised.listeners': `PLAINTEXT://127.0.0.1:${port},FAR://127.0.0.1:${farPort}`,
      'num.network.threads': '3',
      'num.io.threads': '8',
      'offsets.topic.num.partitions': '50',
      'group.consumer.heartbeat.interval.ms': '5000',
      'group.consumer.session.timeout.ms': '45000',
      'log.index.size.max.bytes': '4096',
      'log.cleaner.enable': 'false',
    },
    brokers: [{ nodeId: 1, port, controllerPort, extraPorts: [farTarget], folder }],
  };
  const [broker] = plan.brokers;
  if (broker === undefined) throw new Error('A plan has a broker');
  const properties = join(folder, 'server.properties');
  writeFileSync(properties, serverProperties(plan, broker));
  const classPath = ['-cp', `${lib}/*`];
  const id = (await run(javaTool('java'), [...classPath, 'kafka.tools.StorageTool', 'random-uuid'])).trim();
  await run(javaTool('java'), [...classPath, 'kafka.tools.StorageTool', 'format', `--cluster-id=${id}`, '-c', properties]);
  const logFile = join(folder, 'output.log');
  const log = openSync(logFile, 'a');
  const child = spawnOwned(javaTool('java'), [`-Xms${heapMb}m`, `-Xmx${heapMb}m`, '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', ...classPath, 'kafka.Kafka', properties], { stdio: ['ignore', log, log] });
  closeSync(log);
  const until = Date.now() + READY_WITHIN_MS;
  while ((await probeMetadata(port)) === null) {
    if (child.exitCode !== null || Date.now() > until) throw new SetupError(`The benchmark's broker did not come up.\n${readFileSync(logFile, 'utf8').slice(-2_000)}`, 'see its own words above.');
    await sleep(100);
  }
  const { pid = 0 } = child;
  return { near: `127.0.0.1:${port}`, far: `127.0.0.1:${farPort}`, farPort, farTarget, pid, stop: () => signalGroup(pid, 'SIGKILL') };
}
