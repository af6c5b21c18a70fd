import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { OPEN_STATES } from '#core/ticket.ts';
import type { Tx } from './database.ts';
import { purchaseRequests } from './schema/license-truth.ts';
import { licenseRequests, seats } from './schema/licenses.ts';
import { tickets } from './schema/tickets.ts';

export type Purchase = typeof purchaseRequests.$inferSelect;

/** Whoever counts who waits for a product, to ask for more seats of it or to take that back, does so one after another. */
export async function lockBuying(tx: Tx, productId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('license purchases'), ${productId}::int)`);
}

export async function addPurchase(tx: Tx, fields: typeof purchaseRequests.$inferInsert): Promise<Purchase> {
  const [purchase] = await tx.insert(purchaseRequests).values(fields).returning();
  if (!purchase) throw new Error('The purchase request was not stored.');
  return purchase;
}

export async function findPurchase(tx: Tx, id: number): Promise<Purchase | undefined> {
  const [purchase] = await tx.select().from(purchaseRequests).where(eq(purchaseRequests.id, id));
  return purchase;
}

export async function lockPurchase(tx: Tx, id: number): Promise<Purchase | undefined> {
  const [purchase] = await tx.select().from(purchaseRequests).where(eq(purchaseRequests.id, id)).for('update');
  return purchase;
}

/** The next version of one that is locked. @throws Error when it has been changed without the lock */
export async function changePurchase(
  tx: Tx,
  { id, version }: Purchase,
  change: Partial<Pick<Purchase, 'state' | 'seats' | 'priceCents' | 'currency' | 'note' | 'ticketId' | 'endedAt'>>,
): Promise<Purchase> {
  const [after] = await tx
    .update(purchaseRequests)
    .set({ ...change, version: version + 1 })
    .where(and(eq(purchaseRequests.id, id), eq(purchaseRequests.version, version)))
    .returning();
  if (!after) throw new Error(`Purchase request ${id} is no longer at version ${version}.`);
  return after;
}

/** What is asked about a product just now. */
export async function askedPurchase(tx: Tx, productId: number): Promise<Purchase | undefined> {
  const [purchase] = await tx
    .select()
    .from(purchaseRequests)
    .where(and(eq(purchaseRequests.productId, productId), eq(purchaseRequests.state, 'asked')));
  return purchase;
}

/** Those of a product on which somebody works: to buy the seats, or to find who decides. */
export async function purchasesUnderWay(tx: Tx, productId: number): Promise<Purchase[]> {
  const rows = await tx
    .select({ purchase: purchaseRequests })
    .from(purchaseRequests)
    .innerJoin(tickets, eq(tickets.id, purchaseRequests.ticketId))
    .where(
      and(eq(purchaseRequests.productId, productId), inArray(purchaseRequests.state, ['approved', 'unanswered']), inArray(tickets.state, [...OPEN_STATES])),
    )
    .orderBy(asc(purchaseRequests.id));
  return rows.map(({ purchase }) => purchase);
}

export async function latestPurchase(tx: Tx, productId: number): Promise<Purchase | undefined> {
  const [purchase] = await tx.select().from(purchaseRequests).where(eq(purchaseRequests.productId, productId)).orderBy(desc(purchaseRequests.id)).limit(1);
  return purchase;
}

/** The seats of a product were bought, as far as somebody had agreed to it. */
export async function endBought(tx: Tx, productId: number, at: Date): Promise<void> {
  await tx
    .update(purchaseRequests)
    .set({ state: 'bought', endedAt: at, version: sql`${purchaseRequests.version} + 1` })
    .where(and(eq(purchaseRequests.productId, productId), eq(purchaseRequests.state, 'approved')));
}

/** Ids of the requests that wait for a seat of a product, and for whom, in order. */
export async function lineOf(tx: Tx, productId: number): Promise<{ id: number; personId: number; askedById: number }[]> {
  return await tx
    .select({ id: licenseRequests.id, personId: licenseRequests.personId, askedById: licenseRequests.askedById })
    .from(licenseRequests)
    .where(and(eq(licenseRequests.productId, productId), eq(licenseRequests.state, 'waiting')))
    .orderBy(asc(licenseRequests.id));
}

/** Of the seats in use, of how many the last use is known, and how many of these were not used since that day. */
export async function unusedSince(tx: Tx, productId: number, day: string): Promise<{ known: number; idle: number }> {
  const [row] = await tx
    .select({
      known: sql<number>`count(${seats.lastUsedOn})::int`,
      idle: sql<number>`(count(*) filter (where ${seats.lastUsedOn} < ${day}))::int`,
    })
    .from(seats)
    .where(and(eq(seats.productId, productId), eq(seats.state, 'active')));
  return row ?? { known: 0, idle: 0 };
}

/** Grows with every change of a seat or purchase of the product: what people in line are told hangs on these. */
export async function poolVersion(tx: Tx, productId: number): Promise<number> {
  const [row] = await tx.execute<{ version: number }>(sql`
    select ((select coalesce(sum(version), 0) from seats where product_id = ${productId})
      + (select coalesce(sum(version), 0) from purchase_requests where product_id = ${productId}))::int as version`);
  return row?.version ?? 0;
}

/** The day after the last one on which enough seats are due back for that place in line; undefined when it is not known. From 1. */
export async function dueBackFor(tx: Tx, productId: number, { place, day }: { place: number; day: string }): Promise<string | undefined> {
  const [row] = await tx.execute<{ day: string }>(sql`
    select (s.ends_on + 1)::text as day from seats s join entitlements e on e.id = s.entitlement_id
    where s.product_id = ${productId} and s.until is null and s.ends_on >= ${day} and e.ends_on > s.ends_on and e.reassignable
    order by s.ends_on, s.id offset ${place - 1} limit 1`);
  return row?.day;
}
