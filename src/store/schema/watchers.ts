import { boolean, check, index, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { instant, people, ref } from './people.ts';
import { tickets } from './tickets.ts';

/** Who hears of a ticket besides its requester and whoever works on it. Who stops keeps their row. */
export const ticketWatchers = pgTable(
  'ticket_watchers',
  {
    ticketId: ref('ticket_id')
      .notNull()
      .references(() => tickets.id),
    personId: ref('person_id')
      .notNull()
      .references(() => people.id),
    /** They reported it for the requester, so they may add to it. */
    reporter: boolean('reporter').notNull(),
    watching: boolean('watching').notNull().default(true),
    /** Who added them; themselves, when they asked for it. */
    byId: ref('by_id')
      .notNull()
      .references(() => people.id),
    at: instant('at').notNull(),
    /** How often `watching` has become what it is: cards show it, and this never shrinks. */
    changes: integer('changes').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.ticketId, t.personId] }),
    index('ticket_watchers_person_idx').on(t.personId),
    check('ticket_watchers_changes_counted', sql`${t.changes} > 0`),
  ],
);
