import { sql, type SQL } from 'drizzle-orm';
import { check, customType, index, integer, pgTable, primaryKey, real, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant, people, ref } from './people.ts';
import { tickets } from './tickets.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/**
 * What each ticket was reported with, to find its like. A trigger on `messages` keeps it: the title and the first words, and what their
 * author makes of them later.
 */
export const ticketTexts = pgTable(
  'ticket_texts',
  {
    ticketId: ref('ticket_id')
      .primaryKey()
      .references(() => tickets.id),
    /** Whole weeks since 1970 when it was opened. */
    week: integer('week').notNull(),
    text: text('text').notNull(),
    /** Not indexed: from it the server knows how common each word is. */
    words: tsvector('words').generatedAlwaysAs((): SQL => sql`to_tsvector('english', ${ticketTexts.text})`),
    /** Each word with its week (`in_week` is in the migrations): a search in one week costs the same however many years lie before. */
    search: tsvector('search').generatedAlwaysAs((): SQL => sql`in_week(${ticketTexts.week}, to_tsvector('english', ${ticketTexts.text}))`),
  },
  (t) => [index('ticket_texts_search_idx').using('gin', t.search), check('ticket_texts_length', sql`length(${t.text}) between 1 and 4000`)],
);

/**
 * `similar`: the desk found that they look alike. `related`: an agent says that they belong together. `parent`: the other one stands for this
 * one, and what is said there of the fault's state is passed on to this one's requester.
 */
export const LINK_KINDS = ['similar', 'related', 'parent'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** How a ticket belongs to another: an older one, unless a person says otherwise. */
export const ticketLinks = pgTable(
  'ticket_links',
  {
    ticketId: ref('ticket_id')
      .notNull()
      .references(() => tickets.id),
    otherId: ref('other_id')
      .notNull()
      .references(() => tickets.id),
    kind: text('kind').$type<LinkKind>().notNull(),
    /** How alike they are, 0 to 1; null when a person linked them. */
    score: real('score'),
    /** Null when the desk did. */
    byId: ref('by_id').references(() => people.id),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ticketId, t.otherId, t.kind] }),
    index('ticket_links_other_idx').on(t.otherId),
    uniqueIndex('ticket_links_one_parent_key')
      .on(t.ticketId)
      .where(sql`${t.kind} = 'parent'`),
    check('ticket_links_elsewhere', sql`${t.ticketId} <> ${t.otherId}`),
    check('ticket_links_kind_known', sql`${t.kind} in ('similar', 'related', 'parent')`),
    check('ticket_links_score_range', sql`${t.score} between 0 and 1`),
    // A trigger refuses parents of parents: what hangs on a ticket has nothing that hangs on it.
    check('ticket_links_similar_by_desk', sql`(${t.kind} = 'similar') = (${t.score} is not null) and (${t.kind} <> 'similar' or ${t.byId} is null)`),
    check('ticket_links_related_by_person', sql`${t.kind} <> 'related' or ${t.byId} is not null`),
  ],
);
