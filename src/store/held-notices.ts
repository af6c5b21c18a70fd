import { and, eq, lte, min, or, sql } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { heldNotices } from './schema/follow-up.ts';

type Held = typeof heldNotices.$inferSelect;

/** Keeps what somebody is told later. Of two parts of one target, the higher. */
export async function holdNotices(tx: Tx, notices: readonly Held[]): Promise<void> {
  if (notices.length === 0) return;
  const { ticketId, metric, number, personId } = heldNotices;
  await tx
    .insert(heldNotices)
    .values([...notices])
    .onConflictDoUpdate({
      target: [ticketId, metric, number, personId],
      set: { percent: sql`greatest(${heldNotices.percent}, excluded.percent)`, until: sql`excluded.until` },
    });
}

/** Takes out what was held until now, or before. Ask under the ticket's lock, so that nobody is told twice. */
export async function releaseNotices(tx: Tx, ticketId: number, now: Date): Promise<Held[]> {
  return await tx
    .delete(heldNotices)
    .where(and(eq(heldNotices.ticketId, ticketId), lte(heldNotices.until, now)))
    .returning();
}

/** What somebody is told now need not be told once more. */
export async function dropHeld(tx: Tx, notices: readonly Pick<Held, 'ticketId' | 'metric' | 'number' | 'personId'>[]): Promise<void> {
  if (notices.length === 0) return;
  const { ticketId, metric, number, personId } = heldNotices;
  await tx
    .delete(heldNotices)
    .where(or(...notices.map((n) => and(eq(ticketId, n.ticketId), eq(metric, n.metric), eq(number, n.number), eq(personId, n.personId)))));
}

/** When the next of what is held for a ticket is told. */
export async function heldUntil(tx: Tx, ticketId: number): Promise<Date | undefined> {
  const [row] = await tx
    .select({ until: min(heldNotices.until) })
    .from(heldNotices)
    .where(eq(heldNotices.ticketId, ticketId));
  return row?.until ?? undefined;
}
