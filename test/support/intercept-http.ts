import type { HttpHandler } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';

/**
 * Stands between this file's tests and the network: whatever no handler expects is not sent, and fails the test.
 * @param always handlers that outlive a test; what a test brings comes before them
 */
export function interceptHttp(...always: readonly HttpHandler[]): { use(...handlers: readonly HttpHandler[]): void } {
  const server = setupServer(...always);
  const unexpected: string[] = [];
  beforeAll(() =>
    server.listen({
      onUnhandledFrame: async ({ frame, defaults }) => {
        unexpected.push(await frame.getUnhandledMessage());
        defaults.error();
        throw new Error('This request was not expected.');
      },
    }),
  );
  afterEach(() => {
    server.resetHandlers();
    expect(unexpected.splice(0)).toEqual([]);
  });
  afterAll(() => server.close());
  return { use: (...handlers) => server.use(...handlers) };
}
