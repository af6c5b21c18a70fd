import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { actingPerson, type RouteDeps } from './acting.ts';
import type { Problem } from './api.ts';
import { loopbackOnly } from './guard.ts';
import { attachment, picture } from './downloads.ts';
import { press, say, submit } from './inward.ts';
import { markAsRead, people, read, request, rooms } from './reading.ts';

const BODY_MAX_BYTES = 1024 * 1024;

/** The HTTP API of `docs/browser.md`. */
export function createRoutes(deps: RouteDeps): Hono {
  const api = new Hono();
  api.use(loopbackOnly);
  api.use(bodyLimit({ maxSize: BODY_MAX_BYTES, onError: (c) => c.json<Problem>({ error: 'This is larger than 1 MB. Please send less at a time.' }, 413) }));
  api.onError((error, c) => {
    if (error instanceof HTTPException) return c.json<Problem>({ error: error.message }, error.status);
    deps.log.error({ err: error, path: c.req.path }, 'request failed');
    return c.json<Problem>({ error: 'Deskside cannot do this right now. Please try again in a moment.' }, 503);
  });

  api.get('/people', async (c) => await people(deps, c));
  api.get('/rooms', async (c) => await rooms(deps, c));
  api.get('/stream', async (c) => deps.hub.open(c, await actingPerson(deps, c)));
  api.get('/requests/:id', async (c) => await request(deps, c));
  api.get('/rooms/:room/messages', async (c) => await read(deps, c));
  api.get('/rooms/:room/messages/:message/charts/:picture', async (c) => await picture(deps, c));
  api.get('/rooms/:room/messages/:message/attachment', async (c) => await attachment(deps, c));
  api.post('/rooms/:room/messages', async (c) => await say(deps, c));
  api.post('/rooms/:room/actions', async (c) => await press(deps, c));
  api.post('/rooms/:room/forms', async (c) => await submit(deps, c));
  api.post('/rooms/:room/read', async (c) => await markAsRead(deps, c));
  return api;
}
