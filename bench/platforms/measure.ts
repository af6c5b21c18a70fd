import { Agent, createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from '#lib/free-port.ts';
import { noRedis, startRedis } from '#test/support/redis.ts';
import { settled } from '../burst.ts';
import { startDesk, type AddStop } from '../desk.ts';
import type { Spread } from '../figures.ts';
import { keepPace, now, since, type Pace } from '../pace.ts';
import { startDatabases, type Databases } from '../throughput/databases.ts';

/** As much of a chat platform as direct messages and their answers cost. */
export interface BenchPlatform {
  readonly name: string;
  readonly perSecond: number;
  /** The settings of Deskside. @param api where the platform is @param port where its requests are to come in */
  env(api: string, port: number): Readonly<Record<string, string>>;
  /** A greeting by one of many people, as the platform sends it. */
  greeting(person: number, api: string): { readonly path: string; readonly headers: Readonly<Record<string, string>>; readonly body: string };
  /** What the platform answers Deskside. @param posted to be told in whose room something was posted */
  answer(asked: Asked, posted: (person: number) => void): object;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly text: string;
}

export interface PlatformPace {
  readonly platform: string;
  readonly backend: 'Redis' | 'Postgres';
  readonly perSecond: number;
  /** From sending the event until its 200, while the workers answer all that came before. */
  readonly acknowledged: Spread;
  /** From sending the event until its answer has come to the platform. */
  readonly reply: Spread;
}

const PEOPLE = 100;
const SECONDS = 10;

/** Direct messages from many people at an even pace, to a front end and a worker of their own; on Redis, if there is one, and on Postgres. */
export async function measurePlatform(platform: BenchPlatform, folder: string, addStop: AddStop): Promise<PlatformPace[]> {
  const databases = await startDatabases(folder, addStop);
  const paces: PlatformPace[] = [];
  if (noRedis === '') {
    const redis = await startRedis();
    addStop('redis', redis.end);
    paces.push(await measureOne({ platform, folder, addStop, databases, redisUrl: redis.url }));
    await redis.end();
  }
  return [...paces, await measureOne({ platform, folder, addStop, databases, redisUrl: '' })];
}

interface Stage {
  readonly platform: BenchPlatform;
  readonly folder: string;
  readonly addStop: AddStop;
  readonly databases: Databases;
  /** Empty: the queue is in Postgres. */
  readonly redisUrl: string;
}

async function measureOne({ platform, folder, addStop, databases, redisUrl }: Stage): Promise<PlatformPace> {
  const replies = new Map<number, number[]>();
  const server = await serve(platform, replies);
  addStop(platform.name, async () => await new Promise((resolve) => server.close(() => resolve())));
  const database = await databases.fresh();
  const port = await freePort();
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { DATABASE_URL: database.url, REDIS_URL: redisUrl, DESKSIDE_DEMO: 'no', DESKSIDE_PAGE: 'no', ...platform.env(api, port) };
  const parts = [await startDesk(folder, addStop, env, 'front'), await startDesk(folder, addStop, env, 'worker')];
  const pace = await paced(platform, api, port);
  await settled(database.sql);
  for (const part of parts) await part.stop();
  server.closeAllConnections();
  return {
    platform: platform.name,
    backend: redisUrl === '' ? 'Postgres' : 'Redis',
    perSecond: platform.perSecond,
    acknowledged: since(pace, pace.acknowledged),
    reply: since(pace, answersInOrder(replies, pace.sent.length)),
  };
}

async function paced(platform: BenchPlatform, api: string, port: number): Promise<Pace> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const pace = await keepPace(SECONDS, async (n) => await deliver(platform, api, { port, agent, person: n % PEOPLE }), platform.perSecond);
  agent.destroy();
  return pace;
}

interface Delivery {
  readonly port: number;
  readonly agent: Agent;
  readonly person: number;
}

async function deliver(platform: BenchPlatform, api: string, { port, agent, person }: Delivery): Promise<void> {
  const { path, headers, body } = platform.greeting(person, api);
  const sent = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers };
  await new Promise<void>((resolve, reject) => {
    const sending = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers: sent }, (response) => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`A message in ${platform.name} was answered with ${response.statusCode}.`)),
      );
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

async function serve(platform: BenchPlatform, replies: Map<number, number[]>): Promise<Server> {
  const posted = (person: number) => void replies.set(person, [...(replies.get(person) ?? []), now()]);
  const server = createServer((incoming, response) => {
    void textOf(incoming).then((text) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(platform.answer({ method: incoming.method ?? '', path: incoming.url ?? '', text }, posted)));
    });
  });
  return await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** One person's messages are answered in their order, so the nth answer in a room belongs to the nth message there. */
function answersInOrder(replies: ReadonlyMap<number, readonly number[]>, count: number): number[] {
  const all = [...replies.values()].reduce((sum, each) => sum + each.length, 0);
  if (all !== count) throw new Error(`${count} messages got ${all} answers: which belongs to which?`);
  return Array.from({ length: count }, (_, n) => replies.get(n % PEOPLE)?.[Math.floor(n / PEOPLE)] ?? Number.NaN);
}
