import { sql } from 'drizzle-orm';
import { instantOf, type Kpi, type Scope } from './kpi.ts';

export const seatUse: Kpi = {
  name: 'seat_use',
  label: 'Seats used, of those bought',
  unit: 'percent',
  better: 'higher',
  formula:
    'Seats that somebody holds at the end of the period, of those whose term is running then. Of each product no more count as used than are bought; ' +
    'those above are counted beside it.',
  population: 'Seats bought, of all products.',
  exclusions:
    'Whether somebody who holds a seat also works with it: that is not known here. Seats are bought for the whole company, so every team has the same ' +
    'figure, and departments have none.',
  parts: { held: 'seats held', over: 'seats more than bought' },
  partsOf: 'seats',
  query: (period, scope) => {
    const lastDay = sql`((${instantOf(period.to)} - interval '1 microsecond') at time zone ${period.zone})::date`;
    const held = sql`select s.product_id, count(*) as held from seats s
      where s.since <= ${lastDay} and (s.until is null or s.until > ${lastDay}) and ${ofCompany(scope)} group by s.product_id`;
    const bought = sql`select e.product_id, sum(e.seats) as bought from entitlements e
      where ${lastDay} between e.starts_on and e.ends_on and ${ofCompany(scope)} group by e.product_id`;
    return sql`select coalesce(sum(bought), 0)::int as n, 100 * sum(least(held, bought))::float8 / nullif(sum(bought), 0)::float8 as value,
      null::float8 as mean, null::float8 as median, null::float8 as p90,
      jsonb_build_object('held', coalesce(sum(held), 0), 'over', coalesce(sum(greatest(held - bought, 0)), 0)) as parts
      from (select coalesce(h.held, 0) as held, coalesce(b.bought, 0) as bought
        from (${held}) h full join (${bought}) b on b.product_id = h.product_id) products`;
  },
};

function ofCompany({ teamIds, departmentIds }: Scope) {
  return departmentIds === undefined && teamIds?.length !== 0 ? sql`true` : sql`false`;
}
