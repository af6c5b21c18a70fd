import { sql } from 'drizzle-orm';
import { check, date, index, integer, pgTable, primaryKey, smallint, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { RECLAIM_STATES, type ReclaimState } from '#core/license.ts';
import { entitlements, seats } from './licenses.ts';
import { id, oneOf, people, ref } from './people.ts';
import { tickets } from './tickets.ts';

const day = (name: string) => date(name, { mode: 'string' });

/** That a seat ends was told to its holder so many days before; of another end they are told anew. */
export const seatNotices = pgTable(
  'seat_notices',
  {
    seatId: ref('seat_id')
      .notNull()
      .references(() => seats.id),
    endsOn: day('ends_on').notNull(),
    daysBefore: smallint('days_before').notNull(),
    toldOn: day('told_on').notNull(),
  },
  (t) => [primaryKey({ columns: [t.seatId, t.endsOn, t.daysBefore] }), check('seat_notices_days_known', sql`${t.daysBefore} in (14, 7, 1)`)],
);

/** Whether a seat is still needed: asked, asked again, and what came of it. One question about a seat is open at a time. */
export const reclaims = pgTable(
  'reclaims',
  {
    id: id(),
    seatId: ref('seat_id')
      .notNull()
      .references(() => seats.id),
    state: text('state').$type<ReclaimState>().notNull().default('asked'),
    askedOn: day('asked_on').notNull(),
    askedAgainOn: day('asked_again_on'),
    /** When it was answered, or the seat taken back. */
    endedOn: day('ended_on'),
  },
  (t) => [
    uniqueIndex('reclaims_one_open')
      .on(t.seatId)
      .where(sql`${t.state} = 'asked'`),
    index('reclaims_seat_idx').on(t.seatId, t.id),
    index('reclaims_taken_idx')
      .on(t.endedOn)
      .where(sql`${t.state} = 'taken'`),
    check('reclaims_state_known', sql`${t.state} in (${oneOf(RECLAIM_STATES)})`),
    check('reclaims_ended_when_over', sql`(${t.state} = 'asked') = (${t.endedOn} is null)`),
    check('reclaims_dates_in_order', sql`${t.askedAgainOn} > ${t.askedOn} and ${t.endedOn} >= coalesce(${t.askedAgainOn}, ${t.askedOn})`),
  ],
);

/** Whoever looks after a product was told that a term of it is to be decided about, with how its seats were used then. */
export const renewalNotices = pgTable(
  'renewal_notices',
  {
    id: id(),
    entitlementId: ref('entitlement_id')
      .notNull()
      .references(() => entitlements.id),
    /** The day that it was told of: the last for notice, or else the last of the term. */
    decideBy: day('decide_by').notNull(),
    daysBefore: smallint('days_before').notNull(),
    toldOn: day('told_on').notNull(),
    /** Who was told in a card; null: a ticket was opened, unless nobody works here who could have it. */
    personId: ref('person_id').references(() => people.id),
    ticketId: ref('ticket_id').references(() => tickets.id),
    held: integer('held').notNull(),
    /** Of those that are held: not used for the product's `idleDays`, or 30 days. */
    idle: integer('idle').notNull(),
    /** Of those that are held: nobody has told the desk whether they are used. */
    unknown: integer('unknown').notNull(),
  },
  (t) => [
    unique('renewal_notices_once').on(t.entitlementId, t.decideBy, t.daysBefore),
    index('renewal_notices_ticket_idx').on(t.ticketId),
    check('renewal_notices_days_known', sql`${t.daysBefore} in (90, 60, 30)`),
    check('renewal_notices_one_way', sql`${t.personId} is null or ${t.ticketId} is null`),
    check('renewal_notices_counted', sql`${t.idle} >= 0 and ${t.unknown} >= 0 and ${t.idle} + ${t.unknown} <= ${t.held}`),
  ],
);
