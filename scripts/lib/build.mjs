import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './folders.mjs';
import { run } from './processes.mjs';
import { STAMP, isBuildStale } from './staleness.mjs';

/**
 * Builds the application and the command line into out/ unless that is newer than everything it is made from.
 * @param {import('./progress.mjs').Progress} progress
 */
export async function ensureBuild(progress) {
  if (!isBuildStale()) return;
  const startedAt = new Date();
  await progress.step('Building the application', async () => void (await run(join(ROOT, 'node_modules/.bin/electron-vite'), ['build'], { cwd: ROOT, timeoutMs: 300_000 })));
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, '');
  utimesSync(STAMP, startedAt, startedAt);
}
