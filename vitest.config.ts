import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** These start and kill servers, and say how soon that must be over. */
const SERVERS = 'test/embedded/**/*.test.ts';

export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    // A file each, without a process each: a seventh of the time less.
    pool: 'threads',
    reporters: ['default', ['json', { outputFile: 'test-report.json' }]],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'servers', include: [SERVERS], maxWorkers: 1, sequence: { groupOrder: 1 } } },
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['test/**/*.test.ts'],
          // The faults have a command of their own: npm run test:faults.
          exclude: [SERVERS, 'test/faults/**', 'node_modules/**'],
          // Some wait most of their time, for a server that is away or a lease that ends, so there is one more than there are cores.
          maxWorkers: availableParallelism() + 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
