import { and, eq } from 'drizzle-orm';
import type { Address } from '#core/chat-event.ts';
import type { Audience, CardPlace } from '#core/workflow.ts';
import type { Tx } from './database.ts';
import { postedCards } from './schema/tickets.ts';

export type PostedCard = typeof postedCards.$inferSelect;

/** Notes that a card is to hang somewhere; the id is the one given, or that of the copy hanging there already. */
export async function placeCard(tx: Tx, id: string, { workflow, subject, audience, place }: CardPlace): Promise<string> {
  const target = 'personId' in place ? { personId: place.personId } : { teamId: place.teamId };
  const key = { workflow, subject, audience, personId: null, teamId: null, ...target };
  // The update changes nothing; it makes an existing row come back.
  const [row] = await tx
    .insert(postedCards)
    .values({ id, ...key })
    .onConflictDoUpdate({
      target: [postedCards.workflow, postedCards.subject, postedCards.audience, postedCards.personId, postedCards.teamId],
      set: { subject },
    })
    .returning({ id: postedCards.id });
  if (!row) throw new Error('The card was not stored.');
  return row.id;
}

export async function cardById(tx: Tx, id: string): Promise<PostedCard | undefined> {
  const [card] = await tx.select().from(postedCards).where(eq(postedCards.id, id));
  return card;
}

/** Every copy of a subject's card. */
export async function cardsOf(tx: Tx, workflow: string, subject: string): Promise<PostedCard[]> {
  return await tx
    .select()
    .from(postedCards)
    .where(and(eq(postedCards.workflow, workflow), eq(postedCards.subject, subject)));
}

/** The card whose thread this is; undefined when the thread hangs from something else. */
export async function cardOfThread(tx: Tx, address: Address): Promise<{ workflow: string; subject: string; audience: Audience } | undefined> {
  if (address.thread === undefined) return undefined;
  const [card] = await tx
    .select({ workflow: postedCards.workflow, subject: postedCards.subject, audience: postedCards.audience })
    .from(postedCards)
    .where(
      and(
        eq(postedCards.platform, address.platform),
        eq(postedCards.workspace, address.workspace),
        eq(postedCards.room, address.room),
        eq(postedCards.messageId, address.thread),
      ),
    );
  return card;
}

/** Notes where a card hangs and which version it shows. */
export async function markPosted(tx: Tx, id: string, at: { address: Address; messageId: string; version: number }): Promise<void> {
  const { platform, workspace, room } = at.address;
  await tx.update(postedCards).set({ platform, workspace, room, messageId: at.messageId, version: at.version }).where(eq(postedCards.id, id));
}
