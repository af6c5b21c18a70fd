import type { Context } from 'hono';
import type { ChatEvent } from '#core/chat-event.ts';
import type { Receipt } from '#core/front-end.ts';
import type { Person } from '#core/person.ts';
import { newToken } from '#lib/ids.ts';
import { cleanText } from '#lib/text.ts';
import { body, enter, fail, type RouteDeps } from './acting.ts';
import type { Accepted, FormToFill, Problem } from './api.ts';
import { postMessage, pressAction, submitForm } from './requests.ts';
import { addMessage, PLATFORM, readMessage, WORKSPACE, type Room } from './rooms.ts';

/** POST messages: into the room, and to the desk. */
export async function say(deps: RouteDeps, c: Context): Promise<Response> {
  const { person, room } = await enter(deps, c);
  const { text: typed, thread, key = newToken() } = await body(c, postMessage);
  const text = cleanText(typed);
  if (text.trim() === '') fail(422, 'Your message is empty. Please write a few words.');
  if (thread !== undefined) await checkThread(deps, person, room.id, thread);
  const message = {
    room: room.id,
    threadId: thread ?? null,
    authorId: person.id,
    post: { text: deps.desk.redact(text) },
    deliveryKey: `in:${person.id}:${key}`,
  };
  const id = await addMessage(deps.database.db, message);
  const event = { ...eventBase(deps, person, room, `message/${id}`, thread), type: 'message', messageId: String(id), text } as const;
  return respond(c, await deps.desk.receive(event), id);
}

/** POST actions */
export async function press(deps: RouteDeps, c: Context): Promise<Response> {
  const { person, room } = await enter(deps, c);
  const { action, subject, value, version, message, key = newToken() } = await body(c, pressAction);
  const thread = await threadOf(deps, person, room.id, message);
  const event = { ...eventBase(deps, person, room, `action/${person.id}/${key}`, thread), type: 'action', action, subject, value, version } as const;
  return respond(c, await deps.desk.receive(event));
}

/** POST forms */
export async function submit(deps: RouteDeps, c: Context): Promise<Response> {
  const { person, room } = await enter(deps, c);
  const { action, subject, value, version, values, message, key = newToken() } = await body(c, submitForm);
  const thread = await threadOf(deps, person, room.id, message);
  const event = { ...eventBase(deps, person, room, `form/${person.id}/${key}`, thread), type: 'form', action, subject, value, version, values } as const;
  return respond(c, await deps.desk.receive(event));
}

function respond(c: Context, receipt: Receipt, message?: number): Response {
  switch (receipt.kind) {
    case 'accepted':
    case 'duplicate':
      return c.json<Accepted>({ requestId: receipt.requestId, ...(message === undefined ? {} : { message }) }, 202);
    case 'form': {
      const { form, ref, values } = receipt;
      return c.json<FormToFill>({ form, ref, values }, 200);
    }
    case 'invalid':
      return c.json<Problem>({ error: 'Please mend the marked fields.', errors: receipt.errors }, 422);
    case 'refused':
      return c.json<Problem>({ error: receipt.text }, 403);
    case 'limited':
      return c.json<Problem>({ error: receipt.text }, 429);
  }
}

async function checkThread({ database }: RouteDeps, person: Person, room: string, thread: number): Promise<void> {
  const root = await readMessage(database.db, person.id, thread);
  if (root?.message.room !== room || root.message.threadId !== null) fail(422, 'That thread is not in this room.');
}

/** The thread in which a pressed button stands. */
async function threadOf({ database }: RouteDeps, person: Person, room: string, message: number | undefined): Promise<number | undefined> {
  if (message === undefined) return undefined;
  const carrier = await readMessage(database.db, person.id, message);
  if (carrier?.message.room !== room) fail(422, 'That message is not in this room.');
  return carrier.message.threadId ?? undefined;
}

function eventBase(
  { clock }: RouteDeps,
  person: Person,
  room: Room,
  key: string,
  thread: number | undefined,
): Omit<ChatEvent, 'type' | 'text' | 'messageId' | 'action' | 'values'> {
  return {
    key: `${PLATFORM}/${WORKSPACE}/${key}`,
    user: { id: person.email, email: person.email },
    address: { platform: PLATFORM, workspace: WORKSPACE, room: room.id, ...(thread === undefined ? {} : { thread: String(thread) }) },
    roomKind: room.kind,
    at: clock.now().toISOString(),
  };
}
