import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** These start and kill servers, and say how soon that must be over. */
const SERVERS = 'test/embedded/**/*.test.ts';
/** Of these each has a thread of its own: msw 3.0.5 cannot break off a connection that an earlier file of the same thread has used. */
const INTERCEPTING = globSync('test/**/*.test.ts').filter((file) =>
  /intercept-http|setupServer|test\/support\/(entra|okta)\//.test(readFileSync(file, 'utf8')),
);

/** Some wait most of their time, for a server that is away or a lease that ends, so there is one more than there are cores. */
const WORKERS = availableParallelism() + 1;

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
      { extends: true, test: { name: 'servers', include: [SERVERS], isolate: true, maxWorkers: 1, sequence: { groupOrder: 1 } } },
      { extends: true, test: { name: 'intercepting', include: INTERCEPTING, isolate: true, maxWorkers: WORKERS, sequence: { groupOrder: 2 } } },
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['test/**/*.test.ts'],
          // The faults have a command of their own: npm run test:faults.
          exclude: [SERVERS, ...INTERCEPTING, 'test/faults/**', 'node_modules/**'],
          maxWorkers: WORKERS,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
