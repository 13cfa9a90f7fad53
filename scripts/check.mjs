// npm run check: types, lint, architecture.
import { runChecks } from './lib/checks.mjs';
import { ensureNodeModules } from './lib/node-modules.mjs';
import { exitOnSignals } from './lib/processes.mjs';
import { createProgress } from './lib/progress.mjs';
import { runMain } from './lib/setup-error.mjs';

await runMain(async () => {
  exitOnSignals();
  await ensureNodeModules(createProgress());
  const { passed, failed } = await runChecks((line) => void process.stdout.write(`${line}\n`));
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
});
