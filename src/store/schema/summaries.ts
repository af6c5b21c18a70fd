import { sql } from 'drizzle-orm';
import { boolean, check, date, index, integer, pgTable, primaryKey, smallint, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { departments, id, instant, people, ref, teams } from './people.ts';
import { tickets } from './tickets.ts';

/** Who gets a summary when, of what and where. Stopped ones are kept; of those that are not, each person has one. */
export const summarySubscriptions = pgTable(
  'summary_subscriptions',
  {
    id: id(),
    personId: ref('person_id')
      .notNull()
      .references(() => people.id),
    every: text('every', { enum: ['day', 'workday', 'week', 'month'] }).notNull(),
    /** Sunday is 0; only of a weekly one. */
    weekday: smallint('weekday'),
    /** 1 to 31; only of a monthly one. */
    monthDay: smallint('month_day'),
    /** By the clock on the wall there: `09:00`. */
    time: text('time').notNull(),
    /** IANA zone. */
    zone: text('zone').notNull(),
    /** Of whose requests it tells; null when it is of teams. */
    departmentId: ref('department_id').references(() => departments.id),
    /** The team in whose channel it is shown; null for direct messages. */
    channelTeamId: ref('channel_team_id').references(() => teams.id),
    /** The next one: its day there, and the instant. */
    /** From the configuration file, until its person says otherwise: only such ones does a file change or end. */
    fromFile: boolean('from_file').notNull().default(false),
    nextOn: date('next_on', { mode: 'string' }).notNull(),
    nextAt: instant('next_at').notNull(),
    startedAt: instant('started_at').notNull(),
    stoppedAt: instant('stopped_at'),
  },
  (t) => [
    uniqueIndex('summary_subscriptions_one_each')
      .on(t.personId)
      .where(sql`${t.stoppedAt} is null`),
    index('summary_subscriptions_person_idx').on(t.personId),
    check('summary_subscriptions_every_known', sql`${t.every} in ('day', 'workday', 'week', 'month')`),
    check('summary_subscriptions_weekday', sql`(${t.every} = 'week') = (${t.weekday} is not null) and ${t.weekday} between 0 and 6`),
    check('summary_subscriptions_month_day', sql`(${t.every} = 'month') = (${t.monthDay} is not null) and ${t.monthDay} between 1 and 31`),
    check('summary_subscriptions_time_shape', sql`${t.time} ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'`),
    check('summary_subscriptions_zone_named', sql`${t.zone} <> ''`),
    check('summary_subscriptions_channel_of_teams', sql`${t.departmentId} is null or ${t.channelTeamId} is null`),
  ],
);

/** The teams that a subscription is about. */
export const summaryTeams = pgTable(
  'summary_teams',
  {
    subscriptionId: ref('subscription_id')
      .notNull()
      .references(() => summarySubscriptions.id),
    teamId: ref('team_id')
      .notNull()
      .references(() => teams.id),
  },
  (t) => [primaryKey({ columns: [t.subscriptionId, t.teamId] })],
);

/** Summaries that were shown. The key makes them one for each subscription and day on which one is due. */
export const summaries = pgTable(
  'summaries',
  {
    id: id(),
    subscriptionId: ref('subscription_id')
      .notNull()
      .references(() => summarySubscriptions.id),
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    dueAt: instant('due_at').notNull(),
    shownAt: instant('shown_at').notNull(),
    /** The instant as of which it says what is late; moves when somebody has it look again. */
    asOf: instant('as_of').notNull(),
    /** The whole days it is about: from the first until just before the second. */
    periodFrom: date('period_from', { mode: 'string' }).notNull(),
    periodTo: date('period_to', { mode: 'string' }).notNull(),
    /** From there until `period_from` is what it is compared with. Null where that was not kept: then with nothing. */
    beforeFrom: date('before_from', { mode: 'string' }),
    /** How many before it were never shown, because nothing ran. */
    missed: integer('missed').notNull().default(0),
    /** Counts what happens to it, so that its card is drawn anew. */
    version: integer('version').notNull().default(1),
  },
  (t) => [
    unique('summaries_once').on(t.subscriptionId, t.dueOn),
    check('summaries_not_early', sql`${t.shownAt} >= ${t.dueAt} and ${t.asOf} >= ${t.shownAt}`),
    check('summaries_period_in_order', sql`${t.periodTo} > ${t.periodFrom} and ${t.periodFrom} > ${t.beforeFrom}`),
    check('summaries_counted', sql`${t.missed} >= 0 and ${t.version} > 0`),
  ],
);

/** Whom a reader of a summary has asked how a ticket stands. The key makes it once a summary and ticket. */
export const summaryNudges = pgTable(
  'summary_nudges',
  {
    summaryId: ref('summary_id')
      .notNull()
      .references(() => summaries.id),
    ticketId: ref('ticket_id')
      .notNull()
      .references(() => tickets.id),
    byId: ref('by_id')
      .notNull()
      .references(() => people.id),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.summaryId, t.ticketId] })],
);
