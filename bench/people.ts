import type { Sql } from 'postgres';

/** People of the demo company with nothing open and no team: the desk answers each of their messages with just one. */
export async function quietPeople(sql: Sql, count: number): Promise<string[]> {
  const rows = await sql<{ email: string }[]>`
    select email from people p
    where status = 'active' and not exists (select from team_members m where m.person_id = p.id)
      and not exists (select from tickets t where t.requester_id = p.id and t.state in ('new', 'in_progress', 'waiting'))
    order by id limit ${count}`;
  if (rows.length < count) throw new Error(`The demo company has only ${rows.length} people with nothing open; ${count} are needed.`);
  return rows.map((row) => row.email);
}
