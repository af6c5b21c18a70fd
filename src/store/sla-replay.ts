import { and, asc, gt, gte, inArray, or } from 'drizzle-orm';
import type { TicketEvent } from '#core/ticket.ts';
import type { SlaEdition } from '#rules/sla/policy.ts';
import { cycleKey, CYCLE_FIGURES, differencesOf, replayTicket, type KeptCycle } from '#rules/sla/replay.ts';
import type { Database, Tx } from './database.ts';
import { isOpen, ticketEvents, tickets } from './schema/tickets.ts';
import { forgetCycles, knownEditions, saveCycles, storedCycles, type StoredCycle } from './sla.ts';
import { lockTickets } from './tickets.ts';

/** A ticket's log, and the cycles that are kept of it. */
export interface LoggedTicket {
  readonly id: number;
  readonly entries: readonly { readonly event: TicketEvent; readonly at: Date }[];
  readonly stored: readonly StoredCycle[];
}

/** Enough for a statement, and no more than memory bears. */
const AT_ONCE = 500;

/** Ids of tickets that were changed since then or are still open, in parts. */
async function* ticketIdsSince(tx: Tx, since: Date): AsyncGenerator<number[]> {
  for (let after = 0; ;) {
    const lively = or(gte(tickets.updatedAt, since), isOpen());
    const rows = await tx
      .select({ id: tickets.id })
      .from(tickets)
      .where(and(gt(tickets.id, after), lively))
      .orderBy(asc(tickets.id))
      .limit(AT_ONCE);
    if (rows.length === 0) return;
    yield rows.map(({ id }) => id);
    after = rows.at(-1)?.id ?? after;
  }
}

async function logsOf(tx: Tx, ids: readonly number[]): Promise<LoggedTicket[]> {
  const [rows, stored] = await Promise.all([
    tx
      .select()
      .from(ticketEvents)
      .where(inArray(ticketEvents.ticketId, [...ids]))
      .orderBy(asc(ticketEvents.ticketId), asc(ticketEvents.seq)),
    storedCycles(tx, ids),
  ]);
  const events = Map.groupBy(rows, ({ ticketId }) => ticketId);
  const cycles = Map.groupBy(stored, ({ ticketId }) => ticketId);
  return ids.map((id) => ({
    id,
    entries: (events.get(id) ?? []).map(({ type, data, at }) => ({ event: { type, ...data } as TicketEvent, at })),
    stored: cycles.get(id) ?? [],
  }));
}

/** Tickets that were changed since then or are still open, oldest first. */
export async function* loggedTickets(tx: Tx, since: Date): AsyncGenerator<LoggedTicket> {
  for await (const ids of ticketIdsSince(tx, since)) yield* await logsOf(tx, ids);
}

/** A cycle that is kept otherwise than it is replayed, or only one of both. */
export interface Difference {
  readonly ticketId: number;
  readonly stored: KeptCycle | undefined;
  readonly replayed: KeptCycle | undefined;
  readonly figures: readonly (typeof CYCLE_FIGURES)[number][];
}

export function compare({ id, entries, stored }: LoggedTicket, editions: readonly SlaEdition[], now: Date): Difference[] {
  // An event may be dated a little ahead of us; it has happened all the same.
  const at = new Date(Math.max(now.getTime(), ...entries.map((entry) => entry.at.getTime())));
  const replayed = replayTicket({ id, entries }, editions, at).map(({ kept }) => kept);
  const before = new Map(stored.map((cycle) => [cycleKey(cycle), cycle]));
  const after = new Map(replayed.map((cycle) => [cycleKey(cycle), cycle]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const pair = { stored: before.get(key), replayed: after.get(key) };
    const figures = pair.stored && pair.replayed ? differencesOf(pair.stored, pair.replayed) : CYCLE_FIGURES;
    return figures.length > 0 ? [{ ticketId: id, ...pair, figures }] : [];
  });
}

/** Keeps cycles as they are replayed; a part of the tickets at a time, each under lock. Returns what was otherwise. */
export async function repairCycles({ db }: Pick<Database, 'db'>, { since, now, also }: Repair): Promise<Difference[]> {
  const found: Difference[] = [];
  for await (const ids of ticketIdsSince(db, since)) {
    const differences = await db.transaction(async (tx) => {
      const repaired = await repair(tx, ids, now);
      await also(tx, [...new Set(repaired.map(({ ticketId }) => ticketId))]);
      return repaired;
    });
    found.push(...differences);
  }
  return found;
}

interface Repair {
  readonly since: Date;
  readonly now: Date;
  /** What is to follow for tickets whose cycles were otherwise, in the same transaction. */
  readonly also: (tx: Tx, ticketIds: readonly number[]) => Promise<void>;
}

async function repair(tx: Tx, ids: readonly number[], now: Date): Promise<Difference[]> {
  await lockTickets(tx, ids);
  const [logs, editions] = await Promise.all([logsOf(tx, ids), knownEditions(tx)]);
  const differences = logs.flatMap((log) => compare(log, editions, now));
  await forgetCycles(
    tx,
    differences.flatMap(({ stored, replayed }) => (stored && !replayed ? [stored] : [])),
  );
  await saveCycles(
    tx,
    differences.flatMap(({ replayed }) => replayed ?? []),
  );
  return differences;
}

/** Keeps the cycles of everything there is, in the transaction in which it came. */
export async function keepAllCycles(tx: Tx, now: Date): Promise<void> {
  for await (const ids of ticketIdsSince(tx, new Date(0))) await repair(tx, ids, now);
}
