import { randomUUID } from 'node:crypto';
import { Agent, createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from '#lib/free-port.ts';
import { settled } from './burst.ts';
import { startDesk, type AddStop } from './desk.ts';
import type { Spread } from './figures.ts';
import { keepPace, now, PER_SECOND, since, type Pace } from './pace.ts';
import { signed } from '#test/support/slack/delivery-http.ts';
import { noRedis, startRedis } from '#test/support/redis.ts';
import { startDatabases, type Databases } from './throughput/databases.ts';

export interface SlackPace {
  readonly backend: 'Redis' | 'Postgres';
  readonly perSecond: number;
  /** From sending the event until its 200, while the workers answer all that came before. */
  readonly acknowledged: Spread;
  /** From sending the event until its answer has come to Slack. */
  readonly reply: Spread;
}

const PEOPLE = 100;
const SECONDS = 10;
const SECRET = 'bench';
const TOKEN = 'xoxb-bench';

/** Direct messages from many people, signed as Slack signs them, at an even pace, to a front end and a worker of their own; on Redis, if there is one, and on Postgres. */
export async function measureSlack(folder: string, addStop: AddStop): Promise<SlackPace[]> {
  const databases = await startDatabases(folder, addStop);
  const paces: SlackPace[] = [];
  if (noRedis === '') {
    const redis = await startRedis();
    addStop('redis', redis.end);
    paces.push(await measurePace({ folder, addStop, databases, redisUrl: redis.url }));
    await redis.end();
  }
  return [...paces, await measurePace({ folder, addStop, databases, redisUrl: '' })];
}

interface Stage {
  readonly folder: string;
  readonly addStop: AddStop;
  readonly databases: Databases;
  /** Empty: the queue is in Postgres. */
  readonly redisUrl: string;
}

async function measurePace({ folder, addStop, databases, redisUrl }: Stage): Promise<SlackPace> {
  const replies = new Map<string, number[]>();
  const api = await serveSlack(replies);
  addStop('slack', async () => await new Promise((resolve) => api.close(() => resolve())));
  const database = await databases.fresh();
  const port = await freePort();
  const env = {
    DATABASE_URL: database.url,
    REDIS_URL: redisUrl,
    DESKSIDE_DEMO: 'no',
    SLACK_API_URL: `http://127.0.0.1:${(api.address() as AddressInfo).port}/api/`,
    SLACK_BOT_TOKEN: TOKEN,
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_PORT: String(port),
  };
  const parts = [await startDesk(folder, addStop, env, 'front'), await startDesk(folder, addStop, env, 'worker')];
  const pace = await paced(port);
  await settled(database.sql);
  for (const part of parts) await part.stop();
  api.closeAllConnections();
  const backend = redisUrl === '' ? 'Postgres' : 'Redis';
  return {
    backend,
    perSecond: PER_SECOND,
    acknowledged: since(pace.sent, pace.acknowledged),
    reply: since(pace.sent, answersInOrder(replies, pace.sent.length)),
  };
}

async function paced(port: number): Promise<Pace> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const pace = await keepPace(SECONDS, async (n) => await deliver(port, agent, n % PEOPLE));
  agent.destroy();
  return pace;
}

/** One greeting. */
async function deliver(port: number, agent: Agent, person: number): Promise<void> {
  const ts = (Date.now() / 1000).toFixed(6);
  const event = { type: 'message', channel: `D${person}`, channel_type: 'im', user: `U${person}`, text: 'hi', ts, event_ts: ts, client_msg_id: randomUUID() };
  const authorizations = [{ team_id: 'T1', enterprise_id: null, user_id: 'UBOT', is_bot: true, is_enterprise_install: false }];
  const body = JSON.stringify({
    type: 'event_callback',
    event_time: Math.floor(Date.now() / 1000),
    event_id: `Ev${randomUUID()}`,
    team_id: 'T1',
    api_app_id: 'A1',
    event,
    authorizations,
  });
  const vouched = signed(body, SECRET, Math.floor(Date.now() / 1000));
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...vouched };
  await new Promise<void>((resolve, reject) => {
    const sending = request({ host: '127.0.0.1', port, path: '/slack/events', method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`Slack's event was answered with ${response.statusCode}.`))));
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

/** As much of Slack as answers cost: who somebody is, their room, and when something was posted there. */
async function serveSlack(replies: Map<string, number[]>): Promise<Server> {
  const server = createServer((incoming, response) => {
    void textOf(incoming).then((text) => {
      const sent = new URLSearchParams(text);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ok: true, ...answer(incoming.url ?? '', sent, replies) }));
    });
  });
  return await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function answer(path: string, sent: URLSearchParams, replies: Map<string, number[]>): object {
  const id = sent.get('user') ?? sent.get('users') ?? '';
  const channel = sent.get('channel') ?? '';
  switch (path.slice(path.lastIndexOf('/') + 1)) {
    case 'auth.test':
      return { team_id: 'T1', user_id: 'UBOT', bot_id: 'B1' };
    case 'users.info':
      return { user: { id, team_id: 'T1', profile: { email: `person${id.slice(1)}@bench.test`, display_name: id } } };
    case 'users.lookupByEmail':
      return { ok: false, error: 'users_not_found' };
    case 'conversations.open':
      return { channel: { id: id.replace('U', 'D') } };
    case 'chat.postMessage':
      replies.set(channel, [...(replies.get(channel) ?? []), now()]);
      return { ts: `${now()}` };
    default:
      return {};
  }
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** One person's messages are answered in their order, so the nth answer in a room belongs to the nth message there. */
function answersInOrder(replies: ReadonlyMap<string, readonly number[]>, count: number): number[] {
  const all = [...replies.values()].reduce((sum, each) => sum + each.length, 0);
  if (all !== count) throw new Error(`${count} messages got ${all} answers: which belongs to which?`);
  return Array.from({ length: count }, (_, n) => replies.get(`D${n % PEOPLE}`)?.[Math.floor(n / PEOPLE)] ?? Number.NaN);
}
