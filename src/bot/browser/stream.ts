import type { Context } from 'hono';
import { streamSSE, type SSEStreamingApi } from 'hono/streaming';
import type { Person } from '#core/person.ts';
import type { Clock } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';
import type { Database } from '#store/database.ts';
import { readMessage, roomFor, roomOfMessage } from './rooms.ts';
import { viewMessage } from './views.ts';

interface Deps {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
}

/** Open pages, told of every new and changed message they may see, whichever process posted it. */
export interface Hub {
  start(): Promise<void>;
  stop(): Promise<void>;
  open(c: Context, person: Person): Response;
  /** Tells a person's other tabs that a room has been read. */
  tellRead(personId: number, room: string, unread: number): void;
}

interface Subscriber {
  readonly person: Person;
  readonly stream: SSEStreamingApi;
  readonly close: () => void;
}

const HEARTBEAT_MS = 20_000;

export function createHub(deps: Deps): Hub {
  const subscribers = new Set<Subscriber>();
  let unlisten: () => Promise<void> = async () => await Promise.resolve();
  // Notifications are worked on one after another, so that a page hears of messages in their order.
  let working = Promise.resolve();

  return {
    start: async () => {
      const listening = await deps.database.sql.listen('browser_messages', (id) => {
        working = working.then(() => tellMessage(deps, subscribers, Number(id))).catch((error: unknown) => deps.log.warn({ err: error }, 'page not told'));
      });
      unlisten = listening.unlisten;
    },
    stop: async () => {
      for (const { close } of subscribers) close();
      await unlisten();
      await working;
    },
    open: (c, person) =>
      streamSSE(c, async (stream) => {
        const { promise: closed, resolve: close } = Promise.withResolvers<void>();
        const subscriber = { person, stream, close };
        subscribers.add(subscriber);
        stream.onAbort(close);
        const heartbeat = setInterval(() => void stream.write(': still here\n\n'), HEARTBEAT_MS);
        await stream.writeSSE({ event: 'ready', data: '{}' });
        await closed;
        clearInterval(heartbeat);
        subscribers.delete(subscriber);
      }),
    tellRead: (personId, room, unread) => {
      for (const { person, stream } of subscribers) {
        if (person.id === personId) void stream.writeSSE({ event: 'read', data: JSON.stringify({ room, unread }) });
      }
    },
  };
}

async function tellMessage({ database, clock }: Deps, subscribers: ReadonlySet<Subscriber>, id: number): Promise<void> {
  if (subscribers.size === 0) return;
  const at = await roomOfMessage(database.db, id);
  if (!at) return;
  await Promise.all(
    [...subscribers].map(async ({ person, stream }) => {
      if (!(await roomFor(database.db, person, at.room))) return;
      // The root's count of replies has changed with a reply.
      for (const changed of at.threadId === null ? [id] : [id, at.threadId]) {
        const row = await readMessage(database.db, person.id, changed);
        if (row) await stream.writeSSE({ event: 'message', id: String(changed), data: JSON.stringify(viewMessage(row, person, clock.now())) });
      }
    }),
  );
}
