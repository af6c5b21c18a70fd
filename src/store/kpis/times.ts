import { sql } from 'drizzle-orm';
import { instantOf, logOf, minutes, spreadOf, type Kpi } from './kpi.ts';
import { acknowledges, answers, firstOf, openAt, resolvedIn } from './populations.ts';

const MERGED = 'Tickets merged into others; they go on there.';

export const timeToAcknowledge: Kpi = {
  name: 'time_to_acknowledge',
  label: 'Time until taken up (MTTA)',
  unit: 'minutes',
  better: 'lower',
  formula: 'Mean of the plain time from report to first acknowledgement: somebody takes the ticket, is given it, or writes to the requester.',
  population: 'Tickets first acknowledged in the period.',
  exclusions: `${MERGED} What no human did. Tickets nobody has taken up are not in the mean, so they are counted beside it.`,
  parts: { waiting: 'not taken up yet', oldest_minutes: 'the oldest of these waits' },
  query: (period, scope) => {
    const untouched = sql`select o.created_at from (${openAt(period.to, scope)}) o where not exists (
      select from ${logOf(sql`o.ticket_id`)} e where e.at < ${instantOf(period.to)} and ${acknowledges(sql`e`)})`;
    const parts = sql`(select jsonb_build_object('waiting', count(*), 'oldest_minutes', ${minutes(sql`min(created_at)`, instantOf(period.to))}) from (${untouched}) u)`;
    return spreadOf(sql`select ${minutes(sql`created_at`, sql`at`)} as x from (${firstOf(acknowledges, period, scope)}) f`, parts);
  },
};

export const firstResponse: Kpi = {
  name: 'first_response',
  label: 'Time to first response',
  unit: 'minutes',
  better: 'lower',
  formula:
    'Mean of the plain time from report to the first public word of a human on the team. Where an agent made the ticket, making it was the first word, so this is the second.',
  population: 'Tickets whose first response was in the period.',
  exclusions: `${MERGED} What the desk says by itself, and private notes.`,
  parts: {},
  query: (period, scope) => spreadOf(sql`select ${minutes(sql`created_at`, sql`at`)} as x from (${firstOf(answers, period, scope)}) f`),
};

export const timeToResolve: Kpi = {
  name: 'time_to_resolve',
  label: 'Time to resolve (MTTR)',
  unit: 'minutes',
  better: 'lower',
  formula: 'Mean of the plain time from report to last resolution, less the time for which the resolution clock was paused.',
  population: 'Tickets resolved in the period and not opened again since.',
  exclusions: `${MERGED} Withdrawn tickets.`,
  parts: { unpaused_mean: 'mean with pauses' },
  query: (period, scope) => {
    const paused = sql`coalesce((select sum(c.paused_ms) from sla_cycles c where c.ticket_id = r.ticket_id and c.metric = 'resolution'), 0)::float8 / 60000`;
    const samples = sql`select whole - paused as x, whole from (
      select ${minutes(sql`created_at`, sql`at`)} as whole, ${paused} as paused from (${resolvedIn(period, scope)}) r offset 0) times`;
    return spreadOf(samples, sql`jsonb_build_object('unpaused_mean', avg(whole))`);
  },
};
