#!/usr/bin/env node
// The command line: runs out/main/cli.js in this process. When that is fresh, nothing else is loaded.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuildStale } from './lib/staleness.mjs';

if (isBuildStale(['src/renderer'])) {
  const [{ ensureBuild }, { ensureNodeModules }, { createProgress }, { SetupError }] = await Promise.all([
    import('./lib/build.mjs'), import('./lib/node-modules.mjs'), import('./lib/progress.mjs'), import('./lib/setup-error.mjs'),
  ]);
  const progress = createProgress(process.stderr);
  try {
    await ensureNodeModules(progress);
    await ensureBuild(progress);
  } catch (error) {
    process.stderr.write(`${error instanceof SetupError ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  }
}
const built = join(dirname(dirname(fileURLToPath(import.meta.url))), 'out/main/cli.js');
process.argv[1] = built;
createRequire(import.meta.url)(built); // import() would first scan it for the names it exports
