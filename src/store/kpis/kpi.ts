import { sql, type SQL } from 'drizzle-orm';
import type { TeamDays } from './team-days.ts';

/** What a figure is about: from `from` until just before `to`. `zone` (IANA) says which days these are. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
  readonly zone: string;
}

/** Whose tickets count; without either, all. A ticket counts for the team that has it now. */
export interface Scope {
  readonly teamIds?: readonly number[];
  /** Of those who asked. */
  readonly departmentIds?: readonly number[];
}

export type Unit = 'minutes' | 'percent' | 'tickets' | 'working days' | 'days' | 'stars' | 'times';

/**
 * A figure as data: its words and its one query are all there is to it, so card, CSV and command cannot differ.
 * The query gives one row with the columns of `Figures`.
 */
export interface Kpi {
  readonly name: string;
  readonly label: string;
  readonly unit: Unit;
  /** Which way is good. */
  readonly better: 'lower' | 'higher';
  readonly formula: string;
  /** What `n` counts. */
  readonly population: string;
  readonly exclusions: string;
  /** What mean, median and 90th percentile are of, where they are of something else than the value. A share without it has none. */
  readonly spread?: string;
  /** What stands beside the value, by the query's name for it. */
  readonly parts: Readonly<Record<string, string>>;
  /** What its parts are numbers of; tickets where it does not say. */
  readonly partsOf?: 'offers' | 'questions' | 'seats';
  query(period: Period, scope: Scope, teamDays: TeamDays): SQL;
}

/** Parts that are no numbers of anything. */
export const IN_MINUTES: ReadonlySet<string> = new Set(['oldest_minutes', 'unpaused_mean']);

export interface Figures {
  readonly n: number;
  /** Null when there is nothing to measure. */
  readonly value: number | null;
  readonly mean: number | null;
  readonly median: number | null;
  /** Nine of ten are at most this, by linear interpolation. */
  readonly p90: number | null;
  readonly parts: Readonly<Record<string, number | null>>;
}

export function instantOf(at: Date): SQL {
  return sql`${at.toISOString()}::timestamptz`;
}

/** Whether an instant is within the period. */
export function within(column: SQL, { from, to }: Period): SQL {
  return sql`(${column} >= ${instantOf(from)} and ${column} < ${instantOf(to)})`;
}

/** Whether ticket `t` counts. */
export function inScope(scope: Scope): SQL {
  return counts(scope, sql`t.team_id`, sql`t.requester_id`);
}

/** Whether what belongs to that team, and was asked for by that person, counts. */
export function counts({ teamIds, departmentIds }: Scope, teamId: SQL, personId: SQL): SQL {
  const team = teamIds && sql`${teamId} in ${idList(teamIds)}`;
  const department = departmentIds && sql`${personId} in (select id from people where department_id in ${idList(departmentIds)})`;
  return sql.join([sql`true`, ...[team, department].filter((part) => part !== undefined)], sql` and `);
}

/**
 * Ticket `t`, looked up by its key. `offset 0` keeps Postgres from joining otherwise: it would now and then read all tickets there
 * ever were to find those of a week.
 */
export function ticketOf(ticketId: SQL): SQL {
  return sql`cross join lateral (select * from tickets where id = ${ticketId} offset 0) t`;
}

/** The log of a ticket, looked up by its key, and not what ever happened of a kind because that is thought to be rare. */
export function logOf(ticketId: SQL): SQL {
  return sql`(select * from ticket_events where ticket_id = ${ticketId} offset 0)`;
}

/** An empty list has nobody in it. */
function idList(ids: readonly number[]): SQL {
  const values = ids.length === 0 ? [sql`null::bigint`] : ids.map((id) => sql`${id}::bigint`);
  return sql`(${sql.join(values, sql`, `)})`;
}

/** Minutes from one instant to another. */
export function minutes(from: SQL, to: SQL): SQL {
  return sql`extract(epoch from ${to} - ${from})::float8 / 60`;
}

/** Figures of samples: a select with a column `x`. `offset 0` keeps Postgres from working each one out again for every figure. */
export function spreadOf(samples: SQL, parts: SQL = sql`'{}'::jsonb`, value: SQL = sql`avg(x)`): SQL {
  return sql`select count(x)::int as n, ${value}::float8 as value, avg(x)::float8 as mean,
    percentile_cont(0.5) within group (order by x) as median, percentile_cont(0.9) within group (order by x) as p90, ${parts} as parts
    from (${samples} offset 0) samples`;
}

/** Share of the samples that hold, in percent: a select with a column `hit`. */
export function shareOf(samples: SQL, parts: SQL = sql`'{}'::jsonb`): SQL {
  return sql`select count(*)::int as n, 100 * avg(hit::int)::float8 as value,
    null::float8 as mean, null::float8 as median, null::float8 as p90, ${parts} as parts from (${samples}) samples`;
}
