import { sql } from 'drizzle-orm';
import type { SlaMetric } from '#rules/sla/metrics.ts';
import { inScope, instantOf, ticketOf, within, type Kpi } from './kpi.ts';

const LABELS: Readonly<Record<SlaMetric, string>> = {
  first_response: 'First response in time (SLA)',
  next_response: 'Next responses in time (SLA)',
  resolution: 'Resolved in time (SLA)',
};

/** SLA met in percent, of one metric. */
export function promiseKept(metric: SlaMetric): Kpi {
  return {
    name: `sla_${metric}`,
    label: LABELS[metric],
    unit: 'percent',
    better: 'higher',
    formula: 'Clocks that ended by keeping the promise, of those that ended by keeping or breaking it. A promise broken under earlier terms stays broken.',
    population: 'Clocks that came to their end in the period: one a ticket and promise, and one more each time that it begins anew.',
    exclusions: 'Clocks that were cancelled, and tickets for which nothing is promised. Those that go on and are late already are counted beside it.',
    spread: 'used of the time promised',
    parts: { met: 'kept', breached: 'broken', open_breached: 'open and late' },
    query: (period, scope) => {
      const to = instantOf(period.to);
      const clocks = sql`from sla_cycles c ${ticketOf(sql`c.ticket_id`)} where c.metric = ${metric} and ${inScope(scope)}`;
      const openLate = sql`(select count(*) ${clocks} and c.started_at < ${to} and (c.due_at < ${to} or c.broken_before > 0)
        and ((c.ended_at is null and c.due_at is not null) or c.ended_at >= ${to}))`;
      return sql`select count(*)::int as n, 100 * avg((not broken)::int)::float8 as value, avg(x)::float8 as mean,
        percentile_cont(0.5) within group (order by x) as median, percentile_cont(0.9) within group (order by x) as p90,
        jsonb_build_object('met', count(*) filter (where not broken), 'breached', count(*) filter (where broken), 'open_breached', ${openLate}) as parts
        from (
          select 100.0::float8 * c.elapsed_ms / c.target_ms as x, c.broken_before > 0 or coalesce(c.due_at < c.ended_at, false) as broken
          ${clocks} and c.state = 'stopped' and ${within(sql`c.ended_at`, period)} and (c.target_ms is not null or c.broken_before > 0)
        ) ended`;
    },
  };
}
