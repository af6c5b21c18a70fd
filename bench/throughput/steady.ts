import { setTimeout as sleep } from 'node:timers/promises';
import { call } from '#test/outside/wire.ts';
import { settled } from '../burst.ts';
import type { Spread } from '../figures.ts';
import { keepPace, now, since, type Pace } from '../pace.ts';
import type { BenchDesk } from './bench-desk.ts';
import { greeting, report } from './company.ts';
import { createLoad } from './load.ts';
import { CONNECTIONS } from './tickets.ts';

export interface Steady {
  readonly perSecond: number;
  /** From sending the event until its 200. */
  readonly acknowledged: Spread;
  /** From sending the event until the answer is outside. */
  readonly reply: Spread;
}

export interface Busy {
  readonly acknowledged: Spread;
  /** Reports that still waited when the last event was acknowledged: none would mean that the workers were not busy. */
  readonly waiting: number;
}

const SECONDS = 10;
const BUSY_SECONDS = 4;
const STEADY_CONNECTIONS = 64;
const PATIENCE_MS = 60_000;

/** Greetings from many people at an even pace. */
export async function measureSteady(desk: BenchDesk): Promise<Steady> {
  await drainLog(desk);
  const pace = await paced(desk, SECONDS, 'steady');
  const answered = await answersTo(desk, 'steady', pace.sent.length);
  return { perSecond: pace.perSecond, acknowledged: since(pace, pace.acknowledged), reply: since(pace, answered) };
}

/** The same while workers are busy with a pile of reports. @param pile so many that they outlast it */
export async function measureBusy(desk: BenchDesk, pile: number): Promise<Busy> {
  const load = createLoad(desk.port, CONNECTIONS);
  await load.postAll(pile, report);
  load.close();
  const pace = await paced(desk, BUSY_SECONDS, 'busy');
  const [row] = await desk.sql<{ count: number }[]>`
    select count(*)::int from outbox o join inbox i using (request_id) where o.state = 'ready' and o.kind = 'event' and i.event->>'type' = 'form'`;
  await settled(desk.sql);
  return { acknowledged: since(pace, pace.acknowledged), waiting: row?.count ?? 0 };
}

/** Events a second that a front alone acknowledges. */
export async function measureMost(desk: BenchDesk, count: number): Promise<number> {
  const load = createLoad(desk.port, CONNECTIONS);
  await load.postAll(count / 10, (n) => greeting(n, `warm-up-${n}`));
  const start = performance.now();
  await load.postAll(count, (n) => greeting(n, `most-${n}`));
  const perSecond = (count / (performance.now() - start)) * 1000;
  load.close();
  return perSecond;
}

async function paced(desk: BenchDesk, seconds: number, name: string): Promise<Pace> {
  const load = createLoad(desk.port, STEADY_CONNECTIONS);
  const pace = await keepPace(seconds, async (n) => await load.post(greeting(n, `${name}-${n}`)));
  load.close();
  return pace;
}

/** When the answer to each was outside. */
async function answersTo(desk: BenchDesk, name: string, count: number): Promise<number[]> {
  const times = new Map<string, number>();
  const began = now();
  while (times.size < count) {
    for (const { text, at } of await drainLog(desk)) times.set(text, at);
    if (now() - began > PATIENCE_MS) throw new Error(`Only ${times.size} of ${count} events were answered.`);
    await sleep(50);
  }
  return Array.from({ length: count }, (_, n) => times.get(`echo ${name}-${n}`) ?? Number.NaN);
}

async function drainLog({ outside }: BenchDesk): Promise<{ text: string; at: number }[]> {
  return await call(outside, 'GET', '/log', undefined);
}
