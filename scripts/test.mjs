// npm test: sets up, then runs everything. `node scripts/test.mjs PART…` runs parts: check unit kafka faults window e2e.
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChecks } from './lib/checks.mjs';
import { CHROMIUM_NEEDS, JAVA_NEEDS, ensureSystem } from './lib/debian.mjs';
import { makeTemporaryFolder } from './lib/folders.mjs';
import { ensureJavaClasses } from './lib/kafka-clients.mjs';
import { ensureKafkaJars } from './lib/kafka-jars.mjs';
import { ensureNodeModules } from './lib/node-modules.mjs';
import { exitOnSignals } from './lib/processes.mjs';
import { createProgress } from './lib/progress.mjs';
import { playwrightOutcome, vitestOutcome } from './lib/reports.mjs';
import { runVisibly } from './lib/run-visibly.mjs';
import { SetupError, runMain } from './lib/setup-error.mjs';

/** @typedef {import('./lib/reports.mjs').Outcome} Outcome */

/** The releases that the tests start beside the newest one. */
const OLDER_VERSIONS = ['3.9.1', '2.8.2'];

/** In the order in which they run: the quickest answer first. */
const PARTS = /** @type {const} */ (['check', 'unit', 'kafka', 'faults', 'window', 'e2e']);

await runMain(async () => {
  exitOnSignals();
  const asked = process.argv.slice(2);
  const unknown = asked.filter((part) => !PARTS.some((known) => known === part));
  if (unknown.length > 0) throw new SetupError(`There is no part ${unknown.join(', ')}.`, `name some of ${PARTS.join(', ')}, or none for all.`);
  const parts = asked.length === 0 ? PARTS : PARTS.filter((part) => asked.includes(part));

  process.env['TMPDIR'] = makeTemporaryFolder('tests'); // what killed tests leave lying goes away with it
  chmodSync(process.env['TMPDIR'], 0o711); // one test starts the application as another user
  await setUp(parts);
  /** @type {Outcome[]} */
  const outcomes = [];
  /** @type {string[]} */
  const table = [];
  for (const part of parts) {
    process.stdout.write(`\n── ${part}\n`);
    const startedAt = Date.now();
    const outcome = await runPart(part);
    outcomes.push(outcome);
    table.push(`${part.padEnd(8)} ${String(outcome.passed).padStart(5)} passed ${String(outcome.failed).padStart(4)} failed  ${((Date.now() - startedAt) / 1000).toFixed(0).padStart(4)} s`);
  }
  const sum = sumOf(outcomes);
  const failures = outcomes.flatMap((outcome) => outcome.failures ?? []);
  if (failures.length > 0) process.stdout.write(`\nFailed:\n${failures.map((failure) => `  ${failure}\n`).join('')}`); // here, where a shortened log still has them
  process.stdout.write(`\n${table.join('\n')}\n${sum.passed} passed, ${sum.failed} failed\n`);
  return sum.failed === 0 && sum.passed > 0 ? 0 : 1;
});

/** @param {readonly (typeof PARTS)[number][]} parts */
async function setUp(parts) {
  const progress = createProgress();
  await ensureNodeModules(progress);
  if (parts.includes('window')) await ensureSystem(CHROMIUM_NEEDS, progress);
  if (!parts.some((part) => part === 'kafka' || part === 'faults' || part === 'e2e')) return;
  await ensureSystem(JAVA_NEEDS, progress);
  for (const version of OLDER_VERSIONS) await ensureKafkaJars(version, progress);
  await ensureJavaClasses(progress);
}

/**
 * @param {(typeof PARTS)[number]} part
 * @returns {Promise<Outcome>}
 */
async function runPart(part) {
  switch (part) {
    case 'check':
      return runChecks((line) => void process.stdout.write(`${line}\n`));
    case 'unit': // the architecture is one of the checks
      return runVitest(['--project', 'unit', '--exclude', 'test/architecture.test.ts']);
    case 'kafka':
    case 'faults':
      return runVitest(['--project', part, '--no-file-parallelism']);
    case 'e2e':
      return runPlaywright([]);
    case 'window': // on fixtures, in an ordinary, newer Chromium
      return runPlaywright(['-c', 'test/renderer/playwright.config.ts']);
  }
}

/** @param {readonly Outcome[]} outcomes */
function sumOf(outcomes) {
  return outcomes.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), { passed: 0, failed: 0 });
}

/** @param {readonly string[]} args @returns {Promise<Outcome>} */
async function runVitest(args) {
  const file = join(makeTemporaryFolder('report'), 'report.json');
  const code = await runVisibly('vitest', ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
  return outcomeOf(code, vitestOutcome(readJson(file)));
}

/** @param {readonly string[]} args @returns {Promise<Outcome>} */
async function runPlaywright(args) {
  const file = join(makeTemporaryFolder('report'), 'report.json');
  const code = await runVisibly('playwright', ['test', ...args, '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  return outcomeOf(code, playwrightOutcome(readJson(file)));
}

/**
 * A runner that ends badly without naming a failed test has crashed, and that is a failure.
 * @param {number} code @param {Outcome} told @returns {Outcome}
 */
function outcomeOf(code, told) {
  return code !== 0 && told.failed === 0 ? { passed: told.passed, failed: 1, failures: [`the runner ended with ${code} and named no failed test`] } : told;
}

/** @param {string} file */
function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
