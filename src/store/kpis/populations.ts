import { sql, type SQL } from 'drizzle-orm';
import { inScope, instantOf, logOf, ticketOf, within, type Period, type Scope } from './kpi.ts';

/** A condition on the event of that alias. */
type Condition = (event: SQL) => SQL;

/** What a human on the team said to the requester, the word that it is resolved included. */
export const answers: Condition = (e) => byHuman(e, sql`'replied', 'asked', 'resolved'`);

/** Somebody took it up. */
export const acknowledges: Condition = (e) => byHuman(e, sql`'claimed', 'handed_over', 'replied', 'asked', 'resolved'`);

function byHuman(e: SQL, types: SQL): SQL {
  return sql`(${e}.type in (${types}) and (${e}.type <> 'replied' or ${e}.data->>'by' = 'agent') and ${e}.actor_id is not null)`;
}

/** Tickets with their first such event in the period: `ticket_id`, `at`, `created_at`. */
export function firstOf(condition: Condition, period: Period, scope: Scope): SQL {
  return sql`select e.ticket_id, min(e.at) as at, t.created_at from ticket_events e ${ticketOf(sql`e.ticket_id`)}
    where ${condition(sql`e`)} and ${within(sql`e.at`, period)} and t.merged_into is null and ${inScope(scope)}
      and not exists (select from ${logOf(sql`e.ticket_id`)} earlier where earlier.seq < e.seq and ${condition(sql`earlier`)})
    group by e.ticket_id, t.created_at`;
}

/** Tickets resolved in the period and not opened again since: `ticket_id`, `seq` and `at` of their last resolution, `created_at`. */
export function resolvedIn(period: Period, scope: Scope): SQL {
  return sql`select e.ticket_id, e.seq, e.at, t.created_at from ticket_events e ${ticketOf(sql`e.ticket_id`)}
    where e.type = 'resolved' and ${within(sql`e.at`, period)} and t.merged_into is null and ${inScope(scope)}
      and not exists (select from ${logOf(sql`e.ticket_id`)} later where later.seq > e.seq and later.type in ('resolved', 'reopened'))`;
}

/**
 * Tickets that were open at an instant: `ticket_id`, `created_at`, `team_id`. Looks at what is open now and at what ended since, so
 * it costs nothing that the desk is years old.
 */
export function openAt(at: Date, scope: Scope): SQL {
  const moment = instantOf(at);
  return sql`select t.id as ticket_id, t.created_at, t.team_id from (
      select id from tickets where state in ('new', 'in_progress', 'waiting')
      union select ticket_id from ticket_events where type in ('resolved', 'withdrawn', 'merged') and at >= ${moment}
    ) candidates ${ticketOf(sql`candidates.id`)}
    cross join lateral (
      select last.type from ${logOf(sql`t.id`)} last where last.at < ${moment}
        and last.type in ('reported', 'reopened', 'resolved', 'withdrawn', 'merged', 'closed') order by last.seq desc limit 1
    ) stands where stands.type in ('reported', 'reopened') and ${inScope(scope)}`;
}
