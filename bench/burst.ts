import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { post } from './client.ts';

export interface Burst {
  readonly messages: number;
  readonly people: number;
  /** Until the last 202. */
  readonly acceptedMs: number;
  /** Until nothing was left to do. */
  readonly settledMs: number;
  readonly perSecond: number;
}

export const BURST_PEOPLE = 20;
const MESSAGES = 200;
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 20;

/** Many messages from many people in the same moment. */
export async function measureBurst({ base, sql, people }: { base: string; sql: Sql; people: readonly string[] }): Promise<Burst> {
  await settled(sql);
  const since = performance.now();
  await Promise.all(
    Array.from({ length: MESSAGES }, async (_, n) => await post(base, people[n % people.length] ?? '', n % 2 === 0 ? 'hi' : 'what about my ticket?')),
  );
  const acceptedMs = performance.now() - since;
  await settled(sql);
  const settledMs = performance.now() - since;
  return { messages: MESSAGES, people: people.length, acceptedMs, settledMs, perSecond: (MESSAGES / settledMs) * 1000 };
}

/** Until nothing due is left to do. One small query for all: asking over HTTP for each message would be part of what is measured. */
export async function settled(sql: Sql): Promise<void> {
  const since = performance.now();
  for (;;) {
    const left = await sql`select 1 from outbox where state = 'ready' and kind <> 'timer' limit 1`;
    if (left.length === 0) return;
    if (performance.now() - since > PATIENCE_MS) throw new Error('The desk still has work to do after a minute.');
    await sleep(LOOK_EVERY_MS);
  }
}
