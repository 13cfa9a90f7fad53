import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds the harness as the window is built, before the tests. */
export async function buildHarness(): Promise<void> {
  await build({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)), logLevel: 'error' });
}

// Playwright asks for a default export here.
// oxlint-disable-next-line import/no-default-export
export default buildHarness;
