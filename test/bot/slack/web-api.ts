import { http, HttpResponse, type HttpHandler } from 'msw';

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
