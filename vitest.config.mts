import { defineConfig } from 'vitest/config';

// Kafka and fault tests start real servers: one file at a time, in a process of its own, with time enough.
const withServers = { pool: 'forks', maxConcurrency: 16, fileParallelism: false, testTimeout: 120_000, hookTimeout: 180_000 } as const;

export default defineConfig({
  test: {
    passWithNoTests: true,
    teardownTimeout: 20_000,
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}', 'test/architecture.test.ts'], testTimeout: 20_000 } },
      { test: { name: 'kafka', include: ['test/kafka/**/*.test.ts'], ...withServers } },
      { test: { name: 'faults', include: ['test/faults/**/*.test.ts'], ...withServers } },
    ],
  },
});
