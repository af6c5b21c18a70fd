import type { Context } from 'hono';
import { listPeople } from '#store/people.ts';
import { teamNamesByPerson } from '#store/teams.ts';
import { actingPerson, body, enter, fail, idParameter, type RouteDeps } from './acting.ts';
import type { MessagePage, PersonView, RequestView, RoomView } from './api.ts';
import { markRead as markReadBody } from './requests.ts';
import { markRead, readMessages, roomsOf, unreadIn } from './rooms.ts';
import { viewMessage, viewPerson } from './views.ts';

/** GET people */
export async function people({ database }: RouteDeps, c: Context): Promise<Response> {
  const [everybody, teams] = await Promise.all([listPeople(database.db), teamNamesByPerson(database.db)]);
  const managers = new Set(everybody.map((person) => person.managerId));
  return c.json<PersonView[]>(everybody.map((person) => viewPerson(person, teams.get(person.id) ?? [], managers.has(person.id))));
}

/** GET rooms */
export async function rooms(deps: RouteDeps, c: Context): Promise<Response> {
  const { db } = deps.database;
  const person = await actingPerson(deps, c);
  const all = await roomsOf(db, person);
  return c.json<RoomView[]>(await Promise.all(all.map(async (room) => ({ ...room, unread: await unreadIn(db, person.id, room.id) }))));
}

/** GET requests/:id */
export async function request({ desk }: RouteDeps, c: Context): Promise<Response> {
  const id = c.req.param('id') ?? '';
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) fail(404, 'There is no such request.');
  const settled = (await desk.isSettled(id)) ?? fail(404, 'There is no such request.');
  return c.json<RequestView>({ settled });
}

/** GET rooms/:room/messages */
export async function read(deps: RouteDeps, c: Context): Promise<Response> {
  const { person, room } = await enter(deps, c);
  const page = { room: room.id, thread: idParameter(c, 'thread'), before: idParameter(c, 'before') };
  const { rows, hasMore } = await readMessages(deps.database.db, person.id, page);
  return c.json<MessagePage>({ messages: rows.map((row) => viewMessage(row, person, deps.clock.now())), hasMore });
}

/** POST rooms/:room/read */
export async function markAsRead(deps: RouteDeps, c: Context): Promise<Response> {
  const { person, room } = await enter(deps, c);
  const { upTo } = await body(c, markReadBody);
  await markRead(deps.database.db, person.id, room.id, upTo);
  const unread = await unreadIn(deps.database.db, person.id, room.id);
  deps.hub.tellRead(person.id, room.id, unread);
  return c.json({ unread });
}
