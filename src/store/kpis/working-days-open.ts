import { sql, type SQL } from 'drizzle-orm';
import { instantOf, type Period, type Scope } from './kpi.ts';
import { openAt } from './populations.ts';
import type { TeamDays } from './team-days.ts';

const MONDAY_TO_FRIDAY: readonly boolean[] = [true, true, true, true, true, false, false];

/** For how many working days, by its team's calendar, each ticket has been open at the end of the period: `x`. */
export function workingDaysOpen(period: Period, scope: Scope, days: TeamDays): SQL {
  const calendars = [...days].map(([teamId, { zone, week, off, extra }]) => ({ team_id: teamId, zone, off, extra, ...sumsOf(week) }));
  const usual = sumsOf(MONDAY_TO_FRIDAY);
  const within = (dates: SQL) => sql`(select count(*) from unnest(${dates}) as day where day >= span.first and day < span.last)`;
  const until = (date: SQL) => sql`((${date} - date '1900-01-01') / 7 * d.per_week + d.before[(${date} - date '1900-01-01') % 7 + 1])`;
  return sql`select (${until(sql`span.last`)} - ${until(sql`span.first`)} - ${within(sql`d.off`)} + ${within(sql`d.extra`)})::float8 as x
    from (${openAt(period.to, scope)}) o
    left join jsonb_to_recordset(${JSON.stringify(calendars)}::jsonb)
      as c(team_id bigint, zone text, per_week int, before int[], off date[], extra date[]) on c.team_id = o.team_id
    cross join lateral (select coalesce(c.zone, ${period.zone}::text) as zone, coalesce(c.per_week, ${usual.per_week}::int) as per_week,
      coalesce(c.before, ${`{${usual.before.join(',')}}`}::int[]) as before, c.off, c.extra) d
    cross join lateral (select (o.created_at at time zone d.zone)::date as first, (${instantOf(period.to)} at time zone d.zone)::date as last) span`;
}

/** Working days of a week, and of it before each weekday: by these sums, counted from a Monday long ago, no day has to be walked. */
function sumsOf(week: readonly boolean[]): { readonly per_week: number; readonly before: readonly number[] } {
  const before = week.map((_, index) => week.slice(0, index).filter(Boolean).length);
  return { per_week: week.filter(Boolean).length, before };
}
