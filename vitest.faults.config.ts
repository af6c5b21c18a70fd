import { defineConfig } from 'vitest/config';

/** Processes are killed and servers broken off here; see docs/reliability.md. */
export default defineConfig({
  test: {
    include: ['test/faults/*.test.ts'],
    globalSetup: ['test/faults/support/global-setup.ts'],
    reporters: ['verbose', ['json', { outputFile: 'faults-report.json' }]],
    // Most of the time somebody waits for a lease to end. In the long form each scenario has the machine to itself.
    fileParallelism: process.env['FAULTS'] !== 'long',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
