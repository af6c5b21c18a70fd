import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { listenProblem } from '#lib/listen-problem.ts';
import type { FrontEnd } from '#core/front-end.ts';
import type { FrontEndDeps } from '../deps.ts';
import { personByEmail } from '#store/people.ts';
import type { Problem } from './api.ts';
import { serveAssets } from './assets.ts';
import { addMessage, changeMessage, directRoomOf, messageUnder, PLATFORM, WORKSPACE } from './rooms.ts';
import { createRoutes } from './routes.ts';
import { createHub } from './stream.ts';

/** Without sign-in the page listens on loopback only. */
const HOST = '127.0.0.1';

/** The browser page: its own small chat platform, for trying every role without an account anywhere; undefined where it is switched off. */
export function createBrowserFrontEnd(deps: FrontEndDeps): FrontEnd | undefined {
  return deps.config.page === false ? undefined : page(deps);
}

function page(deps: FrontEndDeps): FrontEnd {
  const { database, clock, config } = deps;
  const hub = createHub(deps);
  let server: ServerType | undefined;

  return {
    platform: PLATFORM,
    start: async () => {
      const app = new Hono();
      app.notFound((c) => c.json<Problem>({ error: 'There is nothing here.' }, 404));
      app.route('/api', createRoutes({ ...deps, hub }));
      await serveAssets(app);
      await hub.start();
      server = await listen(app, config.port);
      return `http://localhost:${config.port}`;
    },
    stop: async () => {
      await hub.stop();
      await close(server);
    },
    findUser: async (email) => {
      const person = await personByEmail(database.db, email);
      return person && { workspace: WORKSPACE, user: person.email };
    },
    direct: async (workspace, user) => await Promise.resolve({ platform: PLATFORM, workspace, room: directRoomOf(user) }),
    send: async ({ room, thread, onlyFor }, post, key) => {
      const onlyForId = onlyFor === undefined ? null : ((await personByEmail(database.db, onlyFor))?.id ?? null);
      const threadId = thread === undefined ? null : Number(thread);
      return String(await addMessage(database.db, { room, threadId, authorId: null, onlyForId, post, deliveryKey: `out:${key}` }));
    },
    find: async ({ room }, key) => {
      const id = await messageUnder(database.db, room, `out:${key}`);
      return id === undefined ? undefined : String(id);
    },
    update: async ({ room }, messageId, post) => await changeMessage(database.db, room, Number(messageId), post, clock.now()),
  };
}

async function listen(app: Hono, port: number): Promise<ServerType> {
  return await new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: HOST, port, serverOptions: { requestTimeout: 10_000, headersTimeout: 5000 } }, () => resolve(server));
    server.on('error', (error: NodeJS.ErrnoException) => reject(listenProblem(error, port, 'PORT')));
  });
}

async function close(server: ServerType | undefined): Promise<void> {
  if (!server) return;
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}
