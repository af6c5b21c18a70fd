import { DAY } from '#rules/business-time/local-time.ts';
import { sql, type SQL } from 'drizzle-orm';
import { inScope, logOf, spreadOf, ticketOf, within, type Kpi, type Period, type Scope } from './kpi.ts';
import { openAt, resolvedIn } from './populations.ts';
import { workingDaysOpen } from './working-days-open.ts';

/** Upper ends in working days, and what the bucket is called. */
const BUCKETS = [
  [1, 'age_0_1', 'of 0 to 1 day'],
  [3, 'age_2_3', 'of 2 to 3'],
  [7, 'age_4_7', 'of 4 to 7'],
  [14, 'age_8_14', 'of 8 to 14'],
  [30, 'age_15_30', 'of 15 to 30'],
] as const;

export const backlogAge: Kpi = {
  name: 'backlog_age',
  label: 'Age of what is open',
  unit: 'working days',
  better: 'lower',
  formula: 'Mean of the working days from the day of the report to the end of the period, and how many tickets are how old.',
  population: 'Tickets open at the end of the period.',
  exclusions:
    'Nothing that is open. Days count on which the calendar of the team that has it now has hours, by that calendar’s zone, so its holidays do not; ' +
    'for a team without a calendar, Mondays to Fridays.',
  parts: { ...Object.fromEntries(BUCKETS.map(([, name, words]) => [name, words])), age_over_30: 'older', oldest: 'the oldest' },
  query: (period, scope, days) => {
    let least = 0;
    const counts = BUCKETS.map(([most, name]) => {
      const part = sql`${name}::text, count(*) filter (where x between ${least}::int and ${most}::int)`;
      least = most + 1;
      return part;
    });
    const parts = sql`jsonb_build_object(${sql.join(counts, sql`, `)}, 'age_over_30', count(*) filter (where x > 30), 'oldest', max(x))`;
    return spreadOf(workingDaysOpen(period, scope, days), parts);
  },
};

export const backlogChange: Kpi = {
  name: 'backlog_change',
  label: 'Change of what is open',
  unit: 'tickets',
  better: 'lower',
  formula: 'Tickets reported and opened again, less those resolved, withdrawn and merged.',
  population: 'Tickets open at the end of the period.',
  exclusions: 'None. A ticket that was passed on counts for the team that has it now.',
  parts: { created: 'reported', reopened: 'opened again', resolved: 'resolved', withdrawn: 'withdrawn', merged: 'merged' },
  query: (period, scope) => {
    const moved = sql`select case when e.type = 'reported' then 'created' else e.type end as how from ticket_events e ${ticketOf(sql`e.ticket_id`)}
      where e.type in ('reported', 'reopened', 'resolved', 'withdrawn', 'merged') and ${within(sql`e.at`, period)} and ${inScope(scope)}
        and not (e.type = 'merged' and exists (select from ${logOf(sql`e.ticket_id`)} b where b.seq < e.seq and b.type = 'merged'))`;
    const names = ['created', 'reopened', 'resolved', 'withdrawn', 'merged'];
    const counts = names.map((name) => sql`${name}::text, count(*) filter (where how = ${name})`);
    return sql`select (select count(*) from (${openAt(period.to, scope)}) o)::int as n,
      (count(*) filter (where how in ('created', 'reopened')) - count(*) filter (where how not in ('created', 'reopened')))::float8 as value,
      null::float8 as mean, null::float8 as median, null::float8 as p90, jsonb_build_object(${sql.join(counts, sql`, `)}) as parts from (${moved}) moved`;
  },
};

export const daysToClear: Kpi = {
  name: 'days_to_clear',
  label: 'Days to clear what is open',
  unit: 'days',
  better: 'lower',
  formula: 'Tickets open at the end of the period, divided by how many a day were resolved in it. It says nothing when none was.',
  population: 'Tickets open at the end of the period.',
  exclusions: 'What comes in meanwhile. Tickets merged into others are not counted as resolved.',
  parts: { resolved: 'resolved' },
  query: (period, scope) => sql`select n, n / nullif(resolved / ${daysIn(period)}::float8, 0) as value, null::float8 as mean, null::float8 as median,
    null::float8 as p90, jsonb_build_object('resolved', resolved) as parts from (
      select (select count(*) from (${openAt(period.to, scope)}) o)::int as n, (select count(*) from (${resolutions(period, scope)}) r)::float8 as resolved) counts`,
};

function daysIn({ from, to }: Period): number {
  return (to.getTime() - from.getTime()) / DAY;
}

function resolutions(period: Period, scope: Scope): SQL {
  return sql`select from ticket_events e ${ticketOf(sql`e.ticket_id`)}
    where e.type = 'resolved' and ${within(sql`e.at`, period)} and t.merged_into is null and ${inScope(scope)}`;
}

export const reassignments: Kpi = {
  name: 'reassignments',
  label: 'Passed on',
  unit: 'times',
  better: 'lower',
  formula: 'Mean of how often a ticket was handed back, handed over or passed to another team before it was resolved.',
  population: 'Tickets resolved in the period and not opened again since.',
  exclusions: 'Tickets merged into others, and withdrawn ones.',
  parts: { passed_on: 'tickets passed on at least once' },
  query: (period, scope) =>
    spreadOf(
      sql`select (select count(*) from ${logOf(sql`r.ticket_id`)} e where e.seq < r.seq
        and e.type in ('handed_back', 'handed_over', 'escalated'))::float8 as x from (${resolvedIn(period, scope)}) r`,
      sql`jsonb_build_object('passed_on', count(*) filter (where x > 0))`,
    ),
};
