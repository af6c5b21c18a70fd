import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Edition } from '#rules/edition.ts';
import { id, instant } from './people.ts';

/** What was applied, oldest first. Append-only: triggers refuse update, delete and truncate. The last is in force. */
export const editions = pgTable(
  'editions',
  {
    id: id(),
    since: instant('since').notNull(),
    content: jsonb('content').$type<Edition>().notNull(),
    /** The file it was read from, to be compared with the next one. */
    source: text('source').notNull(),
  },
  (t) => [index('editions_since_idx').on(t.since), check('editions_source_filled', sql`${t.source} <> ''`)],
);
