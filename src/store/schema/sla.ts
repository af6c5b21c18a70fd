import { sql } from 'drizzle-orm';
import { bigint, check, foreignKey, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { SLA_METRICS, type SlaMetric } from '#rules/sla/metrics.ts';
import { instant, oneOf, ref } from './people.ts';
import { tickets } from './tickets.ts';

const milliseconds = (name: string) => bigint(name, { mode: 'number' });

/** `no_promise`: no policy fits, or it has no target for this; such a cycle is kept for its times. */
export const CYCLE_STATES = ['running', 'paused', 'no_promise', 'stopped', 'cancelled'] as const;
export type CycleState = (typeof CYCLE_STATES)[number];

/**
 * One run of one clock of a ticket, replayed from the ticket's events whenever one is added, and kept so that lists and
 * figures need no replay. Whether it is breached follows from `due_at` and `ended_at`, so no row has to change at that instant.
 */
export const slaCycles = pgTable(
  'sla_cycles',
  {
    ticketId: ref('ticket_id')
      .notNull()
      .references(() => tickets.id),
    metric: text('metric').$type<SlaMetric>().notNull(),
    /** From 1, of the same ticket and metric. */
    number: integer('number').notNull(),
    state: text('state').$type<CycleState>().notNull(),
    /** Of the terms it ends or goes on under; all three are null when nothing is promised. */
    policyId: text('policy_id'),
    policyVersion: integer('policy_version'),
    /** Opening hours. */
    targetMs: milliseconds('target_ms'),
    startedAt: instant('started_at').notNull(),
    /** Null while nobody can tell: it is paused and was not due before, or nothing is promised. */
    dueAt: instant('due_at'),
    /** Null while it goes on. */
    endedAt: instant('ended_at'),
    /** Opening hours that counted, until the end or until the last event. */
    elapsedMs: milliseconds('elapsed_ms').notNull(),
    /** Plain time, nights and all, for which it was paused, until the end or the last event. */
    pausedMs: milliseconds('paused_ms').notNull(),
    /** Promises broken under earlier terms of the same cycle; another priority does not undo them. */
    brokenBefore: integer('broken_before').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.ticketId, t.metric, t.number] }),
    index('sla_cycles_open_due_idx')
      .on(t.dueAt)
      .where(sql`${t.endedAt} is null and ${t.dueAt} is not null`),
    index('sla_cycles_ended_idx').on(t.metric, t.endedAt),
    check('sla_cycles_metric_known', sql`${t.metric} in (${oneOf(SLA_METRICS)})`),
    check('sla_cycles_state_known', sql`${t.state} in (${oneOf(CYCLE_STATES)})`),
    check('sla_cycles_numbered', sql`${t.number} > 0`),
    check('sla_cycles_terms_whole', sql`num_nonnulls(${t.policyId}, ${t.policyVersion}, ${t.targetMs}) in (0, 3)`),
    check('sla_cycles_target_positive', sql`${t.targetMs} > 0`),
    check('sla_cycles_ended_when_over', sql`(${t.state} in ('stopped', 'cancelled')) = (${t.endedAt} is not null)`),
    check('sla_cycles_no_promise_no_terms', sql`${t.state} <> 'no_promise' or ${t.targetMs} is null`),
    check('sla_cycles_times_counted', sql`${t.elapsedMs} >= 0 and ${t.pausedMs} >= 0 and ${t.brokenBefore} >= 0`),
    check('sla_cycles_times_in_order', sql`${t.endedAt} >= ${t.startedAt}`),
  ],
);

/** Who has been told of which part of a target used up. The key makes each notice one. */
export const slaNotices = pgTable(
  'sla_notices',
  {
    ticketId: ref('ticket_id').notNull(),
    metric: text('metric').$type<SlaMetric>().notNull(),
    number: integer('number').notNull(),
    /** Of the target. */
    percent: integer('percent').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ticketId, t.metric, t.number, t.percent] }),
    foreignKey({
      name: 'sla_notices_cycle_fk',
      columns: [t.ticketId, t.metric, t.number],
      foreignColumns: [slaCycles.ticketId, slaCycles.metric, slaCycles.number],
    }),
    check('sla_notices_percent_range', sql`${t.percent} between 1 and 100`),
  ],
);
