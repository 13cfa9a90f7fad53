import { join } from 'node:path';
import { ROOT } from '../../scripts/lib/folders.mjs';
import { run } from '../../scripts/lib/processes.mjs';
import { startEngine } from './setting.mjs';

/** Before a figure counts: the Java side, broker included, goes on compiling for that many. */
const WARM_UP = 100;
/** Of what is warm but for new connections. */
const SHORT_WARM_UP = 25;
const RESET_WARM_UP = 4;
const PAUSE_MS = 30;
/** So many records move the ends between two rounds of the long run, so that lags change as they do in life. */
const RECORDS_PER_ROUND = 500;
const LONG_RUN_INTERVAL_MS = 5_000;

/**
 * @typedef {import('./engine.ts').RoundFigures} RoundFigures
 * @typedef {import('./setting.mjs').PeerFigures} PeerFigures
 * @typedef {{ ours: RoundFigures[], peer: PeerFigures[] }} Pairs
 * @typedef {{ rssMb: number, collectedRssMb: number, heapMb: number, buffersMb: number }} Memory
 * @typedef {object} Measured
 * @property {Pairs} near over loopback
 * @property {Pairs} far behind the proxy
 * @property {{ ours: import('./engine.ts').ResetFigures[], peer: { planMs: number, applyMs: number }[] }} resets of one group over all partitions
 * @property {RoundFigures[]} soak
 * @property {{ before: Memory, at: { round: number, memory: Memory }[] }} quiet nothing moves, rounds follow each other
 * @property {RoundFigures[]} movingRounds
 * @property {{ before: Memory, at: { round: number, memory: Memory }[] }} moving lags change and the clock runs as if rounds were 5 s apart
 * @property {Readonly<Record<string, { copyMs: number, makeMs: number, bytes: number }>>} handOver
 * @property {number[]} commandMs whole processes of `groups --json`
 */

/**
 * @param {import('./setting.mjs').Setting} setting
 * @param {string} engineFile
 * @param {{ runs: number, soak: number, withPeer: boolean }} options
 * @param {import('../../scripts/lib/progress.mjs').Progress} progress
 * @param {string} name
 * @returns {Promise<Measured>}
 */
export async function measure(setting, engineFile, options, progress, name) {
  const { runs, soak, withPeer } = options;
  const step = (/** @type {string} */ what, /** @type {(report: (fraction: number) => void) => Promise<any>} */ work) => progress.step(`${name}: ${what}`, work);
  const near = await step('over loopback', (report) => measurePairs(setting, setting.broker.near, WARM_UP, runs, withPeer, report));
  const far = await step('behind 20 ms', (report) => measurePairs(setting, setting.broker.far, SHORT_WARM_UP, runs, withPeer, report));
  const commandMs = await step('groups --json', () => measureCommand(setting.broker.near, runs));
  await setting.command({ do: 'open', bootstrap: setting.broker.near });
  const long = await step(`${soak} rounds`, (report) => measureLong(setting, engineFile, soak, 0, report));
  if (soak === 0) await setting.round(); // there must be something to hand over
  const handOver = await setting.command({ do: 'handOver' });
  const moving = await step(`${soak} rounds while lags move`, (report) => measureLong(setting, engineFile, soak, LONG_RUN_INTERVAL_MS, report));
  const resets = await step('resets of all partitions', (report) => measureResets(setting, runs, withPeer, report)); // last: it adds groups
  return { near, far, resets, soak: long.rounds, quiet: long.memory, moving: moving.memory, movingRounds: moving.rounds, handOver, commandMs };
}

/**
 * Both sides in turn, so that a machine that is busy for a while is so for both.
 * @param {import('./setting.mjs').Setting} setting
 * @param {string} bootstrap
 * @param {number} warmUp
 * @param {number} runs
 * @param {boolean} withPeer
 * @param {(fraction: number) => void} report
 * @returns {Promise<Pairs>}
 */
async function measurePairs(setting, bootstrap, warmUp, runs, withPeer, report) {
  await setting.command({ do: 'open', bootstrap });
  await setting.peer.ask(`open ${bootstrap}`);
  /** @type {Pairs} */
  const pairs = { ours: [], peer: [] };
  for (let pass = 0; pass < warmUp + runs; pass += 1) {
    report(pass / (warmUp + runs));
    const ours = await setting.round();
    await pause();
    const peer = withPeer ? await setting.snapshot() : null;
    await pause();
    if (pass < warmUp) continue;
    pairs.ours.push(ours);
    if (peer !== null) pairs.peer.push(peer);
  }
  return pairs;
}

/**
 * From one end of every log to the other and back, both sides in turn.
 * @param {import('./setting.mjs').Setting} setting
 * @param {number} runs
 * @param {boolean} withPeer
 * @param {(fraction: number) => void} report
 * @returns {Promise<Measured['resets']>}
 */
async function measureResets(setting, runs, withPeer, report) {
  /** @type {Measured['resets']} */
  const resets = { ours: [], peer: [] };
  const passes = RESET_WARM_UP + Math.min(runs, 10);
  for (let pass = 0; pass < passes; pass += 1) {
    report(pass / passes);
    const target = pass % 2 === 0 ? 'to-latest' : 'to-earliest';
    const ours = await setting.command({ do: 'reset', bootstrap: setting.broker.near, target });
    if (ours.applied !== ours.partitions) throw new Error(`Offsight applied ${ours.applied} of ${ours.partitions}.`);
    await pause();
    const peer = withPeer ? await setting.alter(target) : null;
    await pause();
    if (pass < RESET_WARM_UP) continue;
    resets.ours.push(ours);
    if (peer !== null) resets.peer.push(peer);
  }
  return resets;
}

/**
 * A fresh engine: what watching adds to it, over many rounds.
 * @param {import('./setting.mjs').Setting} setting
 * @param {string} engineFile
 * @param {number} rounds
 * @param {number} clockStepMs above 0: its clock jumps by this between rounds, and records are produced all the time
 * @param {(fraction: number) => void} report
 */
async function measureLong(setting, engineFile, rounds, clockStepMs, report) {
  setting.engine.close();
  setting.engine = startEngine(engineFile);
  const before = await setting.command({ do: 'memory' });
  /** @type {{ round: number, memory: Memory }[]} */
  const at = [];
  /** @type {RoundFigures[]} */
  const figures = [];
  await setting.command({ do: 'setClockStep', stepMs: clockStepMs });
  await setting.command({ do: 'open', bootstrap: setting.broker.near });
  for (let round = 1; round <= rounds; round += 1) {
    if (clockStepMs > 0) await setting.produce(RECORDS_PER_ROUND);
    figures.push(await setting.round());
    await pause();
    report(round / rounds);
    if (round % Math.max(1, Math.floor(rounds / 5)) === 0) at.push({ round, memory: await setting.command({ do: 'memory' }) });
  }
  return { rounds: figures, memory: { before, at } };
}

/**
 * Whole processes, nothing warm but the operating system's file cache.
 * @param {string} bootstrap
 * @param {number} runs
 */
async function measureCommand(bootstrap, runs) {
  const times = [];
  for (let pass = 0; pass < runs + 1; pass += 1) {
    const startedAt = performance.now();
    await run(process.execPath, [join(ROOT, 'scripts/cli.mjs'), 'groups', '--json', '--bootstrap-server', bootstrap]);
    if (pass > 0) times.push(performance.now() - startedAt);
    await pause();
  }
  return times;
}

function pause() {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
