import { http, HttpResponse, type HttpHandler } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';

export const API = 'https://slack.com/api/';

/** What is asked of a method, token included. */
export interface Call {
  readonly token: string;
  readonly values: Readonly<Record<string, string>>;
}

type Answer = Readonly<Record<string, unknown>>;

/** A method of Slack's Web API, answered by the test. */
export function method(name: string, answer: (call: Call) => Answer | Promise<Answer>, headers: Readonly<Record<string, string>> = {}): HttpHandler {
  return http.post(`${API}${name}`, async ({ request }) => {
    const values = Object.fromEntries(new URLSearchParams(await request.text()));
    const token = values['token'] ?? request.headers.get('authorization')?.replace('Bearer ', '') ?? '';
    return HttpResponse.json(await answer({ token, values }), { headers });
  });
}

/** Stands between this file's tests and the network: whatever no handler expects is not sent, and fails the test. */
export function interceptSlack(): { use(...handlers: readonly HttpHandler[]): void } {
  const server = setupServer();
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
