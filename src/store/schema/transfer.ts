import { check, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { ref } from './people.ts';
import { tickets } from './tickets.ts';

/** What tickets that came from another desk were called there; so nothing comes twice. */
export const importedTickets = pgTable(
  'imported_tickets',
  {
    /** Which desk that was, as whoever imported it calls it. */
    source: text('source').notNull(),
    reference: text('reference').notNull(),
    ticketId: ref('ticket_id')
      .notNull()
      .references(() => tickets.id),
  },
  (t) => [
    primaryKey({ columns: [t.source, t.reference] }),
    unique('imported_tickets_ticket_key').on(t.ticketId),
    check('imported_tickets_named', sql`${t.source} <> '' and ${t.reference} <> ''`),
  ],
);
