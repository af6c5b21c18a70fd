import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { ChatEvent } from '#core/chat-event.ts';
import { id, instant, oneOf, people, ref } from './people.ts';

/** Every event ever accepted, by its key: the guard against a second delivery, and the record of what was said. */
export const inbox = pgTable(
  'inbox',
  {
    key: text('key').primaryKey(),
    requestId: uuid('request_id').notNull().unique(),
    event: jsonb('event').$type<ChatEvent>().notNull(),
    receivedAt: instant('received_at').notNull().defaultNow(),
    /** `platform/workspace/user` and `platform/workspace/room`: what is counted against the limits. */
    sender: text('sender').notNull().default(''),
    room: text('room').notNull().default(''),
  },
  (t) => [index('inbox_sender_idx').on(t.sender, t.receivedAt), index('inbox_room_idx').on(t.room, t.receivedAt)],
);

/** What somebody chose when the desk asked which of several things they meant. Chosen once, however often it is pressed. */
export const choices = pgTable('choices', {
  /** The message that was asked about. */
  requestId: uuid('request_id')
    .primaryKey()
    .references(() => inbox.requestId),
  intent: text('intent').notNull(),
});

const KINDS = ['event', 'post', 'card', 'file', 'step', 'timer'] as const;
export type OutboxKind = (typeof KINDS)[number];

/**
 * What is still to be done. Written in the transaction that decided it; the queue only says that there is something to do.
 * Rows of one lane run one after another, in the order of `seq`; lanes run side by side.
 *
 * For what happens outside (`post`, `card`, `file`, `step`) the row is also the ledger: leasing it writes down the intention,
 * `unsure` says how many calls were begun whose outcome nobody knows, and the end of the row confirms, with the
 * other side's reference.
 */
export const outbox = pgTable(
  'outbox',
  {
    id: uuid('id').primaryKey(),
    /** Given by a trigger under a lock on the lane, so that within a lane it follows the order of commits. */
    seq: bigint('seq', { mode: 'number' }).notNull().default(0),
    lane: text('lane').notNull(),
    kind: text('kind').$type<OutboxKind>().notNull(),
    payload: jsonb('payload').$type<unknown>().notNull(),
    /** The event that all this follows from; a timer starts its own. */
    requestId: uuid('request_id').notNull(),
    state: text('state', { enum: ['ready', 'done', 'dead', 'dropped'] })
      .notNull()
      .default('ready'),
    attempts: integer('attempts').notNull().default(0),
    nextAt: instant('next_at').notNull().defaultNow(),
    /** A worker has it until then, by the database's clock. */
    leasedUntil: instant('leased_until'),
    /** Counts leases; a worker whose fence is old can write nothing. */
    fence: integer('fence').notNull().default(0),
    lastError: text('last_error'),
    createdAt: instant('created_at').notNull().defaultNow(),
    doneAt: instant('done_at'),
    /** Written by a release that knows this many versions of rows; older workers leave newer rows alone. */
    v: integer('v').notNull().default(1),
    /** Outside calls begun for this row whose outcome is not known, the one under way included. */
    unsure: integer('unsure').notNull().default(0),
    /** How often in a row the outside could not be reached; sets how long the next wait is. */
    waits: integer('waits').notNull().default(0),
    /** The other side's name for what was done, such as the id of a message. */
    ref: text('ref'),
    /** A later row with the same key takes the place of an unfinished one: timers. */
    replaceKey: text('replace_key'),
  },
  (t) => [
    // Each partial index has a condition that only its own statements state. Where several would do, an index that was
    // small when a statement was planned is walked from end to end for every single row, however long it has become.
    index('outbox_lane_idx')
      .on(t.lane, t.seq)
      .where(sql`${t.state} = 'ready'`),
    index('outbox_dead_idx')
      .on(t.doneAt)
      .where(sql`${t.state} = 'dead'`),
    index('outbox_due_idx')
      .on(t.nextAt)
      .where(sql`${t.doneAt} is null`),
    index('outbox_request_idx')
      .on(t.requestId)
      .where(sql`${t.state} = 'ready' and ${t.kind} <> 'timer'`),
    index('outbox_replace_idx')
      .on(t.replaceKey)
      .where(sql`${t.state} = 'ready' and ${t.replaceKey} is not null`),
    check('outbox_state_known', sql`${t.state} in ('ready', 'done', 'dead', 'dropped')`),
    check('outbox_kind_known', sql`${t.kind} in (${oneOf(KINDS)})`),
    check('outbox_counted', sql`${t.attempts} >= 0 and ${t.unsure} >= 0 and ${t.waits} >= 0`),
    check('outbox_done_is_dated', sql`(${t.state} = 'ready') = (${t.doneAt} is null)`),
  ],
);

/** Who did or was refused what. Append-only: triggers refuse update, delete and truncate. */
export const audit = pgTable(
  'audit',
  {
    id: id(),
    at: instant('at').notNull().defaultNow(),
    /** Null when nobody we know acted. */
    personId: ref('person_id').references(() => people.id),
    /** `platform/workspace/user`, as verified by the front end. */
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    outcome: text('outcome', { enum: ['done', 'refused'] }).notNull(),
    reason: text('reason').notNull().default(''),
    requestId: uuid('request_id'),
  },
  (t) => [
    index('audit_at_idx').on(t.at),
    index('audit_person_idx').on(t.personId, t.at),
    check('audit_outcome_known', sql`${t.outcome} in ('done', 'refused')`),
  ],
);
