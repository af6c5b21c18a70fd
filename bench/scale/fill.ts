import type { Sql } from 'postgres';
import type { Database } from '#store/database.ts';
import { COMPANIES, withoutTriggers } from './story.ts';

/** What a story takes, and how far back it is told again each time. Whole weeks, so that weekdays stay. */
const WEEKS = 13;
/** Companies write at the same moment otherwise. */
const APART = '37 seconds';
const FILLED = ['tickets', 'ticket_events', 'messages', 'sla_cycles', 'sla_notices', 'ticket_texts', 'articles'];

/** Known answers: some from the start, and one more with each thousand tickets. */
const ARTICLES = 200;
const TICKETS_PER_ARTICLE = 1000;

/**
 * Fills a database in which a story is kept with so many tickets, told in 25 companies and every 13 weeks anew, as many times as it takes.
 * The last 13 weeks are the same at every size; larger ones only have more years before. Only there are tickets open.
 */
export async function fill({ sql }: Pick<Database, 'sql'>, size: number): Promise<void> {
  await withoutTriggers(sql, async (tx) => {
    const restore = await withoutIndexes(tx);
    await planCopies(tx, size);
    for (const copy of [copyTickets, copyEvents, copyMessages, copyClocks, copyTexts]) await copy(tx);
    await writeArticles(tx, ARTICLES + Math.ceil(size / TICKETS_PER_ARTICLE));
    await restore();
    await tx`drop table story.copies`;
  });
  await mustHold(sql, size);
  await sql.unsafe(`vacuum analyze ${FILLED.join(', ')}, people, team_members`);
  await sql`checkpoint`;
}

/** Indexes are made at the end, which is quicker; keys stay. */
async function withoutIndexes(sql: Sql): Promise<() => Promise<void>> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
    where i.indrelid = any (${`{${FILLED.join(',')}}`}::regclass[]) and not i.indisunique`;
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`);
  return async () => {
    for (const { definition } of indexes) await sql.unsafe(definition);
  };
}

/** Which story is told again as which ticket, in whose company, and how much earlier. Ids go by time. */
async function planCopies(sql: Sql, size: number): Promise<void> {
  await sql`
    create table story.copies as
    select row_number() over (order by at, story, company) + 1000 as id, story, company, back from (
      select t.id as story, company, t.created_at - back as at, back
      from story.tickets t, generate_series(0, ${COMPANIES - 1}::int) company, generate_series(0, ${Math.ceil(size / 9000)}::int) round,
        lateral (select round * make_interval(weeks => ${WEEKS}::int) - company * ${APART}::interval as back) shifted
      -- Rounds long ago have an end.
      where round = 0 or t.state in ('closed', 'withdrawn')
      order by at desc, t.id limit ${size}::int) copies`;
  await sql`create unique index on story.copies (id)`;
  await sql`analyze story.copies`;
}

async function copyTickets(sql: Sql): Promise<void> {
  await sql`
    insert into tickets (id, version, requester_id, team_id, assignee_id, state, title, urgency, priority, category, created_at, updated_at, first_reply_at,
      resolved_at, resolution_code, resolution, reopen_count, stars, snoozed_until)
    select c.id, t.version, t.requester_id + c.company * s.people, t.team_id, t.assignee_id + c.company * s.people, t.state, t.title, t.urgency, t.priority, t.category,
      t.created_at - c.back, t.updated_at - c.back, t.first_reply_at - c.back, t.resolved_at - c.back, t.resolution_code, t.resolution, t.reopen_count, t.stars,
      t.snoozed_until - c.back
    from story.copies c join story.tickets t on t.id = c.story, story.shift s order by c.id`;
}

async function copyEvents(sql: Sql): Promise<void> {
  const moved = (name: string) => sql`${name}::text, (e.data->>${name}::text)::bigint + c.company * s.people`;
  await sql`
    insert into ticket_events (ticket_id, seq, type, data, actor_id, at)
    select c.id, e.seq, e.type, e.data || jsonb_strip_nulls(jsonb_build_object(${moved('assigneeId')}, ${moved('requesterId')})), e.actor_id + c.company * s.people, e.at - c.back
    from story.copies c join story.ticket_events e on e.ticket_id = c.story, story.shift s order by c.id, e.seq`;
}

/** Each report names a number, as people do (“room 4711”), so that words go on becoming more. */
async function copyMessages(sql: Sql): Promise<void> {
  await sql`
    insert into messages (ticket_id, author_id, visibility, body, at)
    select c.id, m.author_id + c.company * s.people, m.visibility, m.body || ' Room ' || c.id % 100000 || '.', m.at - c.back
    from story.copies c join story.messages m on m.ticket_id = c.story, story.shift s order by c.id, m.id`;
}

async function copyClocks(sql: Sql): Promise<void> {
  await sql`
    insert into sla_cycles (ticket_id, metric, number, state, policy_id, policy_version, target_ms, started_at, due_at, ended_at, elapsed_ms, paused_ms, broken_before)
    select c.id, k.metric, k.number, k.state, k.policy_id, k.policy_version, k.target_ms, k.started_at - c.back, k.due_at - c.back, k.ended_at - c.back, k.elapsed_ms,
      k.paused_ms, k.broken_before
    from story.copies c join story.sla_cycles k on k.ticket_id = c.story order by c.id, k.metric, k.number`;
  await sql`
    insert into sla_notices select c.id, n.metric, n.number, n.percent, n.at - c.back from story.copies c join story.sla_notices n on n.ticket_id = c.story`;
}

/** As the trigger on messages does. */
async function copyTexts(sql: Sql): Promise<void> {
  await sql`
    insert into ticket_texts (ticket_id, week, text)
    select t.id, floor(extract(epoch from t.created_at) / 604800)::int, left(t.title || E'\n' || coalesce(m.body, ''), 4000)
    from tickets t left join (select distinct on (ticket_id) ticket_id, body from messages where visibility = 'public' order by ticket_id, id) m on m.ticket_id = t.id`;
}

async function writeArticles(sql: Sql, count: number): Promise<void> {
  await sql`
    with solved as (select title, resolution, row_number() over (order by id) as n from story.tickets where resolution is not null),
    written as (
      insert into articles (key, version, origin, title, keywords, body, state, updated_at)
      select 'known-' || i, 1, 'file', left(title, 100) || ', case ' || i, '', resolution, 'published', '2026-01-01'
      from generate_series(1, ${count}::int) i join solved on solved.n = 1 + i % (select count(*) from solved)
      returning *)
    insert into article_versions (article_id, version, title, keywords, body, state, at) select id, version, title, keywords, body, state, updated_at from written`;
}

/** What triggers and references would have refused: too few tickets, or one whose last event is missing. */
async function mustHold(sql: Sql, size: number): Promise<void> {
  const [found] = await sql<{ tickets: string; broken: string }[]>`
    select count(*) as tickets, count(*) filter (where not exists (select from ticket_events e where (e.ticket_id, e.seq) = (t.id, t.version))
      or not exists (select from people p where p.id = t.requester_id)) as broken
    from tickets t`;
  if (Number(found?.tickets) !== size || Number(found?.broken) > 0)
    throw new Error(`Filled with ${found?.tickets} tickets of ${size}, ${found?.broken} of them broken.`);
}
