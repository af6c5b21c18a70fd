import type { Answer } from '#core/approval.ts';
import { newId } from '#lib/ids.ts';
import { addArticle } from '#store/articles.ts';
import type { Database } from '#store/database.ts';
import { answerOfferArticles, answerOffers, answerOutcomes, type OfferOutcome } from '#store/schema/articles.ts';
import { approvalAsks, approvals } from '#store/schema/approvals.ts';
import { entitlements, products, seats } from '#store/schema/licenses.ts';

interface Question {
  readonly requesterId: number;
  readonly teamId: number;
  readonly askedAt: string;
  readonly state?: typeof approvals.$inferInsert.state;
  readonly endedAt?: string;
  readonly decidedById?: number;
  readonly asks?: readonly { readonly personId: number; readonly answer: Answer; readonly standsFor?: number }[];
}

let made = 0;

/** A question to approvers, as it stands at last. */
export async function askedForApproval({ db }: Pick<Database, 'db'>, { requesterId, teamId, askedAt, asks = [], ...ended }: Question): Promise<void> {
  const at = new Date(askedAt);
  const { state = 'pending', decidedById = null } = ended;
  const endedAt = ended.endedAt === undefined ? null : new Date(ended.endedAt);
  const words = { workflow: 'ticket', subject: `no-${(made += 1)}`, called: 'T-1', what: 'A monitor', why: '', digest: 'a'.repeat(64), ladder: [] };
  const times = { askedAt: at, dueAt: new Date(at.getTime() + 1), endedAt };
  const reason = state === 'declined' ? 'no' : null;
  await db.transaction(async (tx) => {
    const [row] = await tx
      .insert(approvals)
      .values({ ...words, ...times, requesterId, askedById: requesterId, teamId, state, decidedById, reason })
      .returning();
    for (const ask of asks) await tx.insert(approvalAsks).values({ ...ask, approvalId: row?.id ?? 0, rung: 0, askedAt: at, answeredAt: endedAt ?? at });
  });
}

interface Offered {
  readonly personId: number;
  /** Looks after the answer. */
  readonly teamId: number | null;
  readonly at: string;
  readonly outcomes: readonly (readonly [OfferOutcome, string])[];
  /** Only of an answer shown beside it. */
  readonly ticketId?: number;
}

/** An answer of a team, offered to somebody, and what came of it. */
export async function offered({ db }: Pick<Database, 'db'>, { personId, teamId, at, outcomes, ticketId }: Offered): Promise<void> {
  const moment = new Date(at);
  const words = { title: 'VPN drops', keywords: '', audience: null, body: 'Start it again.' };
  await db.transaction(async (tx) => {
    const article = { ...words, teamId, key: `answer-${(made += 1)}`, origin: 'file', state: 'published', ticketId: null, authorId: null } as const;
    const articleId = await addArticle(tx, article, moment);
    const offer = { personId, requestId: newId(moment), words: 'vpn', goesOn: 'ticket.report', values: {}, at: moment };
    const [row] = await tx
      .insert(answerOffers)
      .values({ ...offer, kind: ticketId === undefined ? 'asked' : 'linked', ticketId })
      .returning();
    const offerId = row?.id ?? 0;
    await tx.insert(answerOfferArticles).values({ offerId, rank: 1, articleId, version: 1, score: 0.9 });
    for (const [outcome, when] of outcomes) await tx.insert(answerOutcomes).values({ offerId, outcome, at: new Date(when) });
  });
}

interface Bought {
  readonly seats: number;
  readonly from: string;
  readonly to: string;
  /** Who holds one since the term began, and until when. */
  readonly held: readonly (readonly [personId: number, until?: string])[];
}

/** Seats of a product of their own. */
export async function bought({ db }: Pick<Database, 'db'>, { seats: count, from, to, held }: Bought): Promise<void> {
  await db.transaction(async (tx) => {
    const [product] = await tx
      .insert(products)
      .values({ name: `Product ${(made += 1)}`, vendor: 'Somebody' })
      .returning();
    const productId = product?.id ?? 0;
    const shared = { productId, seatPriceCents: 100, currency: 'EUR' };
    const terms = [
      { ...shared, seats: count, startsOn: from, endsOn: to },
      // Who holds more than was bought has theirs from a term of long ago: no term gives more than it has.
      { ...shared, seats: Math.max(held.length - count, 1), startsOn: '2019-01-01', endsOn: '2019-12-31' },
    ];
    const [running, ended] = await tx.insert(entitlements).values(terms).returning();
    for (const [index, [personId, until]] of held.entries()) {
      const entitlementId = (index < count ? running : ended)?.id ?? 0;
      await tx.insert(seats).values({ entitlementId, productId, personId, since: from, until, state: until ? 'released' : 'active' });
    }
  });
}
