import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  globalSetup: '../../support/e2e-setup.ts',
  outputDir: '../../../test-results/bench',
  workers: 1,
  timeout: 600_000,
  expect: { timeout: 60_000 },
  reporter: [['line']],
});
