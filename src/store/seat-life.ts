import { and, asc, eq, gte, inArray, isNotNull, isNull, lt, lte, notExists, or, sql, type SQL } from 'drizzle-orm';
import { addDays } from '#rules/business-time/local-time.ts';
import { END_NOTICES, GRACE_DAYS } from '#rules/seat-life.ts';
import type { Tx } from './database.ts';
import type { LicenseRequest } from './license-requests.ts';
import { licenseRequests, products, seats } from './schema/licenses.ts';
import { people } from './schema/people.ts';
import { seatNotices } from './schema/seat-life.ts';

/** Of notices so many days before a date, the last that is due on that day; null when none is yet. */
export function dueNotice(before: readonly number[], date: SQL, day: string): SQL<number> {
  const steps = sql.raw(`array[${before.join(', ')}]`);
  return sql<number>`(select min(step) from unnest(${steps}) step where step >= ${date} - ${day}::date)`;
}

/** How much of what is due when is asked for. */
export interface Due {
  /** Today, `2027-01-31`. */
  readonly day: string;
  readonly limit: number;
}

const isHeldHere = and(eq(seats.state, 'active'), isNull(seats.until), eq(people.status, 'active'));

/** Open requests that are about the seat of the outer query. */
export function requestsAbout(tx: Tx, which?: SQL) {
  return tx
    .select({ id: licenseRequests.id })
    .from(licenseRequests)
    .where(and(eq(licenseRequests.seatId, seats.id), isNull(licenseRequests.endedAt), which));
}

const isExtension = eq(licenseRequests.kind, 'extension');
const isGranting = eq(licenseRequests.state, 'granting');

/** Seats whose end is to be told now, unless their holders have asked for longer. */
export async function seatsEnding(tx: Tx, { day, limit }: Due): Promise<{ id: number; daysBefore: number }[]> {
  const daysBefore = dueNotice(END_NOTICES, sql`${seats.endsOn}`, day);
  const told = tx
    .select({ id: seatNotices.seatId })
    .from(seatNotices)
    .where(and(eq(seatNotices.seatId, seats.id), eq(seatNotices.endsOn, seats.endsOn), lte(seatNotices.daysBefore, daysBefore)));
  return await tx
    .select({ id: seats.id, daysBefore })
    .from(seats)
    .innerJoin(people, eq(people.id, seats.personId))
    .where(
      and(
        isHeldHere,
        gte(seats.endsOn, day),
        lte(seats.endsOn, addDays(day, Math.max(...END_NOTICES))),
        notExists(told),
        notExists(requestsAbout(tx, isExtension)),
      ),
    )
    .orderBy(asc(seats.id))
    .limit(limit);
}

/** False when it was told before. */
export async function noteTold(tx: Tx, notice: typeof seatNotices.$inferInsert): Promise<boolean> {
  const noted = await tx.insert(seatNotices).values(notice).onConflictDoNothing().returning({ seatId: seatNotices.seatId });
  return noted.length > 0;
}

/** Seats whose last day is over; those for which more time was asked for only some days later. None of which access is changing just now. */
export async function seatsOver(tx: Tx, { day, limit }: Due): Promise<{ id: number }[]> {
  const isNotAsked = notExists(requestsAbout(tx, isExtension));
  return await tx
    .select({ id: seats.id })
    .from(seats)
    .innerJoin(people, eq(people.id, seats.personId))
    .where(
      and(
        isHeldHere,
        isNotNull(seats.endsOn),
        lt(seats.endsOn, day),
        or(isNotAsked, lt(seats.endsOn, addDays(day, -GRACE_DAYS))),
        notExists(requestsAbout(tx, isGranting)),
      ),
    )
    .orderBy(asc(seats.id))
    .limit(limit);
}

/** What those who have left ask for or wait for. What is being given to them just now is theirs in a moment, and taken back the next day. */
export async function requestsOfLeavers(tx: Tx, { limit }: Due): Promise<LicenseRequest[]> {
  const rows = await tx
    .select({ request: licenseRequests })
    .from(licenseRequests)
    .innerJoin(people, eq(people.id, licenseRequests.personId))
    .where(and(inArray(licenseRequests.state, ['asked', 'waiting']), eq(people.status, 'left')))
    .orderBy(asc(licenseRequests.id))
    .limit(limit);
  return rows.map(({ request }) => request);
}

/** What those who have left still hold, with the products' owners. */
export async function seatsOfLeavers(tx: Tx, { limit }: Due): Promise<{ id: number; ownerId: number | null }[]> {
  return await tx
    .select({ id: seats.id, ownerId: products.ownerId })
    .from(seats)
    .innerJoin(people, eq(people.id, seats.personId))
    .innerJoin(products, eq(products.id, seats.productId))
    .where(and(eq(seats.state, 'active'), isNull(seats.until), eq(people.status, 'left'), notExists(requestsAbout(tx, isGranting))))
    .orderBy(asc(seats.id))
    .limit(limit);
}
