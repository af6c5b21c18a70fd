import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { RUNGS, type RungKind } from '#rules/ladder.ts';
import type { SlaMetric } from '#rules/sla/metrics.ts';
import { id, instant, oneOf, people, ref } from './people.ts';
import { slaCycles } from './sla.ts';
import { tickets } from './tickets.ts';

/** Who was asked to take a ticket that nobody took. The key makes each of them be asked once, as long as it waits. */
export const ticketOffers = pgTable(
  'ticket_offers',
  {
    id: id(),
    ticketId: ref('ticket_id')
      .notNull()
      .references(() => tickets.id),
    /** The ticket's version with which it began to wait. */
    since: integer('since').notNull(),
    kind: text('kind').$type<RungKind>().notNull(),
    personId: ref('person_id')
      .notNull()
      .references(() => people.id),
    at: instant('at').notNull(),
    /** They said that it is not for them. */
    passedAt: instant('passed_at'),
    /** It no longer waits: somebody has it, or it is over. */
    closedAt: instant('closed_at'),
  },
  (t) => [
    unique('ticket_offers_once_key').on(t.ticketId, t.since, t.kind, t.personId),
    index('ticket_offers_person_idx').on(t.personId, t.at),
    check('ticket_offers_kind_known', sql`${t.kind} in (${oneOf(RUNGS)})`),
    check('ticket_offers_since_counted', sql`${t.since} > 0`),
    check('ticket_offers_times_in_order', sql`${t.passedAt} >= ${t.at} and ${t.closedAt} >= ${t.at}`),
  ],
);

/** What somebody is to be told of a clock once their quiet hours are over: the highest part of its target only. */
export const heldNotices = pgTable(
  'held_notices',
  {
    ticketId: ref('ticket_id').notNull(),
    metric: text('metric').$type<SlaMetric>().notNull(),
    number: integer('number').notNull(),
    personId: ref('person_id')
      .notNull()
      .references(() => people.id),
    percent: integer('percent').notNull(),
    until: instant('until').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ticketId, t.metric, t.number, t.personId] }),
    foreignKey({
      name: 'held_notices_cycle_fk',
      columns: [t.ticketId, t.metric, t.number],
      foreignColumns: [slaCycles.ticketId, slaCycles.metric, slaCycles.number],
    }),
    check('held_notices_percent_range', sql`${t.percent} between 1 and 100`),
  ],
);
