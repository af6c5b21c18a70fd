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
          // Who starts the tests has little to do meanwhile, so it needs no core of its own.
          maxWorkers: '100%',
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
