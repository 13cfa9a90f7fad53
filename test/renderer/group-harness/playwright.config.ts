import { defineConfig } from '@playwright/test';
import { existsSync } from 'node:fs';

// The group page in an ordinary browser, on fixtures: `npx playwright test -c test/renderer/group-harness/playwright.config.ts`.
// A system Chromium is used where there is one; its sandbox does not work for root.
const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
export default defineConfig({
  testDir: '..',
  globalSetup: './build.ts',
  testMatch: 'group-*.spec.ts',
  outputDir: '../../../test-results/renderer-group',
  workers: 1,
  retries: 0,
  timeout: 30_000,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  use: { launchOptions: { args: ['--no-sandbox'], ...(system === undefined ? {} : { executablePath: system }) } },
});
