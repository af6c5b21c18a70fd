import { and, eq, or } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { ticketLinks } from './schema/similar.ts';

type Pair = readonly [number, number];

/** Keeps that two tickets belong together, once whichever of them is named first; false when it was kept already. */
export async function relateTickets(tx: Tx, pair: Pair, byId: number, at: Date): Promise<boolean> {
  const kept = await tx
    .insert(ticketLinks)
    .values({ ...endsOf(pair), kind: 'related', byId, at })
    .onConflictDoNothing()
    .returning();
  return kept.length > 0;
}

/** They no longer do; false when they did not. */
export async function separateTickets(tx: Tx, pair: Pair): Promise<boolean> {
  const { ticketId, otherId } = endsOf(pair);
  const gone = await tx
    .delete(ticketLinks)
    .where(and(isRelated, eq(ticketLinks.ticketId, ticketId), eq(ticketLinks.otherId, otherId)))
    .returning();
  return gone.length > 0;
}

/** Ids of the tickets that belong together with this one, as somebody has said; lowest first. */
export async function relatedTo(tx: Tx, id: number): Promise<number[]> {
  const { ticketId, otherId } = ticketLinks;
  const links = await tx
    .select({ ticketId, otherId })
    .from(ticketLinks)
    .where(and(isRelated, or(eq(ticketId, id), eq(otherId, id))));
  return links.map((link) => (link.ticketId === id ? link.otherId : link.ticketId)).toSorted((a, b) => a - b);
}

const isRelated = eq(ticketLinks.kind, 'related');

function endsOf([a, b]: Pair) {
  return { ticketId: Math.max(a, b), otherId: Math.min(a, b) };
}
