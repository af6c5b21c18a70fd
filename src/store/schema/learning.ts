import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, real, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { Phrases } from '#core/intent.ts';
import { inbox } from './flow.ts';
import { id, instant, oneOf } from './people.ts';

/** What became of a message that the desk was not sure of. */
export const OUTCOMES = ['asked', 'chosen', 'rephrased', 'corrected', 'handed_over', 'imported'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Messages that the desk was not sure of, to learn from once somebody has said what they mean. Nothing says who wrote them. */
export const intentExamples = pgTable(
  'intent_examples',
  {
    id: id(),
    /** Null for what was imported. */
    requestId: uuid('request_id').references(() => inbox.requestId),
    /** Without secrets. */
    text: text('text').notNull(),
    guessed: text('guessed').notNull(),
    confidence: real('confidence').notNull(),
    outcome: text('outcome').$type<Outcome>().notNull().default('asked'),
    /** What its author chose, or said in other words; a hint, not yet a lesson. */
    turnedOut: text('turned_out'),
    /** What an administrator says it means; only that is learned. */
    label: text('label'),
    platform: text('platform').notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('intent_examples_request_key').on(t.requestId),
    index('intent_examples_unlabelled_idx')
      .on(t.guessed, t.id)
      .where(sql`${t.label} is null`),
    uniqueIndex('intent_examples_imported_key')
      .on(t.text, t.label)
      .where(sql`${t.outcome} = 'imported'`),
    check('intent_examples_outcome_known', sql`${t.outcome} in (${oneOf(OUTCOMES)})`),
    check('intent_examples_confidence_range', sql`${t.confidence} between 0 and 1`),
    check(
      'intent_examples_imported_labelled',
      sql`(${t.outcome} = 'imported') = (${t.requestId} is null) and (${t.requestId} is not null or ${t.label} is not null)`,
    ),
  ],
);

export interface Figures {
  /** Of the held-out messages: how many get the right intent, how many are acted on, and how many of these rightly. */
  readonly right: number;
  readonly sure: number;
  readonly surelyRight: number;
  readonly of: number;
}

/** What was learned from labelled messages, besides the phrases that come with the release. The one promoted last is used. */
export const intentVersions = pgTable('intent_versions', {
  id: id(),
  learned: jsonb('learned').$type<readonly Phrases[]>().notNull(),
  before: jsonb('before').$type<Figures>().notNull(),
  after: jsonb('after').$type<Figures>().notNull(),
  trainedAt: instant('trained_at').notNull().defaultNow(),
  promotedAt: instant('promoted_at'),
});
