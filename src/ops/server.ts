import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { collectDefaultMetrics, Gauge } from 'prom-client';
import { listenProblem } from '#lib/listen-problem.ts';
import type { Log } from '#lib/log.ts';
import type { Metrics } from '#lib/metrics.ts';
import { within } from '#lib/within.ts';
import type { Database } from '#store/database.ts';
import { queueState } from '#store/queue-state.ts';
import { createKpis } from './kpis.ts';

interface Deps {
  readonly database: Database;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Who says it may read figures at `/kpis`; without one nobody may. */
  readonly kpiToken?: string | undefined;
}

/** Tells supervisors and monitoring how a process is, on a port of its own that belongs to no chat. */
export interface Ops {
  /** Returns what stops it. @throws DeskError `setup` when the port cannot be had */
  listen(host: string, port: number): Promise<() => Promise<void>>;
  /** All has started: from now on `/readyz` says yes while the database answers. */
  ready(): void;
  /** It is stopping: `/readyz` says no, so that nobody is sent here any more. */
  unready(): void;
}

const DATABASE_WITHIN_MS = 2000;

export function createOps(deps: Deps): Ops {
  const { registry } = deps.metrics;
  const measureQueue = createQueueGauges(deps);
  let ready = false;
  const answers: Readonly<Record<string, (response: ServerResponse, request: IncomingMessage) => Promise<void>>> = {
    '/healthz': async (response) => await Promise.resolve(reply(response, 200, 'alive')),
    '/readyz': async (response) => {
      const problem = ready ? await databaseProblem(deps) : 'starting or stopping';
      reply(response, problem === undefined ? 200 : 503, problem ?? 'ready');
    },
    '/metrics': async (response) => {
      await measureQueue();
      reply(response, 200, await registry.metrics(), registry.contentType);
    },
    ...(deps.kpiToken === undefined ? {} : { '/kpis': figures(createKpis(deps.database, deps.kpiToken)) }),
  };
  return {
    listen: async (host, port) => {
      collectDefaultMetrics({ register: registry });
      const server = createServer((request, response) => {
        const answer = request.method === 'GET' ? answers[request.url?.split('?')[0] ?? ''] : undefined;
        if (!answer) return reply(response, 404, `There is ${Object.keys(answers).join(', ')}.`);
        answer(response, request).catch((error: unknown) => {
          deps.log.warn({ err: error, path: request.url?.split('?')[0] }, 'ops request failed');
          reply(response, 503, 'This cannot be told right now.');
        });
      });
      await listening(server, host, port);
      return async () => await closed(server);
    },
    ready: () => void (ready = true),
    unready: () => void (ready = false),
  };
}

function figures(answer: ReturnType<typeof createKpis>) {
  return async (response: ServerResponse, request: IncomingMessage) => {
    const { status, body, type, headers } = await answer(request);
    for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
    reply(response, status, body, type);
  };
}

async function databaseProblem({ database }: Deps): Promise<string | undefined> {
  try {
    await within(DATABASE_WITHIN_MS, database.sql`select 1`);
    return undefined;
  } catch {
    return 'the database does not answer';
  }
}

/** Read from the rows whenever somebody asks, so that every process tells the same. Without a database nobody knows: NaN. */
function createQueueGauges({ database, metrics: { registry }, log }: Deps): () => Promise<void> {
  const registers = [registry];
  const due = new Gauge({ name: 'deskside_queue_rows', help: 'Rows that are due, by kind.', labelNames: ['kind'] as const, registers });
  const age = new Gauge({ name: 'deskside_queue_age_seconds', help: 'For how long the oldest row that is due has been waiting.', registers });
  const dead = new Gauge({ name: 'deskside_dead_rows', help: 'Rows that were given up and wait for a person: deskside dead list.', registers });
  return async () => {
    due.reset();
    try {
      const state = await within(DATABASE_WITHIN_MS, queueState(database.db));
      age.set(state.age);
      dead.set(state.dead);
      for (const [kind, count] of Object.entries(state.due)) due.set({ kind }, count);
    } catch (error) {
      for (const gauge of [age, dead]) gauge.set(Number.NaN);
      log.warn({ err: error }, 'the queue could not be measured');
    }
  };
}

function reply(response: ServerResponse, status: number, body: string, type = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body.endsWith('\n') ? body : `${body}\n`);
}

async function listening(server: Server, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenProblem(error, port, 'OPS_PORT')));
    server.listen(port, host, resolve);
  });
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
}
