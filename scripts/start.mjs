// npm start: the application, for somebody who has a cluster. Arguments go on to Electron.
import { ensureBuild } from './lib/build.mjs';
import { hasDisplay } from './lib/display.mjs';
import { ROOT } from './lib/folders.mjs';
import { ensureNodeModules } from './lib/node-modules.mjs';
import { exitOnSignals, spawnOwned } from './lib/processes.mjs';
import { createProgress } from './lib/progress.mjs';
import { electronFlags, ensureApplicationRuntime } from './lib/runtime.mjs';
import { SetupError, runMain } from './lib/setup-error.mjs';

await runMain(async () => {
  exitOnSignals();
  if (!hasDisplay()) throw new SetupError('There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set).', 'run this on a desktop; `npm run demo` makes screenshots without one, and `npm run -s cli` needs none.');
  const progress = createProgress();
  await ensureNodeModules(progress);
  const { executable } = await ensureApplicationRuntime(progress);
  await ensureBuild(progress);
  const child = spawnOwned(executable, [...electronFlags(), ...process.argv.slice(2), ROOT], { stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
});
