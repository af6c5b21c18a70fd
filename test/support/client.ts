import { expect } from 'vitest';
import type { Accepted, FormToFill, MessagePage, MessageView, Problem, RoomView } from '#bot/browser/api.ts';
import type { ActionRef } from '#core/chat-event.ts';
import type { FormValues } from '#core/form.ts';

/** Sends one request to the browser front end's API: over a socket, or straight into its routes. */
export type Send = (path: string, init: RequestInit) => Response | Promise<Response>;

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** Somebody at the page, as a script sees it. `done` waits until all that a request led to has been done. */
export function createClient(send: Send, done: (requestId: string) => Promise<void>) {
  const call = async <T>(as: string, path: string, body?: unknown): Promise<Answer<T>> => {
    const headers = { 'deskside-as': as, 'content-type': 'application/json', host: 'localhost' };
    const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await send(`/api${path}`, init);
    return { status: response.status, body: (await response.json()) as T };
  };
  const accepted = async ({ status, body }: Answer<Accepted | FormToFill | Problem>): Promise<Accepted> => {
    expect({ status, body }).toMatchObject({ status: 202 });
    await done((body as Accepted).requestId);
    return body as Accepted;
  };

  const read = async (as: string, room: string, thread?: number): Promise<readonly MessageView[]> => {
    const { body } = await call<MessagePage>(as, `/rooms/${room}/messages${thread === undefined ? '' : `?thread=${thread}`}`);
    return body.messages;
  };
  const press = async (as: string, room: string, label: string): Promise<Answer<Accepted | FormToFill | Problem>> => {
    const messages = await read(as, room);
    const carrier = messages.findLast((message) => message.buttons.some((button) => button.label === label));
    const button = carrier?.buttons.find((candidate) => candidate.label === label);
    if (!carrier || !button)
      throw new Error(`No button “${label}” in ${room}: ${JSON.stringify(messages.map((message) => message.buttons.map((each) => each.label)))}`);
    return await call(as, `/rooms/${room}/actions`, { ...button.ref, message: carrier.id });
  };

  return {
    call,
    read,
    press,
    rooms: async (as: string) => (await call<RoomView[]>(as, '/rooms')).body,
    say: async (as: string, room: string, text: string, thread?: number) => await accepted(await call(as, `/rooms/${room}/messages`, { text, thread })),
    /** Acts without a button being there: an old one, or a forged one. */
    act: async (as: string, room: string, ref: ActionRef) => await accepted(await call(as, `/rooms/${room}/actions`, ref)),
    click: async (as: string, room: string, label: string) => await accepted(await press(as, room, label)),
    fill: async (as: string, room: string, label: string, values: FormValues) => {
      const opened = await press(as, room, label);
      expect(opened.status).toBe(200);
      const { ref } = opened.body as FormToFill;
      return await accepted(await call(as, `/rooms/${room}/forms`, { ...ref, values }));
    },
    last: async (as: string, room: string, thread?: number): Promise<MessageView> => {
      const message = (await read(as, room, thread)).at(-1);
      if (!message) throw new Error(`Nothing has been said in ${room}.`);
      return message;
    },
  };
}

export type Client = ReturnType<typeof createClient>;

/** The room in which somebody and the desk are alone. */
export function direct(email: string): string {
  return `dm-${email}`;
}
