import { sql } from 'drizzle-orm';
import type { Tx } from '#store/database.ts';
import { inScope, ticketOf, within, type Period, type Scope } from './kpi.ts';

export interface ResolvedOn {
  /** In the period's zone: `2026-11-27`. */
  readonly day: string;
  readonly inTime: number;
  readonly late: number;
  readonly noPromise: number;
}

/** Resolutions of each day of the period, by what became of the promise; days on which there was none are not there. */
export async function resolvedByDay(tx: Tx, period: Period, scope: Scope): Promise<ResolvedOn[]> {
  const rows = await tx.execute<{ day: string; in_time: number; late: number; no_promise: number }>(sql`
    select day, count(*) filter (where broken = false)::int as in_time, count(*) filter (where broken)::int as late,
      count(*) filter (where broken is null)::int as no_promise
    from (
      select to_char(e.at at time zone ${period.zone}, 'YYYY-MM-DD') as day,
        (select c.broken_before > 0 or coalesce(c.due_at < c.ended_at, false) from sla_cycles c
          where c.ticket_id = e.ticket_id and c.metric = 'resolution' and c.ended_at = e.at and c.state = 'stopped'
            and (c.target_ms is not null or c.broken_before > 0) order by c.number desc limit 1) as broken
      from ticket_events e ${ticketOf(sql`e.ticket_id`)}
      where e.type = 'resolved' and ${within(sql`e.at`, period)} and t.merged_into is null and ${inScope(scope)}
    ) resolutions group by day order by day`);
  return rows.map(({ day, in_time: inTime, late, no_promise: noPromise }) => ({ day, inTime, late, noPromise }));
}
