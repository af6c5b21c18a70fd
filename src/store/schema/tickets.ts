import { sql, type SQL } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid, type AnyPgColumn } from 'drizzle-orm/pg-core';
import type { FormValues } from '#core/form.ts';
import type { Category, Priority, ResolutionCode, TicketApproval, TicketEvent, TicketState, Urgency } from '#core/ticket.ts';
import { CATEGORIES, OPEN_STATES, RESOLUTION_CODES, TICKET_APPROVALS, TICKET_STATES, URGENCIES } from '#core/ticket.ts';
import { id, instant, oneOf, people, ref, teams } from './people.ts';

/** In one of these states. They are written out: a plan that is kept for any values could not use an index of some states only. */
export const standsIn = (states: readonly TicketState[]): SQL => sql`${tickets.state} in (${oneOf(states)})`;
/** Somebody has to do something about it. */
export const isOpen = (): SQL => standsIn(OPEN_STATES);

/**
 * Where each ticket stands: the fold of its events, kept so that lists are one index scan.
 * `tickets_last_event` makes Postgres refuse a change that has no event behind it.
 */
export const tickets = pgTable(
  'tickets',
  {
    /** Shown as `T-1042`. */
    id: bigint('id', { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity({ startWith: 1001 }),
    version: integer('version').notNull(),
    requesterId: ref('requester_id')
      .notNull()
      .references(() => people.id),
    teamId: ref('team_id')
      .notNull()
      .references(() => teams.id),
    assigneeId: ref('assignee_id').references(() => people.id),
    state: text('state').$type<TicketState>().notNull(),
    title: text('title').notNull(),
    urgency: text('urgency').$type<Urgency>().notNull(),
    priority: integer('priority').$type<Priority>().notNull(),
    /** Null for a fault, and for what came before there were any. */
    category: text('category').$type<Category>(),
    /** A name that the configuration file gave then; it may be gone from there. */
    subcategory: text('subcategory'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    firstReplyAt: instant('first_reply_at'),
    resolvedAt: instant('resolved_at'),
    resolutionCode: text('resolution_code').$type<ResolutionCode>(),
    resolution: text('resolution'),
    reopenCount: integer('reopen_count').notNull().default(0),
    stars: integer('stars'),
    /** The ticket in which this one goes on. A trigger refuses chains: it is never merged itself. */
    mergedInto: ref('merged_into').references((): AnyPgColumn => tickets.id),
    /** Nobody works on it until then. */
    snoozedUntil: instant('snoozed_until'),
    /** The message it was made from, in the platform's own client. */
    sourceLink: text('source_link'),
    /** How the last question to approvers about it stands; null when there was none. */
    approval: text('approval').$type<TicketApproval>(),
    /** Its words are for the requester, the one who has it and the team's leads; then its title says nothing either. */
    private: boolean('private').notNull().default(false),
  },
  (t) => [
    // tickets_last_event, a deferred foreign key (id, version) -> ticket_events (ticket_id, seq), is added in the migration by hand.
    index('tickets_requester_idx').on(t.requesterId, t.id),
    // What somebody has open or may still answer about, however much they asked for over the years.
    index('tickets_requester_alive_idx')
      .on(t.requesterId, t.id)
      .where(sql`${t.state} in ('new', 'in_progress', 'waiting', 'resolved')`),
    index('tickets_team_open_idx')
      .on(t.teamId, t.id)
      .where(sql`${t.state} in ('new', 'in_progress', 'waiting')`),
    index('tickets_assignee_open_idx')
      .on(t.assigneeId, t.id)
      .where(sql`${t.state} in ('new', 'in_progress', 'waiting')`),
    check('tickets_version_positive', sql`${t.version} > 0`),
    check('tickets_state_known', sql`${t.state} in (${oneOf(TICKET_STATES)})`),
    check('tickets_urgency_known', sql`${t.urgency} in (${oneOf(URGENCIES)})`),
    check('tickets_category_known', sql`${t.category} in (${oneOf(CATEGORIES)})`),
    check('tickets_subcategory_length', sql`length(${t.subcategory}) between 1 and 40`),
    check('tickets_priority_known', sql`${t.priority} between 1 and 4`),
    check('tickets_title_length', sql`length(${t.title}) between 1 and 200`),
    check('tickets_new_is_unassigned', sql`${t.state} <> 'new' or ${t.assigneeId} is null`),
    check('tickets_work_is_assigned', sql`${t.state} <> 'in_progress' or ${t.assigneeId} is not null`),
    check('tickets_resolution_whole', sql`(${t.resolvedAt} is null) = (${t.resolutionCode} is null) and (${t.resolvedAt} is null) = (${t.resolution} is null)`),
    check('tickets_resolved_when_done', sql`(${t.state} in ('resolved', 'closed')) = (${t.resolvedAt} is not null)`),
    check('tickets_resolution_code_known', sql`${t.resolutionCode} in (${oneOf(RESOLUTION_CODES)})`),
    check('tickets_stars_range', sql`${t.stars} between 1 and 5`),
    check('tickets_times_in_order', sql`${t.updatedAt} >= ${t.createdAt}`),
    index('tickets_merged_idx')
      .on(t.mergedInto)
      .where(sql`${t.mergedInto} is not null`),
    check('tickets_merged_elsewhere', sql`${t.mergedInto} <> ${t.id}`),
    check('tickets_merged_as_duplicate', sql`${t.mergedInto} is null or (${t.state} = 'closed' and ${t.resolutionCode} = 'duplicate')`),
    check('tickets_approval_known', sql`${t.approval} in (${oneOf(TICKET_APPROVALS)})`),
    check('tickets_approval_while_open', sql`${t.approval} <> 'pending' or ${t.state} in ('new', 'in_progress', 'waiting')`),
    check('tickets_snoozed_while_at_work', sql`${t.snoozedUntil} is null or ${t.state} in ('new', 'in_progress')`),
    check('tickets_private_untold', sql`not ${t.private} or (${t.title} = 'A private request' and ${t.sourceLink} is null)`),
    check('tickets_source_link_safe', sql`${t.sourceLink} like 'https://%'`),
  ],
);

/** Append-only: triggers refuse update, delete and truncate. `seq` counts from 1 without gaps and equals the ticket's version. */
export const ticketEvents = pgTable(
  'ticket_events',
  {
    ticketId: ref('ticket_id')
      .notNull()
      .references(() => tickets.id),
    seq: integer('seq').notNull(),
    type: text('type').$type<TicketEvent['type']>().notNull(),
    /** The event's own fields, without `type`. */
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    /** Null when the desk itself acted, in a timer. */
    actorId: ref('actor_id').references(() => people.id),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ticketId, t.seq] }),
    index('ticket_events_type_at_idx').on(t.type, t.at),
    check('ticket_events_seq_positive', sql`${t.seq} > 0`),
  ],
);

/** What people said on a ticket. `private` never leaves the team. */
export const messages = pgTable(
  'messages',
  {
    id: id(),
    ticketId: ref('ticket_id')
      .notNull()
      .references(() => tickets.id),
    authorId: ref('author_id')
      .notNull()
      .references(() => people.id),
    visibility: text('visibility', { enum: ['public', 'private'] }).notNull(),
    body: text('body').notNull(),
    at: instant('at').notNull(),
    /** Where its author wrote it, so that it follows what they change there; all four are null when it was typed into a form. */
    platform: text('platform'),
    workspace: text('workspace'),
    room: text('room'),
    externalId: text('external_id'),
    /** Counts from 1 with each change. */
    version: integer('version').notNull().default(1),
    editedAt: instant('edited_at'),
    /** Its author took it back: the words are gone, that something was said is not. */
    deleted: boolean('deleted').notNull().default(false),
    /** What was said to several at once is kept on each ticket; where it was written is known of one, which the others follow. */
    echoOf: ref('echo_of').references((): AnyPgColumn => messages.id),
  },
  (t) => [
    index('messages_ticket_idx').on(t.ticketId, t.id),
    index('messages_echo_idx')
      .on(t.echoOf)
      .where(sql`${t.echoOf} is not null`),
    check('messages_echo_written_elsewhere', sql`${t.echoOf} is null or ${t.platform} is null`),
    uniqueIndex('messages_origin_key').on(t.platform, t.workspace, t.room, t.externalId),
    check('messages_visibility_known', sql`${t.visibility} in ('public', 'private')`),
    check('messages_body_filled', sql`(${t.body} = '') = ${t.deleted}`),
    check('messages_origin_whole', sql`num_nonnulls(${t.platform}, ${t.workspace}, ${t.room}, ${t.externalId}) in (0, 4)`),
    check('messages_edits_counted', sql`${t.version} > 0 and (${t.version} = 1) = (${t.editedAt} is null)`),
  ],
);

/** Files that people shared on a ticket. The bytes stay on the platform where they were shared. */
export const attachments = pgTable(
  'attachments',
  {
    id: id(),
    ticketId: ref('ticket_id')
      .notNull()
      .references(() => tickets.id),
    /** What they came with. */
    messageId: ref('message_id')
      .notNull()
      .references(() => messages.id),
    authorId: ref('author_id')
      .notNull()
      .references(() => people.id),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    /** In bytes; 0 where the platform did not say. */
    size: bigint('size', { mode: 'number' }).notNull(),
    platform: text('platform').notNull(),
    workspace: text('workspace').notNull(),
    externalId: text('external_id').notNull(),
  },
  (t) => [
    index('attachments_ticket_idx').on(t.ticketId, t.id),
    index('attachments_file_idx').on(t.platform, t.workspace, t.externalId),
    unique('attachments_once_key').on(t.messageId, t.platform, t.workspace, t.externalId),
    check('attachments_named', sql`${t.name} <> ''`),
    check('attachments_size_counted', sql`${t.size} >= 0`),
  ],
);

/** Every place a card hangs, so that all copies follow their subject. Of person and team exactly one is set. */
export const postedCards = pgTable(
  'posted_cards',
  {
    id: uuid('id').primaryKey(),
    workflow: text('workflow').notNull(),
    subject: text('subject').notNull(),
    audience: text('audience', { enum: ['requester', 'agents', 'approver'] }).notNull(),
    personId: ref('person_id').references(() => people.id),
    teamId: ref('team_id').references(() => teams.id),
    /** The subject in whose thread it hangs, under that subject's card in the team's channel; null at the top level. */
    under: text('under'),
    /** Where it was posted; all four are null until the first delivery. */
    platform: text('platform'),
    workspace: text('workspace'),
    room: text('room'),
    messageId: text('message_id'),
    /** Version of the subject drawn last. */
    version: integer('version').notNull().default(0),
  },
  (t) => [
    unique('posted_cards_place_key').on(t.workflow, t.subject, t.audience, t.personId, t.teamId).nullsNotDistinct(),
    uniqueIndex('posted_cards_message_key').on(t.platform, t.workspace, t.room, t.messageId),
    check('posted_cards_audience_known', sql`${t.audience} in ('requester', 'agents', 'approver')`),
    check('posted_cards_one_place', sql`num_nonnulls(${t.personId}, ${t.teamId}) = 1`),
    check('posted_cards_under_in_channel', sql`${t.under} is null or ${t.teamId} is not null`),
    check('posted_cards_posted_whole', sql`num_nonnulls(${t.platform}, ${t.workspace}, ${t.room}, ${t.messageId}) in (0, 4)`),
  ],
);

/** What the desk asked, one row a question. Its card follows it: the buttons go when it is answered or dropped. */
export const questions = pgTable(
  'questions',
  {
    id: uuid('id').primaryKey(),
    personId: ref('person_id')
      .notNull()
      .references(() => people.id),
    /** `workflow.action` that runs once its form is filled, with its subject and value. */
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    value: text('value').notNull(),
    /** The field asked for, and what is known already. */
    field: text('field').notNull(),
    values: jsonb('values').$type<FormValues>().notNull(),
    intro: text('intro'),
    state: text('state', { enum: ['open', 'answered', 'dropped'] })
      .notNull()
      .default('open'),
    answer: text('answer'),
  },
  (t) => [
    index('questions_person_idx').on(t.personId),
    check('questions_state_known', sql`${t.state} in ('open', 'answered', 'dropped')`),
    check('questions_answered_with_words', sql`(${t.state} = 'answered') = (${t.answer} is not null)`),
  ],
);

/** Where the talk with a person stands, in whichever room and on whichever platform they go on with it. */
export const conversations = pgTable(
  'conversations',
  {
    personId: bigint('person_id', { mode: 'number' })
      .primaryKey()
      .references(() => people.id),
    /** The open question; null when none is. */
    questionId: uuid('question_id').references(() => questions.id),
    /** How often in a row the desk had to ask what was meant. */
    misses: integer('misses').notNull().default(0),
    /** What else was asked for in one message, in its own words, to be taken up one after another. */
    waiting: jsonb('waiting').$type<readonly string[]>().notNull().default([]),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [check('conversations_misses_counted', sql`${t.misses} >= 0`), check('conversations_waiting_listed', sql`jsonb_typeof(${t.waiting}) = 'array'`)],
);
