import { and, asc, desc, eq, gte, isNull, ne, notExists, sql } from 'drizzle-orm';
import type { FormValues } from '#core/form.ts';
import type { Answer } from './article-search.ts';
import type { Tx } from './database.ts';
import { answerOfferArticles, answerOffers, answerOutcomes, articles, articleVersions, type OfferOutcome } from './schema/articles.ts';

export interface Offer {
  readonly id: number;
  readonly personId: number;
  readonly kind: 'asked' | 'linked';
  readonly words: string;
  readonly goesOn: string;
  readonly values: FormValues;
  readonly ticketId: number | null;
  readonly at: Date;
}

interface NewOffer extends Omit<Offer, 'id'> {
  readonly requestId: string;
  readonly answers: readonly Answer[];
}

/** Keeps what is offered; returns its id. */
export async function addOffer(tx: Tx, { answers, ...offer }: NewOffer): Promise<number> {
  const [row] = await tx.insert(answerOffers).values(offer).returning({ id: answerOffers.id });
  if (!row) throw new Error('The offer was not stored.');
  await tx
    .insert(answerOfferArticles)
    .values(answers.map(({ id: articleId, version, score }, index) => ({ offerId: row.id, rank: index + 1, articleId, version, score })));
  return row.id;
}

export async function offerById(tx: Tx, id: number): Promise<Offer | undefined> {
  const [offer] = await tx.select().from(answerOffers).where(eq(answerOffers.id, id));
  return offer;
}

/** An article as it was offered. */
export interface OfferedArticle extends Pick<Answer, 'id' | 'title' | 'body' | 'origin'> {}

/** The articles of an offer in the version that was offered, best first. */
export async function offeredArticles(tx: Tx, offerId: number): Promise<OfferedArticle[]> {
  return await tx
    .select({ id: articles.id, title: articleVersions.title, body: articleVersions.body, origin: articles.origin })
    .from(answerOfferArticles)
    .innerJoin(articles, eq(articles.id, answerOfferArticles.articleId))
    .innerJoin(articleVersions, and(eq(articleVersions.articleId, answerOfferArticles.articleId), eq(articleVersions.version, answerOfferArticles.version)))
    .where(eq(answerOfferArticles.offerId, offerId))
    .orderBy(asc(answerOfferArticles.rank));
}

export async function outcomesOf(tx: Tx, offerId: number): Promise<OfferOutcome[]> {
  const rows = await tx.select({ outcome: answerOutcomes.outcome }).from(answerOutcomes).where(eq(answerOutcomes.offerId, offerId));
  return rows.map(({ outcome }) => outcome);
}

/** What came of it; false when its end is known already. */
export async function recordOutcome(tx: Tx, offerId: number, outcome: OfferOutcome, at: Date): Promise<boolean> {
  const kept = await tx.insert(answerOutcomes).values({ offerId, outcome, at }).onConflictDoNothing().returning({ offerId: answerOutcomes.offerId });
  return kept.length > 0;
}

/** The ticket that came of the words after all. */
export async function linkTicket(tx: Tx, offerId: number, ticketId: number): Promise<void> {
  await tx
    .update(answerOffers)
    .set({ ticketId })
    .where(and(eq(answerOffers.id, offerId), isNull(answerOffers.ticketId)));
}

/** What this person was asked last, since that time, and has not answered. */
export async function openOfferOf(tx: Tx, personId: number, since: Date): Promise<Offer | undefined> {
  const ended = tx
    .select({ one: sql`1` })
    .from(answerOutcomes)
    .where(and(eq(answerOutcomes.offerId, answerOffers.id), ne(answerOutcomes.outcome, 'potential')));
  const [offer] = await tx
    .select()
    .from(answerOffers)
    .where(and(eq(answerOffers.personId, personId), eq(answerOffers.kind, 'asked'), gte(answerOffers.at, since), notExists(ended)))
    .orderBy(desc(answerOffers.at), desc(answerOffers.id))
    .limit(1);
  return offer;
}

/** Whether this person opened a ticket, or something was said on one of theirs, from then until then: a person was needed after all. */
export async function hadContact(tx: Tx, personId: number, from: Date, until: Date): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from tickets t where t.requester_id = ${personId} and (
      t.created_at between ${from.toISOString()} and ${until.toISOString()}
      or exists (select 1 from messages m where m.ticket_id = t.id and m.visibility = 'public' and m.at between ${from.toISOString()} and ${until.toISOString()}))
    limit 1`);
  return rows.length > 0;
}
