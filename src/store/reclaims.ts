import { and, asc, desc, eq, isNotNull, isNull, lt, lte, notExists, or, sql } from 'drizzle-orm';
import type { ReclaimState } from '#core/license.ts';
import { addDays } from '#rules/business-time/local-time.ts';
import { ASK_AGAIN_DAYS, QUESTION_DAYS, UNDO_DAYS } from '#rules/seat-life.ts';
import type { Tx } from './database.ts';
import { products, seats } from './schema/licenses.ts';
import { people } from './schema/people.ts';
import { reclaims } from './schema/seat-life.ts';
import { requestsAbout, type Due } from './seat-life.ts';

export type Reclaim = typeof reclaims.$inferSelect;

/** The newest question about a seat. */
export async function lastReclaim(tx: Tx, seatId: number): Promise<Reclaim | undefined> {
  const [reclaim] = await tx.select().from(reclaims).where(eq(reclaims.seatId, seatId)).orderBy(desc(reclaims.id)).limit(1);
  return reclaim;
}

/** Under the seat's lock. False when one is open. */
export async function addReclaim(tx: Tx, seatId: number, askedOn: string): Promise<boolean> {
  const made = await tx.insert(reclaims).values({ seatId, askedOn }).onConflictDoNothing().returning({ id: reclaims.id });
  return made.length > 0;
}

export async function askReclaimAgain(tx: Tx, seatId: number, askedAgainOn: string): Promise<void> {
  await tx
    .update(reclaims)
    .set({ askedAgainOn })
    .where(and(eq(reclaims.seatId, seatId), eq(reclaims.state, 'asked'), isNull(reclaims.askedAgainOn)));
}

/** Ends the open question about a seat. False when there is none. Under the seat's lock. */
export async function endReclaim(tx: Tx, seatId: number, state: Exclude<ReclaimState, 'asked'>, endedOn: string): Promise<boolean> {
  const ended = await tx
    .update(reclaims)
    .set({ state, endedOn })
    .where(and(eq(reclaims.seatId, seatId), eq(reclaims.state, 'asked')))
    .returning({ id: reclaims.id });
  return ended.length > 0;
}

/** What came of a seat that was taken back: it was undone, or can be no longer. False when that is so already. */
export async function settleTaken(tx: Tx, id: number, state: 'undone' | 'final'): Promise<boolean> {
  const settled = await tx
    .update(reclaims)
    .set({ state })
    .where(and(eq(reclaims.id, id), eq(reclaims.state, 'taken')))
    .returning({ id: reclaims.id });
  return settled.length > 0;
}

const isOpen = eq(reclaims.state, 'asked');

/** From this day on, a seat that was last used then or before counts as idle. */
const idleSince = (day: string) => sql`${day}::date - ${products.idleDays}`;
/** Whoever got it later than that may not have come to it yet. */
const lastUse = sql`greatest(${seats.lastUsedOn}, ${seats.since})`;

/** Seats that nobody has used for as long as their product allows, whose holders have not been asked, or have said long ago that they use them. */
export async function seatsIdle(tx: Tx, { day, limit }: Due): Promise<{ id: number }[]> {
  const asked = tx
    .select({ id: reclaims.id })
    .from(reclaims)
    .where(and(eq(reclaims.seatId, seats.id), or(isOpen, and(eq(reclaims.state, 'kept'), sql`${reclaims.endedOn} > ${idleSince(day)}`))));
  return await tx
    .select({ id: seats.id })
    .from(seats)
    .innerJoin(people, eq(people.id, seats.personId))
    .innerJoin(products, eq(products.id, seats.productId))
    .where(
      and(
        eq(seats.state, 'active'),
        eq(people.status, 'active'),
        isNotNull(seats.lastUsedOn),
        sql`${lastUse} <= ${idleSince(day)}`,
        // One that ends before the question would is told of as ending.
        or(isNull(seats.endsOn), sql`${seats.endsOn} > ${addDays(day, QUESTION_DAYS)}::date`),
        notExists(asked),
        notExists(requestsAbout(tx)),
      ),
    )
    .orderBy(asc(seats.id))
    .limit(limit);
}

/** Open questions that have become needless: the seat was used since, its holder asks for more of it, or nobody wants to know any more. */
export async function needlessReclaims(tx: Tx, { day, limit }: Due): Promise<{ seatId: number; state: 'used' | 'kept' | 'dropped' }[]> {
  const used = sql`${seats.lastUsedOn} > ${idleSince(day)}`;
  const isAskedFor = sql`exists ${requestsAbout(tx)}`;
  return await tx
    .select({ seatId: seats.id, state: sql<'used' | 'kept' | 'dropped'>`case when ${isAskedFor} then 'kept' when ${used} then 'used' else 'dropped' end` })
    .from(reclaims)
    .innerJoin(seats, eq(seats.id, reclaims.seatId))
    .innerJoin(products, eq(products.id, seats.productId))
    .where(and(isOpen, or(used, isAskedFor, isNull(products.idleDays))))
    .orderBy(asc(reclaims.id))
    .limit(limit);
}

/** Seats whose holders have not answered for long enough, to be asked again. */
export async function reclaimsToRepeat(tx: Tx, due: Due): Promise<{ seatId: number }[]> {
  return await unanswered(tx, due, and(isNull(reclaims.askedAgainOn), lte(reclaims.askedOn, addDays(due.day, -ASK_AGAIN_DAYS))));
}

/** The same after the second time, to be taken back. */
export async function reclaimsToTake(tx: Tx, due: Due): Promise<{ seatId: number }[]> {
  return await unanswered(tx, due, lte(reclaims.askedAgainOn, addDays(due.day, -ASK_AGAIN_DAYS)));
}

async function unanswered(tx: Tx, { limit }: Due, since: ReturnType<typeof and>): Promise<{ seatId: number }[]> {
  return await tx
    .select({ seatId: reclaims.seatId })
    .from(reclaims)
    .innerJoin(seats, eq(seats.id, reclaims.seatId))
    .innerJoin(people, eq(people.id, seats.personId))
    .where(and(isOpen, since, eq(seats.state, 'active'), eq(people.status, 'active')))
    .orderBy(asc(reclaims.id))
    .limit(limit);
}

/** Seats that were taken back so long ago that it can no longer be undone. */
export async function reclaimsFinal(tx: Tx, { day, limit }: Due): Promise<{ id: number; seatId: number }[]> {
  return await tx
    .select({ id: reclaims.id, seatId: reclaims.seatId })
    .from(reclaims)
    .where(and(eq(reclaims.state, 'taken'), lt(reclaims.endedOn, addDays(day, -UNDO_DAYS))))
    .orderBy(asc(reclaims.id))
    .limit(limit);
}
