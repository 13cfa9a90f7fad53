import { defineConfig } from '@playwright/test';

// The window on fixtures in an ordinary Chromium: no Kafka, no Electron. `npx playwright test -c test/renderer/playwright.config.ts`
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/renderer',
  workers: 1,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
});
