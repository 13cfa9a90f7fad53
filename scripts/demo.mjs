// npm run demo: two real Kafka clusters with real consumers, and the application connected to both. See USAGE.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild } from './lib/build.mjs';
import { startDemoClusters } from './lib/demo-clusters.mjs';
import { ROOT, makeTemporaryFolder } from './lib/folders.mjs';
import { ensureNodeModules } from './lib/node-modules.mjs';
import { exitOnSignals, spawnOwned } from './lib/processes.mjs';
import { createJsonProgress, createProgress } from './lib/progress.mjs';
import { electronFlags, ensureApplicationRuntime } from './lib/runtime.mjs';
import { SetupError, runMain } from './lib/setup-error.mjs';

const USAGE = `npm run demo -- [options]: two real Kafka clusters with real consumers, and the application connected to both
  --keep            without a display: go on running after the screenshots
  --clusters-only   no application: only the clusters, until standard input closes (or Ctrl-C on a terminal)
  --json            progress and outcome as JSON lines, for the application's “Try the demo”
`;

const flags = new Set(process.argv.slice(2));
for (const flag of flags) {
  if (['--keep', '--clusters-only', '--json'].includes(flag)) continue;
  if (flag === '--help') {
    process.stdout.write(USAGE);
    process.exit(0);
  }
  process.stderr.write(`Unknown option ${flag}.\n${USAGE}`);
  process.exit(1);
}

exitOnSignals();
if (flags.has('--clusters-only')) await runMain(() => (flags.has('--json') ? reportFailureAsJson(runClustersOnly) : runClustersOnly()));
else await runMain(runWithApplication);

async function runWithApplication() {
  const startedAt = Date.now();
  process.env['TMPDIR'] = makeTemporaryFolder('demo'); // whatever Electron and the rest leave lying goes away with it
  const progress = createProgress();
  await ensureNodeModules(progress);
  const { executable, isVirtual } = await ensureApplicationRuntime(progress);
  await ensureBuild(progress);
  const { clusters, stop } = await startDemoClusters(progress);
  const userData = makeTemporaryFolder('profile');
  const profiles = clusters.map((cluster) => ({ profileId: cluster.name, ...cluster, commandConfig: null, intervalMs: 2_000 }));
  writeFileSync(join(userData, 'profiles.json'), JSON.stringify({ version: 1, clusters: profiles }));
  for (const { name, bootstrapServers } of clusters) progress.note(`${name}: ${bootstrapServers}`);
  progress.note(`Ready after ${((Date.now() - startedAt) / 1000).toFixed(0)} s.`);
  const electronArguments = [...electronFlags(), `--user-data-dir=${userData}`];
  if (isVirtual) {
    const { takeScreenshots } = await import('./lib/screenshots.mjs');
    const folder = join(ROOT, 'screenshots');
    await takeScreenshots({ executable, flags: electronArguments, folder, progress });
    progress.note(`Screenshots of the main screens: ${folder}`);
    if (flags.has('--keep')) {
      progress.note('Running on, without a window that you could see. Ctrl-C ends everything.');
      await openApplication(executable, [...electronArguments, ROOT]);
    }
  } else {
    progress.note('Opening Offsight. Closing its window, or Ctrl-C here, ends everything.');
    await openApplication(executable, [...electronArguments, ROOT]);
  }
  await stop();
}

/** @param {string} executable @param {readonly string[]} args */
function openApplication(executable, args) {
  const child = spawnOwned(executable, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((/** @type {(value: void) => void} */ resolve, reject) => {
    child.once('error', (error) => reject(new SetupError(`Offsight did not start: ${error.message}.`, 'see whether Electron runs on this machine.')));
    child.once('exit', (code, signal) => (code === 0 ? resolve() : reject(new SetupError(`Offsight ended with ${signal ?? `code ${code}`}.`, 'see its messages above.'))));
  });
}

async function runClustersOnly() {
  const asJson = flags.has('--json');
  const stdinClosed = new Promise((resolve) => process.stdin.once('end', resolve).once('close', resolve));
  process.stdin.resume();
  void stdinClosed.then(() => process.exit(0)); // also while it is starting
  const progress = asJson ? createJsonProgress() : createProgress();
  const { clusters } = await startDemoClusters(progress);
  if (asJson) process.stdout.write(`${JSON.stringify({ state: 'running', clusters })}\n`);
  else for (const { name, bootstrapServers } of clusters) progress.note(`${name}: ${bootstrapServers}`);
  await stdinClosed;
}

/** @param {() => Promise<void>} work */
async function reportFailureAsJson(work) {
  try {
    await work();
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ state: 'failed', text: error instanceof Error ? error.message : String(error) })}\n`);
    throw error;
  }
}
