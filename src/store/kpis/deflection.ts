import { sql } from 'drizzle-orm';
import { counts, inScope, instantOf, ticketOf, within, type Kpi } from './kpi.ts';

/** The team that looks after the answer that fitted best, as it was offered; nobody's where it is no team's. */
const LOOKED_AFTER_BY = sql`(select v.team_id from answer_offer_articles a
  join article_versions v on v.article_id = a.article_id and v.version = a.version where a.offer_id = f.id and a.rank = 1)`;

export const deflection: Kpi = {
  name: 'deflection',
  label: 'Solved by a known answer (deflection)',
  unit: 'percent',
  better: 'higher',
  formula:
    'Of the tickets reported in the period and the offers of known answers of which somebody said in it “this solved it” (confirmed), the share of the latter. ' +
    'Potential ones, after which for 24 hours nothing was heard, are counted beside it and not in it.',
  population: 'Tickets reported in the period, and confirmed offers.',
  exclusions:
    'Tickets merged into others, and answers shown beside a ticket that was made at once. An offer counts for the team that looks after the answer that ' +
    'fitted best; where that is no team’s, for the whole company and for departments only.',
  parts: { confirmed: 'confirmed', potential: 'potential', went_on: 'went on to a person' },
  partsOf: 'offers',
  query: (period, scope) => {
    const reported = sql`select from ticket_events e ${ticketOf(sql`e.ticket_id`)}
      where e.type = 'reported' and ${within(sql`e.at`, period)} and t.merged_into is null and ${inScope(scope)}`;
    const heardSince = sql`exists (select from answer_outcomes later where later.offer_id = o.offer_id and later.outcome <> 'potential'
      and later.at < ${instantOf(period.to)})`;
    const ended = sql`select o.outcome from answer_outcomes o join answer_offers f on f.id = o.offer_id
      where f.kind = 'asked' and ${within(sql`o.at`, period)} and not (o.outcome = 'potential' and ${heardSince})
        and ${counts(scope, LOOKED_AFTER_BY, sql`f.person_id`)}`;
    return sql`select n::int as n, 100 * confirmed / nullif(n, 0)::float8 as value, null::float8 as mean, null::float8 as median, null::float8 as p90,
      jsonb_build_object('confirmed', confirmed, 'potential', potential, 'went_on', went_on) as parts
      from (select *, confirmed + (select count(*) from (${reported}) r) as n from (
        select count(*) filter (where outcome = 'solved') as confirmed, count(*) filter (where outcome = 'potential') as potential,
          count(*) filter (where outcome in ('unsolved', 'contacted')) as went_on from (${ended}) ended) offers) counted`;
  },
};
