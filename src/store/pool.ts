import { and, asc, eq, gte, isNull, or, sql } from 'drizzle-orm';
import type { Tx } from './database.ts';
import type { Product } from './products.ts';
import { entitlements, licenseRequests, products, seats } from './schema/licenses.ts';
import { freeSeats } from './seats.ts';

export type Entitlement = typeof entitlements.$inferSelect;

/** How the seats of a product stand on one day. */
export interface Pool {
  /** That run on that day or later, the first to begin first. */
  readonly terms: readonly Entitlement[];
  /** By terms that run. */
  readonly bought: number;
  /** In use, or being given back. */
  readonly held: number;
  /** Promised to somebody whose access is on its way. */
  readonly reserved: number;
  readonly free: number;
  /** People in line. */
  readonly waiting: number;
}

/** @param day `2027-01-31` */
export async function poolOf(tx: Tx, productId: number, day: string): Promise<Pool> {
  const upTo = and(eq(entitlements.productId, productId), gte(entitlements.endsOn, day));
  const [terms, [taken], free, waiting] = await Promise.all([
    tx.select().from(entitlements).where(upTo).orderBy(asc(entitlements.startsOn), asc(entitlements.id)),
    tx
      .select({
        held: sql<number>`(count(*) filter (where ${seats.state} <> 'reserved'))::int`,
        reserved: sql<number>`(count(*) filter (where ${seats.state} = 'reserved'))::int`,
      })
      .from(seats)
      .where(and(eq(seats.productId, productId), isNull(seats.until))),
    freeSeats(tx, productId, day),
    countWaiting(tx, productId),
  ]);
  return {
    terms,
    bought: sum(terms.filter(({ startsOn }) => startsOn <= day).map((term) => term.seats)),
    held: taken?.held ?? 0,
    reserved: taken?.reserved ?? 0,
    free: sum(free.map((term) => term.free)),
    waiting,
  };
}

export async function countWaiting(tx: Tx, productId: number): Promise<number> {
  const [row] = await tx
    .select({ waiting: sql<number>`count(*)::int` })
    .from(licenseRequests)
    .where(and(eq(licenseRequests.productId, productId), eq(licenseRequests.state, 'waiting')));
  return row?.waiting ?? 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Ids of the products for which somebody waits. */
export async function productsInLine(tx: Tx): Promise<number[]> {
  const rows = await tx
    .selectDistinct({ id: licenseRequests.productId })
    .from(licenseRequests)
    .where(eq(licenseRequests.state, 'waiting'))
    .orderBy(asc(licenseRequests.productId));
  return rows.map(({ id }) => id);
}

/** What somebody owns or pays for, by name. */
export async function productsOf(tx: Tx, personId: number): Promise<Product[]> {
  return await tx
    .select()
    .from(products)
    .where(and(eq(products.retired, false), or(eq(products.ownerId, personId), eq(products.budgetHolderId, personId))))
    .orderBy(asc(products.name));
}

/** The term of that contract with the seats of it that cannot be taken away, locked until the transaction ends. */
export async function lockTerm(tx: Tx, productId: number, contract: string): Promise<{ term: Entitlement; used: number } | undefined> {
  const ofContract = and(eq(entitlements.productId, productId), eq(entitlements.contract, contract));
  const [term] = await tx.select().from(entitlements).where(ofContract).for('update');
  if (!term) return undefined;
  // Counted once it is locked: what is counted while waiting for a lock is older than the lock.
  const [row] = await tx.execute<{ used: number }>(sql`select seats_used(${term.id}, null, ${!term.reassignable})::int as used`);
  return { term, used: row?.used ?? 0 };
}

export async function giveProductTo(tx: Tx, productId: number, ownerId: number): Promise<void> {
  await tx.update(products).set({ ownerId }).where(eq(products.id, productId));
}
