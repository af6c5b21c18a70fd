import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Candidate, Offered, RungKind } from '#rules/ladder.ts';
import type { Tx } from './database.ts';
import { ticketOffers } from './schema/follow-up.ts';

export type Offer = typeof ticketOffers.$inferSelect;

/** Who works in a team and has not left: whoever has the fewest open tickets first, then whoever was asked longest ago, or never. */
export async function candidatesOf(tx: Tx, teamId: number): Promise<(Candidate & { readonly isLead: boolean })[]> {
  const rows = await tx.execute<{ id: string; time_zone: string; is_lead: boolean }>(sql`
    select p.id, p.time_zone, m.is_lead from team_members m join people p on p.id = m.person_id
    where m.team_id = ${teamId} and p.status = 'active'
    order by (select count(*) from tickets t where t.assignee_id = p.id and t.state in ('in_progress', 'waiting')),
      (select max(o.at) from ticket_offers o where o.person_id = p.id and o.kind = 'member') nulls first, p.id`);
  return rows.map((row) => ({ id: Number(row.id), timeZone: row.time_zone, isLead: row.is_lead }));
}

/** Who was asked, as long as a ticket has waited this time, in order. */
export async function offersSince(tx: Tx, ticketId: number, since: number): Promise<Offered[]> {
  return await tx
    .select({ kind: ticketOffers.kind, personId: ticketOffers.personId, at: ticketOffers.at, passedAt: ticketOffers.passedAt })
    .from(ticketOffers)
    .where(and(eq(ticketOffers.ticketId, ticketId), eq(ticketOffers.since, since)))
    .orderBy(asc(ticketOffers.at), asc(ticketOffers.id));
}

/** Notes that these are asked; returns the offers, in their order. Ask under the ticket's lock who was asked before. */
export async function addOffers(
  tx: Tx,
  offers: readonly { readonly ticketId: number; readonly since: number; readonly kind: RungKind; readonly personId: number; readonly at: Date }[],
): Promise<Offer[]> {
  return await tx
    .insert(ticketOffers)
    .values([...offers])
    .returning();
}

export async function offerById(tx: Tx, ticketId: number, id: number): Promise<Offer | undefined> {
  const [offer] = await tx
    .select()
    .from(ticketOffers)
    .where(and(eq(ticketOffers.ticketId, ticketId), eq(ticketOffers.id, id)));
  return offer;
}

/** They say that it is not for them; false when it was passed on or over before. */
export async function passOffer(tx: Tx, { id, at }: Offer, now: Date): Promise<boolean> {
  const passed = await tx
    .update(ticketOffers)
    .set({ passedAt: now > at ? now : at })
    .where(and(eq(ticketOffers.id, id), isNull(ticketOffers.passedAt), isNull(ticketOffers.closedAt)))
    .returning({ id: ticketOffers.id });
  return passed.length > 0;
}

/** A ticket no longer waits to be taken; returns the ids of the offers that end with that. */
export async function closeOffers(tx: Tx, ticketId: number, now: Date): Promise<number[]> {
  const closed = await tx
    .update(ticketOffers)
    .set({ closedAt: sql`greatest(${now.toISOString()}::timestamptz, ${ticketOffers.at})` })
    .where(and(eq(ticketOffers.ticketId, ticketId), isNull(ticketOffers.closedAt)))
    .returning({ id: ticketOffers.id });
  return closed.map(({ id }) => id);
}

/** Everything with which somebody was asked to take this ticket, however it ended. */
export async function offerIdsOf(tx: Tx, ticketId: number): Promise<number[]> {
  const offers = await tx.select({ id: ticketOffers.id }).from(ticketOffers).where(eq(ticketOffers.ticketId, ticketId));
  return offers.map(({ id }) => id);
}
