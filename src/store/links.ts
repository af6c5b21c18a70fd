import type { Tx } from './database.ts';
import { ticketLinks } from './schema/similar.ts';

/** Keeps that two tickets belong together, once whichever of them is named first; false when it was kept already. */
export async function relateTickets(tx: Tx, [a, b]: readonly [number, number], byId: number, at: Date): Promise<boolean> {
  const [ticketId, otherId] = [Math.max(a, b), Math.min(a, b)];
  const kept = await tx.insert(ticketLinks).values({ ticketId, otherId, kind: 'related', byId, at }).onConflictDoNothing().returning();
  return kept.length > 0;
}
