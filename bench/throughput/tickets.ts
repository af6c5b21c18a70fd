import { setTimeout as sleep } from 'node:timers/promises';
import { call } from '#test/outside/wire.ts';
import { settled } from '../burst.ts';
import type { BenchDesk } from './bench-desk.ts';
import { report } from './company.ts';
import { spent, type Cpu } from './cpu.ts';
import { createLoad } from './load.ts';

export interface Tickets {
  readonly count: number;
  /** Until the last event was acknowledged. */
  readonly acceptedMs: number;
  /** Until every ticket was stored and both of its cards were outside. */
  readonly doneMs: number;
  readonly perSecond: number;
  /** Microseconds a ticket. */
  readonly cpu: Cpu | undefined;
  /** Cores busy on average, the outside and the load not counted. */
  readonly cores: number | undefined;
}

export const CONNECTIONS = 32;
/** The requester's and the team's. */
const CARDS = 2;
const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 20;

/** Reports from many people, as fast as they are taken. */
export async function measureTickets(desk: BenchDesk, count: number): Promise<Tickets> {
  const before = { tickets: await ticketsIn(desk), effects: await effectsOf(desk), cpu: desk.cpu() };
  const load = createLoad(desk.port, CONNECTIONS);
  const since = performance.now();
  await load.postAll(count, report);
  const acceptedMs = performance.now() - since;
  load.close();
  while ((await effectsOf(desk)) < before.effects + CARDS * count) {
    if (performance.now() - since > PATIENCE_MS) throw new Error(`Not all cards of ${count} tickets are out after ${PATIENCE_MS / 1000} s.`);
    await sleep(LOOK_EVERY_MS);
  }
  const doneMs = performance.now() - since;
  await settled(desk.sql);
  const all = spent(before.cpu, desk.cpu());
  const opened = (await ticketsIn(desk)) - before.tickets;
  if (opened !== count) throw new Error(`${count} reports opened ${opened} tickets.`);
  const ours = all && all.front + all.workers + all.postgres + all.queue;
  return {
    count,
    acceptedMs,
    doneMs,
    perSecond: (count / doneMs) * 1000,
    cpu: all && perTicket(all, count),
    cores: ours === undefined ? undefined : ours / 1000 / doneMs,
  };
}

function perTicket(cpu: Cpu, count: number): Cpu {
  return Object.fromEntries(Object.entries(cpu).map(([who, us]) => [who, us / count])) as Cpu;
}

async function ticketsIn({ sql }: BenchDesk): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int from tickets`;
  return row?.count ?? 0;
}

async function effectsOf({ outside }: BenchDesk): Promise<number> {
  return (await call<{ count: number }>(outside, 'GET', '/count', undefined)).count;
}
