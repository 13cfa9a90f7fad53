import { defineConfig } from '@playwright/test';

// Real Electron with real brokers: one at a time, and a test that fails once has failed.
export default defineConfig({
  testDir: 'test/e2e',
  globalSetup: './test/support/e2e-setup.ts',
  outputDir: 'test-results',
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
});
