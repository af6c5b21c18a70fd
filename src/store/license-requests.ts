import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { licenseRequests } from './schema/licenses.ts';

export type LicenseRequest = typeof licenseRequests.$inferSelect;

type NewRequest = Pick<LicenseRequest, 'kind' | 'productId' | 'levelId' | 'personId' | 'askedById' | 'reason' | 'endsOn' | 'seatId' | 'askedAt'>;

/** Undefined when something is open for that person and product already. */
export async function addRequest(tx: Tx, fields: NewRequest): Promise<LicenseRequest | undefined> {
  const [request] = await tx
    .insert(licenseRequests)
    .values({ ...fields, state: 'asked' })
    .onConflictDoNothing()
    .returning();
  return request;
}

export async function findRequest(tx: Tx, id: number): Promise<LicenseRequest | undefined> {
  const [request] = await tx.select().from(licenseRequests).where(eq(licenseRequests.id, id));
  return request;
}

export async function lockRequest(tx: Tx, id: number): Promise<LicenseRequest | undefined> {
  const [request] = await tx.select().from(licenseRequests).where(eq(licenseRequests.id, id)).for('update');
  return request;
}

/** What is under way for somebody. */
export async function openRequestFor(tx: Tx, productId: number, personId: number): Promise<LicenseRequest | undefined> {
  const [request] = await tx
    .select()
    .from(licenseRequests)
    .where(and(eq(licenseRequests.productId, productId), eq(licenseRequests.personId, personId), isNull(licenseRequests.endedAt)));
  return request;
}

/** Whatever was asked about one seat, oldest first. */
export async function requestsAboutSeat(tx: Tx, seatId: number): Promise<LicenseRequest[]> {
  return await tx.select().from(licenseRequests).where(eq(licenseRequests.seatId, seatId)).orderBy(asc(licenseRequests.id));
}

/** The next version of a request that is locked. @throws Error when it has been changed without the lock */
export async function changeRequest(
  tx: Tx,
  { id, version }: LicenseRequest,
  change: Partial<Pick<LicenseRequest, 'state' | 'seatId' | 'note' | 'ticketId' | 'endedAt'>>,
): Promise<LicenseRequest> {
  const [after] = await tx
    .update(licenseRequests)
    .set({ ...change, version: version + 1 })
    .where(and(eq(licenseRequests.id, id), eq(licenseRequests.version, version)))
    .returning();
  if (!after) throw new Error(`License request ${id} is no longer at version ${version}.`);
  return after;
}

const waitsFor = (productId: number) => and(eq(licenseRequests.productId, productId), eq(licenseRequests.state, 'waiting'));

/** Who waits for a seat of that product, in order, locked. */
export async function lockLine(tx: Tx, productId: number): Promise<LicenseRequest[]> {
  return await tx.select().from(licenseRequests).where(waitsFor(productId)).orderBy(asc(licenseRequests.id)).for('update');
}

/** From 1: how many wait up to and with this one. */
export async function placeInLine(tx: Tx, { id, productId }: Pick<LicenseRequest, 'id' | 'productId'>): Promise<number> {
  const [row] = await tx
    .select({ place: sql<number>`count(*)::int` })
    .from(licenseRequests)
    .where(and(waitsFor(productId), sql`${licenseRequests.id} <= ${id}`));
  return row?.place ?? 0;
}
