import { eq } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { importedTickets } from './schema/transfer.ts';

/** What of another desk is here already, by its names there. */
export async function importedFrom(tx: Tx, source: string): Promise<Map<string, number>> {
  const rows = await tx.select().from(importedTickets).where(eq(importedTickets.source, source));
  return new Map(rows.map(({ reference, ticketId }) => [reference, ticketId]));
}

export async function keepReference(tx: Tx, imported: { readonly source: string; readonly reference: string; readonly ticketId: number }): Promise<void> {
  await tx.insert(importedTickets).values(imported);
}
