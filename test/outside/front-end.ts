import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { FrontEndDeps } from '#bot/deps.ts';
import type { ActionEvent, Address, ChatEvent, FormEvent, MessageEvent } from '#core/chat-event.ts';
import type { FrontEnd } from '#core/front-end.ts';
import { call, type Effect } from './wire.ts';

export const PLATFORM = 'outside';
export const WORKSPACE = 'w';

type Said =
  | Pick<MessageEvent, 'type' | 'messageId' | 'text'>
  | Pick<ActionEvent, 'type' | 'action' | 'subject' | 'value'>
  | Pick<FormEvent, 'type' | 'action' | 'subject' | 'value' | 'values'>;

/** One delivery of the fake platform: who said what where, under which key. */
export type Delivery = Said & { readonly key: string; readonly user: string; readonly room: string; readonly thread?: string };

/** @param wrong switches off what a control must find missing */
export interface OutsideSettings {
  readonly base: string;
  readonly wrong?: { readonly inboxKey?: boolean; readonly readBack?: boolean };
  /** Called once a delivery is answered. */
  readonly acknowledged?: () => void;
}

/** A front end on the fake outside: takes deliveries by HTTP, and posts as to any platform that forgets keys. */
export function createOutside({ base, wrong, acknowledged }: OutsideSettings) {
  return ({ desk, config, clock, log }: FrontEndDeps): FrontEnd => {
    let server: Server | undefined;
    const roomOf = (to: Address & { onlyFor?: string | undefined }) => [to.room, to.thread, to.onlyFor].filter((part) => part !== undefined).join('#');
    return {
      platform: PLATFORM,
      start: async () => {
        const at = () => clock.now().toISOString();
        server = createServer((request, response) => {
          const done = (status: number, kind: string) => {
            response.writeHead(status).end(JSON.stringify({ kind }));
            acknowledged?.();
          };
          readBody(request)
            .then(async (body) => await desk.receive(eventOf(JSON.parse(body) as Delivery, at(), wrong?.inboxKey === true)))
            .then(
              ({ kind }) => done(200, kind),
              (error: unknown) => {
                log.warn({ err: error }, 'not taken in');
                done(503, 'unavailable');
              },
            );
        });
        await new Promise<void>((resolve) => void server?.listen(config.port, '127.0.0.1', resolve));
        return `http://127.0.0.1:${config.port}`;
      },
      stop: async () => {
        server?.closeIdleConnections();
        await new Promise<void>((resolve) => void (server ? server.close(() => resolve()) : resolve()));
      },
      findUser: async (email) => await Promise.resolve({ workspace: WORKSPACE, user: email }),
      direct: async (workspace, user) => await Promise.resolve({ platform: PLATFORM, workspace, room: `dm-${user}` }),
      send: async (to, post, key, signal) => {
        const effect: Effect = { kind: 'message', key, where: roomOf(to), text: post.text };
        return (await call<{ id: string }>(base, 'POST', '/effects', effect, signal)).id;
      },
      find: async (to, key, signal) => {
        if (wrong?.readBack === true) return undefined;
        const asked = new URLSearchParams({ where: roomOf(to), key });
        return (await call<{ id?: string }>(base, 'GET', `/message?${asked.toString()}`, undefined, signal)).id;
      },
      update: async (address, messageId, post, signal) => {
        const effect: Effect = { kind: 'change', key: messageId, where: roomOf(address), text: post.text };
        await call(base, 'POST', '/effects', effect, signal);
      },
    };
  };
}

function eventOf({ key, user, room, thread, ...said }: Delivery, at: string, forgetKey: boolean): ChatEvent {
  const address = { platform: PLATFORM, workspace: WORKSPACE, room, ...(thread === undefined ? {} : { thread }) };
  const unique = forgetKey ? `${key}/${Math.random()}` : key;
  return { ...said, key: `${PLATFORM}/${unique}`, user: { id: user, email: user }, address, roomKind: room.startsWith('dm-') ? 'direct' : 'channel', at };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  request.setEncoding('utf8');
  for await (const chunk of request) body += chunk as string;
  return body;
}
