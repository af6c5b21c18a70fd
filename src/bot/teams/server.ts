import { serve, type ServerType } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { listenProblem } from '#lib/listen-problem.ts';
import type { TurnAnswer } from './activity.ts';
import type { TeamsAdapter } from './adapter.ts';
import type { Inward } from './arrival.ts';
import { NotFromTeams } from './token-check.ts';
import { takeTurn } from './turn.ts';

/** More than any activity has: Teams cuts messages at about 100 KB. */
const BODY_MAX_BYTES = 256 * 1024;

/** Takes in what Teams sends, at `/api/messages`. Returns what stops it, once what is under way is answered. */
export async function startTeamsServer(inward: Inward, adapter: TeamsAdapter): Promise<() => Promise<void>> {
  const { host, port } = inward.settings;
  const app = new Hono();
  app.notFound((c) => c.body(null, 404));
  app.post('/api/messages', bodyLimit({ maxSize: BODY_MAX_BYTES, onError: (c) => c.body(null, 413) }), async (c) => await respond(inward, adapter, c));
  const server = await listen(app, host, port);
  return async () => {
    await close(server);
  };
}

async function respond(inward: Inward, adapter: TeamsAdapter, c: Context): Promise<Response> {
  const { status, body } = await answer(inward, adapter, c);
  return body === undefined ? new Response(null, { status }) : Response.json(body, { status });
}

async function answer(inward: Inward, adapter: TeamsAdapter, c: Context): Promise<TurnAnswer> {
  const authorization = c.req.header('authorization') ?? '';
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) return { status: 415 };
  const given = parse(await c.req.text());
  if (!given) return { status: 400 };
  let answered: TurnAnswer | undefined;
  let isTaken = false;
  try {
    await adapter.receive(given, authorization, async (activity) => {
      isTaken = true;
      answered = await takeTurn(inward, activity);
    });
    return answered ?? { status: 500 };
  } catch (error) {
    if (error instanceof NotFromTeams) return { status: 401 };
    inward.log.error({ err: error }, isTaken ? 'an activity of Teams was not taken in' : 'who sent an activity cannot be told now');
    return { status: isTaken ? 500 : 503 };
  }
}

function parse(text: string): object | undefined {
  try {
    const given = JSON.parse(text) as unknown;
    return typeof given === 'object' && given !== null && !Array.isArray(given) ? given : undefined;
  } catch {
    return undefined;
  }
}

async function listen(app: Hono, host: string, port: number): Promise<ServerType> {
  return await new Promise((resolve, reject) => {
    const options = { requestTimeout: 15_000, headersTimeout: 5000 };
    const server = serve({ fetch: app.fetch, hostname: host, port, serverOptions: options }, () => resolve(server));
    server.on('error', (error: NodeJS.ErrnoException) => reject(listenProblem(error, port, 'TEAMS_PORT')));
  });
}

async function close(server: ServerType): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}
