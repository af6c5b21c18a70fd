import { sql } from 'drizzle-orm';
import { check, date, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { ANSWERS, APPROVAL_STATES, type Answer, type ApprovalState, type Ladder } from '#core/approval.ts';
import { id, instant, oneOf, people, ref, teams } from './people.ts';

/**
 * Questions to approvers. What is asked never changes: a trigger (`approvals_as_asked`) refuses that, and any change after the
 * end. So whatever was approved is what was seen; something else is another row.
 */
export const approvals = pgTable(
  'approvals',
  {
    id: id(),
    version: integer('version').notNull().default(1),
    workflow: text('workflow').notNull(),
    subject: text('subject').notNull(),
    called: text('called').notNull(),
    requesterId: ref('requester_id')
      .notNull()
      .references(() => people.id),
    askedById: ref('asked_by_id')
      .notNull()
      .references(() => people.id),
    teamId: ref('team_id')
      .notNull()
      .references(() => teams.id),
    what: text('what').notNull(),
    why: text('why').notNull(),
    cost: text('cost'),
    digest: text('digest').notNull(),
    ladder: jsonb('ladder').$type<Ladder>().notNull(),
    rung: integer('rung').notNull().default(0),
    state: text('state').$type<ApprovalState>().notNull().default('pending'),
    askedAt: instant('asked_at').notNull(),
    dueAt: instant('due_at').notNull(),
    endedAt: instant('ended_at'),
    decidedById: ref('decided_by_id').references(() => people.id),
    reason: text('reason'),
  },
  (t) => [
    uniqueIndex('approvals_pending_key')
      .on(t.workflow, t.subject)
      .where(sql`${t.state} = 'pending'`),
    index('approvals_subject_idx').on(t.workflow, t.subject, t.id),
    index('approvals_requester_idx').on(t.requesterId, t.id),
    index('approvals_ended_idx').on(t.endedAt),
    check('approvals_version_positive', sql`${t.version} > 0`),
    check('approvals_state_known', sql`${t.state} in (${oneOf(APPROVAL_STATES)})`),
    check('approvals_what_filled', sql`${t.what} <> '' and ${t.called} <> ''`),
    check('approvals_digest_shape', sql`${t.digest} ~ '^[0-9a-f]{64}$'`),
    check('approvals_rung_counted', sql`${t.rung} >= 0`),
    check('approvals_ended_when_over', sql`(${t.state} = 'pending') = (${t.endedAt} is null)`),
    check('approvals_decided_by_somebody', sql`(${t.state} in ('approved', 'declined')) = (${t.decidedById} is not null)`),
    check('approvals_never_ones_own', sql`${t.decidedById} not in (${t.requesterId}, ${t.askedById})`),
    check('approvals_declined_with_reason', sql`${t.state} <> 'declined' or coalesce(${t.reason}, '') <> ''`),
    check('approvals_times_in_order', sql`${t.endedAt} >= ${t.askedAt} and ${t.dueAt} > ${t.askedAt}`),
  ],
);

/** Who was asked, and what they said. A trigger (`approval_asks_once`) refuses to change an answer, and to forget that somebody was asked. */
export const approvalAsks = pgTable(
  'approval_asks',
  {
    id: id(),
    approvalId: ref('approval_id')
      .notNull()
      .references(() => approvals.id),
    personId: ref('person_id')
      .notNull()
      .references(() => people.id),
    /** In whose place. */
    standsFor: ref('stands_for').references(() => people.id),
    rung: integer('rung').notNull(),
    askedAt: instant('asked_at').notNull(),
    remindedAt: instant('reminded_at'),
    answer: text('answer').$type<Answer>(),
    answeredAt: instant('answered_at'),
    reason: text('reason'),
  },
  (t) => [
    uniqueIndex('approval_asks_open_key')
      .on(t.approvalId, t.personId)
      .where(sql`${t.answer} is null`),
    index('approval_asks_person_open_idx')
      .on(t.personId)
      .where(sql`${t.answer} is null`),
    index('approval_asks_approval_idx').on(t.approvalId, t.id),
    check('approval_asks_answer_known', sql`${t.answer} in (${oneOf(ANSWERS)})`),
    check('approval_asks_answered_when', sql`(${t.answer} is null) = (${t.answeredAt} is null)`),
    check('approval_asks_for_another', sql`${t.standsFor} <> ${t.personId}`),
    check('approval_asks_rung_counted', sql`${t.rung} >= 0`),
    check('approval_asks_times_in_order', sql`${t.answeredAt} >= ${t.askedAt} and ${t.remindedAt} >= ${t.askedAt}`),
  ],
);

/**
 * Who decides for somebody who is away, from the first to the last day in that person's own time zone. Two of one person cannot
 * overlap (`delegations_one_at_a_time`, an exclusion constraint in the migration).
 */
export const delegations = pgTable(
  'delegations',
  {
    id: id(),
    personId: ref('person_id')
      .notNull()
      .references(() => people.id),
    deputyId: ref('deputy_id')
      .notNull()
      .references(() => people.id),
    startsOn: date('starts_on', { mode: 'string' }).notNull(),
    endsOn: date('ends_on', { mode: 'string' }).notNull(),
    /** Ended by hand, earlier than planned. */
    endedAt: instant('ended_at'),
  },
  (t) => [
    index('delegations_person_idx').on(t.personId, t.endsOn),
    check('delegations_to_another', sql`${t.deputyId} <> ${t.personId}`),
    check('delegations_days_in_order', sql`${t.endsOn} >= ${t.startsOn}`),
  ],
);
