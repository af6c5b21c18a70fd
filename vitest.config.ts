import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** These start and kill servers, and say how soon that must be over. */
const SERVERS = 'test/embedded/**/*.test.ts';
/** msw 3.0.5 cannot break off a connection that an earlier file of the same process has used. */
const ALONE = 'test/bot/slack/doctor.test.ts';

export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    // Threads instead of processes take a seventh of the time less, and files that share what they import a third: nothing is kept in modules anyway.
    pool: 'threads',
    isolate: false,
    setupFiles: ['test/support/after-each-file.ts'],
    reporters: ['default', ['json', { outputFile: 'test-report.json' }]],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'servers', include: [SERVERS, ALONE], isolate: true, maxWorkers: 1, sequence: { groupOrder: 1 } } },
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['test/**/*.test.ts'],
          // The faults have a command of their own: npm run test:faults.
          exclude: [SERVERS, ALONE, 'test/faults/**', 'node_modules/**'],
          // Some wait most of their time, for a server that is away or a lease that ends, so there is one more than there are cores.
          maxWorkers: availableParallelism() + 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
