import { and, asc, desc, eq, gte, lt, lte, notExists, sql } from 'drizzle-orm';
import { addDays } from '#rules/business-time/local-time.ts';
import { IDLE_DAYS, RENEWAL_NOTICES } from '#rules/seat-life.ts';
import type { Tx } from './database.ts';
import { entitlements, products } from './schema/licenses.ts';
import { renewalNotices } from './schema/seat-life.ts';
import { dueNotice, type Due } from './seat-life.ts';

export type Term = typeof entitlements.$inferSelect;
export type RenewalNotice = typeof renewalNotices.$inferSelect;

/** The last day for notice, or else the last of the term. */
const decideBy = sql<string>`coalesce(${entitlements.noticeOn}, ${entitlements.endsOn})`;

/** Terms of which somebody is to be told now that they are to be decided about, with how many of their seats are used. */
export async function termsToDecide(tx: Tx, { day, limit }: Due) {
  const daysBefore = dueNotice(RENEWAL_NOTICES, decideBy, day);
  const told = tx
    .select({ id: renewalNotices.id })
    .from(renewalNotices)
    .where(and(eq(renewalNotices.entitlementId, entitlements.id), eq(renewalNotices.decideBy, decideBy), lte(renewalNotices.daysBefore, daysBefore)));
  const seats = (which = sql`true`) =>
    sql<number>`(select count(*)::int from seats s where s.entitlement_id = ${entitlements.id} and s.until is null and ${which})`;
  const idleSince = sql`${day}::date - coalesce(${products.idleDays}, ${IDLE_DAYS})`;
  return await tx
    .select({
      entitlementId: entitlements.id,
      decideBy,
      daysBefore,
      held: seats(),
      idle: seats(sql`s.last_used_on <= ${idleSince}`),
      unknown: seats(sql`s.last_used_on is null`),
    })
    .from(entitlements)
    .innerJoin(products, eq(products.id, entitlements.productId))
    .where(and(gte(decideBy, day), lte(decideBy, addDays(day, Math.max(...RENEWAL_NOTICES))), notExists(told)))
    .orderBy(asc(entitlements.id))
    .limit(limit);
}

/** Undefined when it was told before. */
export async function addRenewalNotice(tx: Tx, notice: typeof renewalNotices.$inferInsert): Promise<RenewalNotice | undefined> {
  const [made] = await tx.insert(renewalNotices).values(notice).onConflictDoNothing().returning();
  return made;
}

/** The ticket in which it was told. */
export async function noteRenewalTicket(tx: Tx, id: number, ticketId: number): Promise<void> {
  await tx.update(renewalNotices).set({ ticketId }).where(eq(renewalNotices.id, id));
}

/** The newest one of a term, or the newest before `before`. */
export async function lastRenewalNotice(tx: Tx, entitlementId: number, before?: number): Promise<RenewalNotice | undefined> {
  const [notice] = await tx
    .select()
    .from(renewalNotices)
    .where(and(eq(renewalNotices.entitlementId, entitlementId), before === undefined ? undefined : lt(renewalNotices.id, before)))
    .orderBy(desc(renewalNotices.id))
    .limit(1);
  return notice;
}

export async function findTerm(tx: Tx, id: number): Promise<Term | undefined> {
  const [term] = await tx.select().from(entitlements).where(eq(entitlements.id, id));
  return term;
}

/** What a term took the place of: the one of the same product that ended last before it began. */
export async function termBefore(tx: Tx, { productId, startsOn }: Term): Promise<Term | undefined> {
  const [before] = await tx
    .select()
    .from(entitlements)
    .where(and(eq(entitlements.productId, productId), lte(entitlements.endsOn, startsOn)))
    .orderBy(desc(entitlements.endsOn), desc(entitlements.id))
    .limit(1);
  return before;
}
