import { defineConfig } from 'vitest/config';

/** For `npm run mutation`: what tests rules by themselves, without a database. */
export default defineConfig({
  test: { include: ['test/rules/**/*.test.ts'], testTimeout: 30_000 },
});
