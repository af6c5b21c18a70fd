import { sql, type SQL } from 'drizzle-orm';
import { inScope, logOf, shareOf, spreadOf, ticketOf, within, type Kpi, type Period, type Scope } from './kpi.ts';
import { resolvedIn } from './populations.ts';

const RESOLVED = 'Tickets resolved in the period and not opened again since.';
const MERGED = 'Tickets merged into others, and withdrawn ones.';

/** A share of the resolved tickets: those for which no more than `most` events of a kind came before the resolution. */
function withFew(words: Pick<Kpi, 'name' | 'label' | 'formula' | 'exclusions'>, kind: SQL, most: number): Kpi {
  return {
    ...words,
    unit: 'percent',
    better: 'higher',
    population: RESOLVED,
    parts: {},
    query: (period, scope) =>
      shareOf(sql`select (select count(*) from ${logOf(sql`r.ticket_id`)} e where e.seq < r.seq and ${kind}) <= ${most}::int as hit
        from (${resolvedIn(period, scope)}) r`),
  };
}

export const firstContact = withFew(
  {
    name: 'first_contact',
    label: 'Solved at first contact',
    formula: 'Of the resolved tickets, the share in which the requester wrote nothing more after the report, and opened nothing again.',
    exclusions: `${MERGED} Changes of a message, and what was written after the resolution, do not spoil it.`,
  },
  sql`((e.type = 'replied' and e.data->>'by' = 'requester') or e.type = 'reopened')`,
  0,
);

export const oneTouch = withFew(
  {
    name: 'one_touch',
    label: 'Solved with one touch',
    formula: 'Of the resolved tickets, the share in which the team wrote to the requester less than twice before it was resolved.',
    exclusions: `${MERGED} The closing words, which every ticket has, are not counted, nor is what was written later, such as a reply to thanks.`,
  },
  sql`((e.type = 'replied' and e.data->>'by' = 'agent') or e.type = 'asked')`,
  1,
);

export const firstTeam = withFew(
  {
    name: 'first_team',
    label: 'Solved by the first team',
    formula: 'Of the resolved tickets, the share that was never passed to another team.',
    exclusions: MERGED,
  },
  sql`e.type = 'escalated'`,
  0,
);

export const reopenRate: Kpi = {
  name: 'reopen_rate',
  label: 'Opened again within 14 days',
  unit: 'percent',
  better: 'lower',
  formula: 'Of the tickets resolved in the period, the share that was opened again within 14 days after that. It settles 14 days after the period.',
  population: 'Tickets resolved in the period, once or more.',
  exclusions: 'Tickets merged into others.',
  parts: { reopened: 'opened again' },
  query: (period, scope) =>
    shareOf(
      sql`select bool_or(exists (select from ${logOf(sql`e.ticket_id`)} a where a.seq > e.seq and a.type = 'reopened'
          and a.at < e.at + interval '336 hours')) as hit
        from ticket_events e ${ticketOf(sql`e.ticket_id`)}
        where e.type = 'resolved' and ${within(sql`e.at`, period)} and t.merged_into is null and ${inScope(scope)} group by e.ticket_id`,
      sql`jsonb_build_object('reopened', count(*) filter (where hit))`,
    ),
};

export const satisfaction: Kpi = {
  name: 'satisfaction',
  label: 'Satisfied (CSAT)',
  unit: 'percent',
  better: 'higher',
  formula: 'Of the ratings given in the period, the share with 4 or 5 stars.',
  population: 'Ratings given in the period.',
  exclusions: 'Ratings of tickets merged into others.',
  spread: 'the stars given',
  parts: {},
  query: (period, scope) =>
    spreadOf(
      sql`select (e.data->>'stars')::float8 as x from ticket_events e ${ticketOf(sql`e.ticket_id`)}
        where e.type = 'rated' and ${within(sql`e.at`, period)} and t.merged_into is null and ${inScope(scope)}`,
      sql`'{}'::jsonb`,
      sql`100 * avg((x >= 4)::int)`,
    ),
};

export const responseRate: Kpi = {
  name: 'response_rate',
  label: 'Rated',
  unit: 'percent',
  better: 'higher',
  formula: 'Of the times that somebody was asked for a rating, the share that was rated. Asked is with each resolution; it is rated until it is opened again.',
  population: 'Resolutions in the period.',
  exclusions: 'Tickets merged into others.',
  parts: { answers: 'ratings' },
  query: (period, scope) => shareOf(surveys(period, scope), sql`jsonb_build_object('answers', count(*) filter (where hit))`),
};

function surveys(period: Period, scope: Scope): SQL {
  return sql`select exists (select from ${logOf(sql`e.ticket_id`)} a where a.seq > e.seq and a.type = 'rated'
      and not exists (select from ${logOf(sql`e.ticket_id`)} between_ where between_.seq > e.seq and between_.seq < a.seq
        and between_.type = 'reopened')) as hit
    from ticket_events e ${ticketOf(sql`e.ticket_id`)}
    where e.type = 'resolved' and ${within(sql`e.at`, period)} and t.merged_into is null and ${inScope(scope)}`;
}
