import { and, eq, inArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Address } from '#core/chat-event.ts';
import type { Audience, CardPlace } from '#core/workflow.ts';
import type { Tx } from './database.ts';
import { finishing, type Delivered } from './outbox.ts';
import { teamChannels } from './schema/people.ts';
import { postedCards } from './schema/tickets.ts';

export type PostedCard = typeof postedCards.$inferSelect;

/** Notes that a card is to hang somewhere; the id is the one given, or that of the copy hanging there already. */
export async function placeCard(tx: Tx, id: string, { workflow, subject, audience, place }: CardPlace): Promise<string> {
  const target = 'personId' in place ? { personId: place.personId } : { teamId: place.teamId, under: place.under ?? null };
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
export interface CardToDeliver extends Pick<PostedCard, 'id' | 'workflow' | 'subject' | 'audience' | 'personId' | 'teamId' | 'under' | 'version'> {
  readonly hangsAt: { readonly address: Address; readonly messageId: string } | undefined;
  /** The team's channel, if it is for a team that has one. */
  readonly channel: Address | undefined;
  /** The thread in which it is to hang, once the card above it hangs. */
  readonly thread: Address | undefined;
}

const above = alias(postedCards, 'above');

/** In one round trip; undefined where there is no such card. */
export async function cardsToDeliver(tx: Tx, ids: readonly string[]): Promise<(CardToDeliver | undefined)[]> {
  const rows = await tx
    .select({ card: postedCards, channel: { platform: teamChannels.platform, workspace: teamChannels.workspace, room: teamChannels.room }, above })
    .from(postedCards)
    .leftJoin(teamChannels, eq(teamChannels.teamId, postedCards.teamId))
    .leftJoin(above, and(eq(above.workflow, postedCards.workflow), eq(above.subject, postedCards.under), eq(above.teamId, postedCards.teamId)))
    .where(inArray(postedCards.id, [...new Set(ids)]));
  const cards = new Map(rows.map(({ card, channel, above }) => [card.id, { ...card, ...standing(card, above), channel: channel ?? undefined }]));
  return ids.map((id) => cards.get(id));
}

function standing(card: PostedCard, above: PostedCard | null): Pick<CardToDeliver, 'hangsAt' | 'thread'> {
  return { hangsAt: hangsAt(card), thread: above === null ? undefined : threadUnder(above) };
}

function threadUnder(card: PostedCard): Address | undefined {
  const at = hangsAt(card);
  return at && { ...at.address, thread: at.messageId };
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
  return card && threadUnder(card);
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

/** A card that hangs somewhere now, brought there by a row. */
export interface Hung extends Delivered {
  readonly cardId: string;
  readonly address: Address;
  readonly version: number;
}

/**
 * Notes where cards hang and which version they show, and ends the rows that brought them there. Says of each whether
 * its row was still held; nothing is written where it was not. In the order of the cards, so that two writers take their
 * locks in the same order.
 */
export async function finishCards(tx: Tx, hung: readonly Hung[]): Promise<boolean[]> {
  const ordered = hung.toSorted((a, b) => (a.cardId < b.cardId ? -1 : 1));
  const places = ordered.map(
    ({ cardId, row, ref, version, address: { platform, workspace, room } }) =>
      sql`(${cardId}::uuid, ${row.id}::uuid, ${platform}, ${workspace}, ${room}, ${ref}, ${version}::int)`,
  );
  const written = await tx.execute<{ row_id: string }>(sql`
    with finished as (${finishing(ordered)})
    update posted_cards c set platform = at.platform, workspace = at.workspace, room = at.room, message_id = at.message_id, version = at.version
    from (values ${sql.join(places, sql`, `)}) as at (card_id, row_id, platform, workspace, room, message_id, version)
    where c.id = at.card_id and at.row_id in (select id from finished) returning at.row_id`);
  const ids = new Set(written.map((one) => one.row_id));
  return hung.map(({ row }) => ids.has(row.id));
}
