import { and, eq, sql } from 'drizzle-orm';
import type { Address } from '#core/chat-event.ts';
import type { Audience, CardPlace } from '#core/workflow.ts';
import type { Tx } from './database.ts';
import { finishing, LeaseLost, type Held } from './outbox.ts';
import { teamChannels } from './schema/people.ts';
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

/** A card with all that its delivery needs: where it hangs, or else where it is to hang. */
export interface CardToDeliver extends Pick<PostedCard, 'id' | 'workflow' | 'subject' | 'audience' | 'personId' | 'teamId' | 'version'> {
  readonly hangsAt: { readonly address: Address; readonly messageId: string } | undefined;
  /** The team's channel, if it is for a team that has one. */
  readonly channel: Address | undefined;
}

/** In one round trip. */
export async function cardToDeliver(tx: Tx, id: string): Promise<CardToDeliver | undefined> {
  const [row] = await tx
    .select({ card: postedCards, channel: { platform: teamChannels.platform, workspace: teamChannels.workspace, room: teamChannels.room } })
    .from(postedCards)
    .leftJoin(teamChannels, eq(teamChannels.teamId, postedCards.teamId))
    .where(eq(postedCards.id, id));
  return row && { ...row.card, hangsAt: hangsAt(row.card), channel: row.channel ?? undefined };
}

function hangsAt({ platform, workspace, room, messageId }: PostedCard): CardToDeliver['hangsAt'] {
  if (platform === null || workspace === null || room === null || messageId === null) return undefined;
  return { address: { platform, workspace, room }, messageId };
}

/** The thread under a team's card of a subject; undefined while that card hangs nowhere. */
export async function threadOf(tx: Tx, workflow: string, subject: string, teamId: number): Promise<Address | undefined> {
  const [card] = await tx
    .select()
    .from(postedCards)
    .where(and(eq(postedCards.workflow, workflow), eq(postedCards.subject, subject), eq(postedCards.teamId, teamId)));
  const at = card && hangsAt(card);
  return at && { ...at.address, thread: at.messageId };
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

/** Notes where a card hangs and which version it shows, and ends the row that brought it there. @throws LeaseLost */
export async function finishCard(tx: Tx, row: Held, id: string, at: { address: Address; messageId: string; version: number }): Promise<void> {
  const { platform, workspace, room } = at.address;
  const finished = await tx.execute(sql`
    with finished as (${finishing(row, at.messageId)})
    update posted_cards set platform = ${platform}, workspace = ${workspace}, room = ${room}, message_id = ${at.messageId}, version = ${at.version}
    where id = ${id} and exists (select from finished) returning id`);
  if (finished.length === 0) throw new LeaseLost(`Row ${row.id} is no longer ours.`);
}
