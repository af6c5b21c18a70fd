import { and, asc, eq, gte, isNull, lte, sql } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { entitlements, seats } from './schema/licenses.ts';

export type Seat = typeof seats.$inferSelect;

/** Whether a seat of a term that runs on that day is free. */
export async function hasFreeSeat(tx: Tx, productId: number, day: string): Promise<boolean> {
  return (await freeSeats(tx, productId, day)).some(({ free }) => free > 0);
}

/** Of each term that runs on that day how many seats nobody holds, the term that began first first. */
export async function freeSeats(tx: Tx, productId: number, day: string) {
  return await tx
    .select({
      id: entitlements.id,
      free: sql<number>`(${entitlements.seats} - seats_used(${entitlements.id}, null, not ${entitlements.reassignable}))::int`,
    })
    .from(entitlements)
    .where(runsOn(productId, day))
    .orderBy(asc(entitlements.startsOn), asc(entitlements.id));
}

function runsOn(productId: number, day: string) {
  return and(eq(entitlements.productId, productId), lte(entitlements.startsOn, day), gte(entitlements.endsOn, day));
}

interface Wanted extends Pick<Seat, 'productId' | 'personId' | 'levelId' | 'endsOn'> {
  /** Today, `2027-01-31`. */
  readonly day: string;
}

/**
 * Holds a free seat for somebody, of the term that began first; undefined when none is free. Whoever asks for one of the
 * same product at the same time waits for this transaction.
 */
export async function reserveSeat(tx: Tx, { productId, personId, levelId, endsOn, day }: Wanted): Promise<Seat | undefined> {
  // Locked before they are counted: what is counted while waiting for a lock is older than the lock.
  await tx.select({ id: entitlements.id }).from(entitlements).where(runsOn(productId, day)).orderBy(asc(entitlements.id)).for('no key update');
  const entitlement = (await freeSeats(tx, productId, day)).find(({ free }) => free > 0);
  if (!entitlement) return undefined;
  const [seat] = await tx
    .insert(seats)
    .values({ entitlementId: entitlement.id, productId, personId, levelId, endsOn, since: day, state: 'reserved' })
    .returning();
  return seat;
}

/** What somebody holds of a product, or is about to get or give back. */
export async function seatHeld(tx: Tx, productId: number, personId: number): Promise<Seat | undefined> {
  const [seat] = await tx
    .select()
    .from(seats)
    .where(and(eq(seats.productId, productId), eq(seats.personId, personId), isNull(seats.until)));
  return seat;
}

export async function findSeat(tx: Tx, id: number): Promise<Seat | undefined> {
  const [seat] = await tx.select().from(seats).where(eq(seats.id, id));
  return seat;
}

export async function lockSeat(tx: Tx, id: number): Promise<Seat | undefined> {
  const [seat] = await tx.select().from(seats).where(eq(seats.id, id)).for('update');
  return seat;
}

/** The next version of a seat that is locked. @throws Error when it has been changed without the lock */
export async function changeSeat(
  tx: Tx,
  { id, version }: Seat,
  change: Partial<Pick<Seat, 'state' | 'levelId' | 'endsOn' | 'until' | 'backBecause'>>,
): Promise<Seat> {
  const [after] = await tx
    .update(seats)
    .set({ ...change, version: version + 1 })
    .where(and(eq(seats.id, id), eq(seats.version, version)))
    .returning();
  if (!after) throw new Error(`Seat ${id} is no longer at version ${version}.`);
  return after;
}
