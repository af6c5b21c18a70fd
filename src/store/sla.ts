import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import type { Edition } from '#rules/edition.ts';
import type { SlaEdition } from '#rules/sla/policy.ts';
import { CYCLE_FIGURES, type KeptCycle } from '#rules/sla/replay.ts';
import type { Tx } from './database.ts';
import { currentEdition, slaEditions } from './editions.ts';
import { editions } from './schema/editions.ts';
import { heldNotices } from './schema/follow-up.ts';
import { slaCycles, slaNotices } from './schema/sla.ts';

/** All that was ever in force, oldest first, ready to reckon with; and the last of it in full, undefined before anything was applied. */
export interface KnownRules {
  readonly editions: readonly SlaEdition[];
  readonly inForce: Edition | undefined;
}

/** By database: editions are few and are only added to, so what was read stays right until there is one more. */
const known = new Map<string, { readonly mark: string; readonly rules: KnownRules }>();

/** One small query, unless something was applied since it was asked last. */
export async function knownRules(tx: Tx): Promise<KnownRules> {
  const counted = sql<string>`count(*) || '/' || coalesce(max(${editions.id}), 0)`;
  const [row] = await tx.select({ database: sql<string>`current_database()`, mark: counted }).from(editions);
  if (!row) return { editions: [], inForce: undefined };
  const { database, mark } = row;
  const kept = known.get(database);
  if (kept?.mark === mark) return kept.rules;
  const [all, current] = await Promise.all([slaEditions(tx), currentEdition(tx)]);
  const rules = { editions: all, inForce: current?.content };
  known.set(database, { mark, rules });
  return rules;
}

/** All that was ever in force, oldest first. */
export async function knownEditions(tx: Tx): Promise<readonly SlaEdition[]> {
  return (await knownRules(tx)).editions;
}

/** A cycle as it is kept, and the highest part of its target of which somebody was told; 0 when of none. */
export interface StoredCycle extends KeptCycle {
  readonly told: number;
}

/** Of several tickets, in order. */
export async function storedCycles(tx: Tx, ticketIds: readonly number[]): Promise<StoredCycle[]> {
  // Columns of a selection are written without their table, and would be taken for the notice's own here.
  const told = sql<number>`(select coalesce(max(n.percent), 0) from sla_notices n
    where (n.ticket_id, n.metric, n.number) = (sla_cycles.ticket_id, sla_cycles.metric, sla_cycles.number))`;
  const rows = await tx
    .select({ cycle: slaCycles, told })
    .from(slaCycles)
    .where(inArray(slaCycles.ticketId, [...ticketIds]))
    .orderBy(asc(slaCycles.ticketId), asc(slaCycles.metric), asc(slaCycles.number));
  return rows.map((row) => ({ ...row.cycle, told: row.told }));
}

/** Keeps cycles as they are now. */
export async function saveCycles(tx: Tx, cycles: readonly KeptCycle[]): Promise<void> {
  if (cycles.length === 0) return;
  await tx
    .insert(slaCycles)
    .values([...cycles])
    .onConflictDoUpdate({ target: [slaCycles.ticketId, slaCycles.metric, slaCycles.number], set: REPLACED });
}

const REPLACED = Object.fromEntries(CYCLE_FIGURES.map((column) => [column, sql.raw(`excluded.${slaCycles[column].name}`)]));

/** Forgets cycles that never were, and what was told of them. For repairs only: a replay that goes on never has fewer. */
export async function forgetCycles(tx: Tx, cycles: readonly Pick<KeptCycle, 'ticketId' | 'metric' | 'number'>[]): Promise<void> {
  if (cycles.length === 0) return;
  for (const table of [heldNotices, slaNotices, slaCycles]) {
    await tx.delete(table).where(or(...cycles.map((c) => and(eq(table.ticketId, c.ticketId), eq(table.metric, c.metric), eq(table.number, c.number)))));
  }
}

type Notice = typeof slaNotices.$inferInsert;

/** Writes down of what somebody is told. Ask under the ticket's lock what was told before. */
export async function addNotices(tx: Tx, notices: readonly Notice[]): Promise<void> {
  if (notices.length > 0) await tx.insert(slaNotices).values([...notices]);
}
