import { sql } from 'drizzle-orm';
import { ago, HOUR_MS, nextWorkingDay, workingDays, workingHours } from '#rules/working-week.ts';
import type { Calendar } from '#rules/business-time/calendar.ts';
import { DAY } from '#rules/business-time/local-time.ts';
import type { Priority } from '#core/ticket.ts';
import type { Tx } from './database.ts';
import { inScope, instantOf, type Scope } from './kpis/kpi.ts';
import { teamDays } from './kpis/team-days.ts';

/** So long may an owner be silent, in working hours. */
export const SILENT_HOURS = 8;
/** Older than that many working days, by the calendar of its team, is ageing. */
export const AGEING_DAYS = 7;

/** Why a ticket needs a decision, the first that holds, in the order in which they are listed. */
export const REASONS = ['breached', 'at_risk', 'ageing', 'waiting_on_me', 'silent'] as const;
export type Reason = (typeof REASONS)[number];

export interface Decision {
  readonly ticketId: number;
  readonly version: number;
  readonly title: string;
  readonly priority: Priority;
  readonly teamId: number;
  readonly teamName: string;
  readonly requesterId: number;
  readonly assigneeId: number | null;
  readonly assigneeName: string | null;
  /** All that hold. */
  readonly reasons: readonly Reason[];
  readonly createdAt: Date;
  /** The first promise that is or will be broken. */
  readonly dueAt: Date | null;
  /** Since when its owner has not written to the requester. */
  readonly silentSince: Date | null;
}

interface Asked {
  readonly scope: Scope;
  /** For whom: what waits for them is listed wherever it is. Undefined where a whole team reads it. */
  readonly personId: number | undefined;
  /** IANA zone, for working hours. */
  readonly zone: string;
  readonly now: Date;
  readonly offset?: number;
  readonly limit: number;
  /** Whether this one does, and nothing of the others. */
  readonly ticketId?: number;
}

/** Open tickets that need somebody to decide, the most pressing first, and how many there are in all. */
export async function decisionsFor(
  tx: Tx,
  { scope, personId, zone, now, offset = 0, limit, ticketId }: Asked,
): Promise<{ decisions: Decision[]; total: number }> {
  const mine = personId === undefined ? sql`false` : sql`t.assignee_id = ${personId}::bigint`;
  const moment = instantOf(now);
  const asked = ticketId === undefined ? sql`true` : sql`t.id = ${ticketId}::bigint`;
  const aged = [...(await teamDays(tx))].map(([teamId, { wholeDays }]) => ({ team_id: teamId, before: agedBefore(wholeDays, now) }));
  const rows = await tx.execute<Found>(sql`
    with open as (
      select t.*, coalesce(c.due_at < ${moment}, false) or coalesce(c.broken, false) as breached,
        coalesce(c.due_at < ${instantOf(nextWorkingDay(zone, now))}, false) as at_risk,
        t.created_at <= coalesce(aged.before, ${instantOf(agedBefore(workingDays(zone), now))}) as ageing,
        ${mine} and t.state = 'in_progress' and coalesce(word.by_requester, true) as waiting_on_me,
        t.state = 'in_progress' and owner.since <= ${instantOf(ago(workingHours(zone), now, SILENT_HOURS * HOUR_MS))} as silent,
        c.due_at, owner.since
      from tickets t
      left join lateral (select min(due_at) as due_at, bool_or(broken_before > 0) as broken from sla_cycles c where c.ticket_id = t.id and c.ended_at is null) c on true
      left join lateral (
        select e.type in ('reported', 'reopened') or (e.type = 'replied' and e.data->>'by' = 'requester') as by_requester from ticket_events e
        where e.ticket_id = t.id and e.type in ('reported', 'reopened', 'replied', 'asked') order by e.seq desc limit 1) word on true
      left join lateral (
        select max(e.at) as since from ticket_events e where e.ticket_id = t.id and (e.type in ('claimed', 'handed_over', 'asked', 'reopened')
          or (e.type = 'replied' and e.data->>'by' = 'agent'))) owner on true
      left join jsonb_to_recordset(${JSON.stringify(aged)}::jsonb) as aged(team_id bigint, before timestamptz) on aged.team_id = t.team_id
      where t.state in ('new', 'in_progress', 'waiting') and ${asked} and ((${inScope(scope)}) or ${mine})
    ), ranked as (
      select *, case when breached then 0 when at_risk then 1 when ageing then 2 when waiting_on_me then 3 else 4 end as rank
      from open where breached or at_risk or ageing or waiting_on_me or silent
    )
    select r.id, r.version, r.title, r.priority, r.team_id, teams.name as team_name, r.requester_id, r.assignee_id, p.name as assignee_name,
      r.breached, r.at_risk, r.ageing, r.waiting_on_me, r.silent, r.created_at, r.due_at, r.since, (select count(*) from ranked)::int as total
    from ranked r join teams on teams.id = r.team_id left join people p on p.id = r.assignee_id
    order by r.rank, coalesce(r.due_at, r.since, r.created_at), r.id offset ${offset}::int limit ${limit}::int`);
  return { decisions: rows.map(decisionOf), total: rows[0]?.total ?? 0 };
}

/** Who was reported before this has been open for more than so many working days. */
function agedBefore(days: Calendar, now: Date): Date {
  return ago(days, now, (AGEING_DAYS + 1) * DAY);
}

type Found = Record<Reason, boolean> & {
  id: number;
  version: number;
  title: string;
  priority: Priority;
  team_id: number;
  team_name: string;
  requester_id: number;
  assignee_id: number | null;
  assignee_name: string | null;
  created_at: string | Date;
  due_at: string | Date | null;
  since: string | Date | null;
  total: number;
};

function decisionOf(row: Found): Decision {
  const instant = (at: string | Date | null) => (at === null ? null : new Date(at));
  return {
    ticketId: row.id,
    version: row.version,
    title: row.title,
    priority: row.priority,
    teamId: row.team_id,
    teamName: row.team_name,
    requesterId: row.requester_id,
    assigneeId: row.assignee_id,
    assigneeName: row.assignee_name,
    // What is late is not also about to be.
    reasons: REASONS.filter((reason) => row[reason] && !(reason === 'at_risk' && row.breached)),
    createdAt: new Date(row.created_at),
    dueAt: instant(row.due_at),
    silentSince: instant(row.since),
  };
}
