import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { measureBase } from './base.ts';
import { openStream, post } from './client.ts';
import { spreadOf, type Spread } from './figures.ts';

export interface Latency {
  /** From sending the POST until the answer stands in the room. */
  readonly answer: Spread;
  /** From sending the POST until its 202. */
  readonly acknowledged: Spread;
  /** `select 1` on the same database, before and after. */
  readonly roundTrip: Spread;
  /** One job of BullMQ on the same database, before and after. */
  readonly hop: Spread;
}

interface Target {
  readonly base: string;
  readonly databaseUrl: string;
  readonly sql: Sql;
  readonly person: string;
}

/** Each gets one answer at once. */
const TEXTS = ['hi', 'what about my ticket?', 'thanks', 'any update on my ticket?'];
const WARM_UP = 30;
const COUNTED = 300;
const EVERY_MS = 100;
const PATIENCE_MS = 20_000;

/** Messages at a calm pace, one person, one room. */
export async function measureLatency({ base, databaseUrl, sql, person }: Target): Promise<Latency> {
  const before = await measureBase(sql, databaseUrl);
  const sent: number[] = [];
  const answered: number[] = [];
  const acknowledged: number[] = [];
  // The desk answers one person's messages in their order, so the nth answer belongs to the nth message.
  const stream = await openStream(base, person, (_message, at) => answered.push(at));
  const posts: Promise<void>[] = [];
  const start = performance.now();
  for (let n = 0; n < WARM_UP + COUNTED; n++) {
    await sleep(Math.max(0, start + n * EVERY_MS - performance.now()));
    sent[n] = performance.now();
    posts.push(post(base, person, TEXTS[n % TEXTS.length] ?? '').then(() => void (acknowledged[n] = performance.now())));
  }
  await Promise.all(posts);
  await until(() => answered.length >= sent.length, sent.length);
  stream.close();
  if (answered.length > sent.length) throw new Error(`${sent.length} messages got ${answered.length} answers: which belongs to which?`);
  const since = (times: readonly number[]) => spreadOf(times.map((at, n) => at - (sent[n] ?? 0)).slice(WARM_UP));
  const after = await measureBase(sql, databaseUrl);
  return {
    answer: since(answered),
    acknowledged: since(acknowledged),
    roundTrip: spreadOf([...before.roundTrip, ...after.roundTrip]),
    hop: spreadOf([...before.hop, ...after.hop]),
  };
}

async function until(condition: () => boolean, expected: number): Promise<void> {
  const since = performance.now();
  while (!condition()) {
    if (performance.now() - since > PATIENCE_MS) throw new Error(`Not all of ${expected} messages were answered.`);
    await sleep(20);
  }
  // One answer too many would come right behind.
  await sleep(200);
}
