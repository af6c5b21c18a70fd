import { sql, type SQL } from 'drizzle-orm';
import { check, customType, foreignKey, index, integer, jsonb, pgTable, primaryKey, real, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { FormValues } from '#core/form.ts';
import { id, instant, oneOf, people, ref, teams } from './people.ts';
import { tickets } from './tickets.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** `draft` is read by agents, `published` is offered, `retired` is kept for what was offered once. */
export const ARTICLE_STATES = ['draft', 'published', 'retired'] as const;
export type ArticleState = (typeof ARTICLE_STATES)[number];

/** Where its words come from: a folder that somebody imports, or a resolution that an agent kept in chat. */
const ARTICLE_ORIGINS = ['file', 'chat'] as const;
type ArticleOrigin = (typeof ARTICLE_ORIGINS)[number];

const written = () => ({
  title: text('title').notNull(),
  /** Other words for it, separated by a comma and a blank. */
  keywords: text('keywords').notNull(),
  /** Null for everybody; `agents`, or the name of a department. */
  audience: text('audience'),
  /** Markdown. */
  body: text('body').notNull(),
  state: text('state').$type<ArticleState>().notNull(),
  /** Who looks after it. */
  teamId: ref('team_id').references(() => teams.id),
});

/** Known answers as they stand now. `articles_kept` makes Postgres refuse a change that is not kept as a version. */
export const articles = pgTable(
  'articles',
  {
    id: id(),
    /** The name of its file without `.md`. */
    key: text('key').notNull(),
    version: integer('version').notNull(),
    origin: text('origin').$type<ArticleOrigin>().notNull(),
    ...written(),
    /** The ticket whose resolution it was. */
    ticketId: ref('ticket_id').references(() => tickets.id),
    /** Who wrote it down first; null for a file. */
    authorId: ref('author_id').references(() => people.id),
    updatedAt: instant('updated_at').notNull(),
    /** What misspelled words are compared with. */
    heading: text('heading').generatedAlwaysAs((): SQL => sql`lower(${articles.title} || ' ' || ${articles.keywords})`),
    /** English words by their stem, and all words of the heading as they are. Weights: title A, keywords B, body C. */
    search: tsvector('search').generatedAlwaysAs(
      (): SQL => sql`setweight(to_tsvector('english', ${articles.title}), 'A') || setweight(to_tsvector('simple', ${articles.title}), 'A') ||
        setweight(to_tsvector('english', ${articles.keywords}), 'B') || setweight(to_tsvector('simple', ${articles.keywords}), 'B') ||
        setweight(to_tsvector('english', ${articles.body}), 'C')`,
    ),
  },
  (t) => [
    uniqueIndex('articles_key_key').on(t.key),
    // articles_kept, a deferred foreign key (id, version) -> article_versions (article_id, version), is added in the migration by hand.
    uniqueIndex('articles_one_of_ticket_key').on(t.ticketId),
    // How many there are is needed to know how rare a word is.
    index('articles_published_idx')
      .on(t.id)
      .where(sql`${t.state} = 'published'`),
    index('articles_search_idx').using('gin', t.search),
    index('articles_heading_idx').using('gin', t.heading.op('gin_trgm_ops')),
    check('articles_key_shape', sql`${t.key} ~ '^[a-z0-9][a-z0-9-]{0,79}$'`),
    check('articles_version_positive', sql`${t.version} > 0`),
    check('articles_state_known', sql`${t.state} in (${oneOf(ARTICLE_STATES)})`),
    check('articles_origin_known', sql`${t.origin} in (${oneOf(ARTICLE_ORIGINS)})`),
    check('articles_title_length', sql`length(${t.title}) between 1 and 120`),
    check('articles_body_length', sql`length(${t.body}) between 1 and 20000`),
    check('articles_from_chat_whole', sql`${t.origin} = 'file' or num_nonnulls(${t.ticketId}, ${t.authorId}, ${t.teamId}) = 3`),
  ],
);

/** Every version of every article, with who made it. Append-only: triggers refuse update, delete and truncate. */
export const articleVersions = pgTable(
  'article_versions',
  {
    articleId: ref('article_id')
      .notNull()
      .references(() => articles.id),
    /** From 1 without gaps. */
    version: integer('version').notNull(),
    ...written(),
    /** Null when it was imported. */
    byId: ref('by_id').references(() => people.id),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.version] }), check('article_versions_numbered', sql`${t.version} > 0`)],
);

/** `asked`: before a ticket, with a question whether it helped. `linked`: beside a ticket that was made at once. */
export const OFFER_KINDS = ['asked', 'linked'] as const;

/** What was offered to whom, for which words. Only `ticket_id` is ever changed, once: the ticket that came of them after all. */
export const answerOffers = pgTable(
  'answer_offers',
  {
    id: id(),
    personId: ref('person_id')
      .notNull()
      .references(() => people.id),
    requestId: uuid('request_id').notNull(),
    kind: text('kind', { enum: OFFER_KINDS }).notNull(),
    words: text('words').notNull(),
    /** `workflow.action` that brings the words to a person, and what is known for it. */
    goesOn: text('goes_on').notNull(),
    values: jsonb('values').$type<FormValues>().notNull(),
    ticketId: ref('ticket_id').references(() => tickets.id),
    at: instant('at').notNull(),
  },
  (t) => [
    index('answer_offers_person_idx').on(t.personId, t.at),
    index('answer_offers_ticket_idx').on(t.ticketId),
    index('answer_offers_at_idx').on(t.at),
    check('answer_offers_kind_known', sql`${t.kind} in (${oneOf(OFFER_KINDS)})`),
    check('answer_offers_linked_to_ticket', sql`${t.kind} = 'asked' or ${t.ticketId} is not null`),
  ],
);

/** The articles of an offer, best first, as they stood then. */
export const answerOfferArticles = pgTable(
  'answer_offer_articles',
  {
    offerId: ref('offer_id')
      .notNull()
      .references(() => answerOffers.id),
    /** 1 to 3. */
    rank: integer('rank').notNull(),
    articleId: ref('article_id').notNull(),
    version: integer('version').notNull(),
    /** How well it fits, 0 to 1. */
    score: real('score').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.offerId, t.rank] }),
    uniqueIndex('answer_offer_articles_once_key').on(t.offerId, t.articleId),
    index('answer_offer_articles_article_idx').on(t.articleId),
    foreignKey({
      name: 'answer_offer_articles_version_fk',
      columns: [t.articleId, t.version],
      foreignColumns: [articleVersions.articleId, articleVersions.version],
    }),
    check('answer_offer_articles_rank_range', sql`${t.rank} between 1 and 3`),
    check('answer_offer_articles_score_range', sql`${t.score} between 0 and 1`),
  ],
);

/**
 * `solved`: they said so (confirmed deflection). `unsolved`: they went on to a person. After 24 hours without either, `contacted` when they
 * had a ticket or a word with a person meanwhile, else `potential` (potential deflection).
 */
export const OFFER_OUTCOMES = ['solved', 'unsolved', 'contacted', 'potential'] as const;
export type OfferOutcome = (typeof OFFER_OUTCOMES)[number];

/** What came of an offer. Append-only; `potential` may be followed by what they say later, everything else is the end. */
export const answerOutcomes = pgTable(
  'answer_outcomes',
  {
    offerId: ref('offer_id')
      .notNull()
      .references(() => answerOffers.id),
    outcome: text('outcome').$type<OfferOutcome>().notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.offerId, t.outcome] }),
    uniqueIndex('answer_outcomes_one_end_key')
      .on(t.offerId)
      .where(sql`${t.outcome} <> 'potential'`),
    index('answer_outcomes_at_idx').on(t.at),
    check('answer_outcomes_known', sql`${t.outcome} in (${oneOf(OFFER_OUTCOMES)})`),
  ],
);
