import { defineConfig } from 'vitest/config';

/** Processes are killed and servers broken off here; see docs/reliability.md. */
export default defineConfig({
  test: {
    include: ['test/faults/*.test.ts'],
    globalSetup: ['test/faults/support/global-setup.ts'],
    reporters: ['verbose', ['json', { outputFile: 'faults-report.json' }]],
    // Each scenario needs the whole machine: how soon things go on is part of what is tried.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
