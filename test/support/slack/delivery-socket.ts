import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { MOST_RETRIES, typeOf, type Attempt, type Delivered, type Delivery, type Reply } from './delivery.ts';
import { isRecord } from './schema.ts';
import type { App, Json, World } from './state.ts';

export interface SocketSettings {
  /** How long a person waits for an answer, in milliseconds. */
  readonly patience: number;
  /** After how long an event that was not acknowledged goes to another connection, in milliseconds. */
  readonly redeliverAfter: number;
}

export interface SocketGate {
  readonly deliver: (settings: SocketSettings) => Delivery;
  /** How many connections are open. */
  readonly count: () => number;
  /** Asks every client that is connected to come again on a new connection. */
  readonly disconnect: (reason?: 'refresh_requested' | 'warning' | 'link_disabled') => void;
  /** Cuts every connection without a word. */
  readonly drop: () => void;
}

interface Link {
  readonly socket: WebSocket;
  readonly app: App;
}

interface Gate {
  readonly world: World;
  readonly links: Link[];
  /** Whoever waits for an acknowledgment, by envelope. */
  readonly acks: Map<string, (payload: unknown) => void>;
  /** Whoever waits for a connection. */
  readonly arrivals: Set<() => void>;
  turn: number;
}

/** The server side of Socket Mode: lets in who has an address of `apps.connections.open`, once. */
export function createSocketGate(world: World, server: Server): SocketGate {
  const sockets = new WebSocketServer({ noServer: true });
  const gate: Gate = { world, links: [], acks: new Map(), arrivals: new Set(), turn: 0 };
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const ticket = new URL(request.url ?? '/', world.server.origin).searchParams.get('ticket') ?? '';
    const app = world.tickets.get(ticket);
    world.tickets.delete(ticket);
    if (!app) return void stream.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    sockets.handleUpgrade(request, stream, head, (socket) => welcome(gate, { socket, app }));
  });
  return {
    deliver: (settings) => deliverBySocket(gate, settings),
    count: () => gate.links.length,
    disconnect: (reason = 'refresh_requested') => {
      for (const { socket } of gate.links) socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'fake' } }));
    },
    drop: () => {
      for (const { socket } of gate.links) socket.terminate();
    },
  };
}

function welcome(gate: Gate, link: Link): void {
  const { socket, app } = link;
  gate.links.push(link);
  socket.on('message', (data: Buffer) => acknowledge(gate, data.toString()));
  socket.on('close', () => void gate.links.splice(gate.links.indexOf(link), 1));
  const debug = { host: 'fake', started: gate.world.now().toISOString(), build_number: 1, approximate_connection_time: 18_060 };
  socket.send(JSON.stringify({ type: 'hello', num_connections: gate.links.length, debug_info: debug, connection_info: { app_id: app.id } }));
  for (const arrived of gate.arrivals) arrived();
}

function acknowledge({ world, acks }: Gate, data: string): void {
  const message: unknown = JSON.parse(data);
  const id = isRecord(message) ? message['envelope_id'] : undefined;
  if (!isRecord(message) || typeof id !== 'string') return void world.violations.push(`socket: a message without envelope_id: ${data.slice(0, 80)}`);
  // One that comes too late is of no use to anybody, as with Slack.
  acks.get(id)?.(message['payload']);
  acks.delete(id);
}

function deliverBySocket(gate: Gate, { patience, redeliverAfter }: SocketSettings): Delivery {
  const ending = new AbortController();
  const send = async (app: App, wait: number, content: Json, avoid?: Link) => {
    const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(wait)]);
    return await sendOnce(gate, { app, content, avoid, signal });
  };
  return {
    event: async (app, envelope) => await sendEvent(async (content, avoid) => await send(app, redeliverAfter, content, avoid), envelope),
    interact: async (app, kind, payload): Promise<Reply> => {
      const { payload: answer } = await send(app, patience, { type: kind, payload, accepts_response_payload: true });
      if (answer === undefined) return { kind: 'failed', status: undefined };
      return { kind: 'answered', body: isRecord(answer) && Object.keys(answer).length === 0 ? '' : answer };
    },
    stop: () => ending.abort(),
  };
}

interface Sent {
  readonly link: Link | undefined;
  /** Undefined when nobody acknowledged it in time. */
  readonly payload: unknown;
}

async function sendEvent(send: (content: Json, avoid: Link | undefined) => Promise<Sent>, envelope: Json): Promise<Delivered> {
  const attempts: Attempt[] = [];
  const about = { type: typeOf(envelope), eventId: String(envelope['event_id']), attempts };
  let last: Link | undefined;
  for (let retry = 0; retry <= MOST_RETRIES; retry += 1) {
    const reason = retry === 0 ? undefined : 'timeout';
    const content = { type: 'events_api', payload: envelope, accepts_response_payload: false, retry_attempt: retry, retry_reason: reason ?? '' };
    const { payload, link } = await send(content, last);
    attempts.push({ status: undefined, retryReason: reason });
    if (payload !== undefined) return { ...about, isTaken: true };
    last = link;
  }
  return { ...about, isTaken: false };
}

interface Outgoing {
  readonly app: App;
  readonly content: Json;
  /** The connection that has failed before. */
  readonly avoid: Link | undefined;
  readonly signal: AbortSignal;
}

async function sendOnce(gate: Gate, { app, content, avoid, signal }: Outgoing): Promise<Sent> {
  const ended = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined));
  });
  while (!signal.aborted) {
    const link = nextLink(gate, app, avoid);
    if (link) {
      const id = crypto.randomUUID();
      const acked = new Promise((resolve) => {
        gate.acks.set(id, resolve);
      });
      link.socket.send(JSON.stringify({ envelope_id: id, ...content }));
      const payload = await Promise.race([acked, ended]);
      gate.acks.delete(id);
      return { link, payload };
    }
    await Promise.race([arrival(gate), ended]);
  }
  return { link: undefined, payload: undefined };
}

/** In turn among the app's connections; another one than the one that failed, when there is one. */
function nextLink(gate: Gate, app: App, avoid: Link | undefined): Link | undefined {
  const open = gate.links.filter((link) => link.app.appToken === app.appToken && link.socket.readyState === link.socket.OPEN);
  const others = open.filter((link) => link !== avoid);
  const choice = others.length > 0 ? others : open;
  gate.turn += 1;
  return choice[gate.turn % Math.max(choice.length, 1)];
}

async function arrival({ arrivals }: Gate): Promise<void> {
  await new Promise<void>((resolve) => {
    const arrived = () => {
      arrivals.delete(arrived);
      resolve();
    };
    arrivals.add(arrived);
  });
}
