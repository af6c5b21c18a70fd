import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { PLATFORM, WORKSPACE, type Delivery } from '#test/outside/front-end.ts';

const PEOPLE = 200;
/** What is posted to one team goes one by one, so a company of this size has more than one of them. */
const AREAS = ['payroll', 'warehouse', 'showroom', 'factory', 'reception', 'legal', 'marketing', 'logistics'];

/** Many people whom the desk knows already, and a team for each of some words. */
export async function createBenchCompany(sql: Sql): Promise<void> {
  await sql`insert into departments (name) values ('Everybody')`;
  await sql`
    insert into people (email, name, title, department_id, time_zone)
    select 'person' || n || '@bench.test', 'Person ' || n, 'Colleague', (select id from departments), 'Europe/Stockholm'
    from generate_series(0, ${PEOPLE - 1}::int) n`;
  await sql`insert into identities (platform, workspace, external_id, person_id) select ${PLATFORM}, ${WORKSPACE}, email, id from people`;
  await sql`insert into teams (key, name, keywords) select area, initcap(area), array[area] from string_to_table(${AREAS.join(' ')}, ' ') area`;
  await sql`insert into team_channels (team_id, platform, workspace, room) select id, ${PLATFORM}, ${WORKSPACE}, key from teams`;
}

/** The nth report: of another person than the one before, in words that nobody has used, so that each opens a ticket. */
export function report(n: number): Delivery {
  const summary = [madeUp(), madeUp(), madeUp(), AREAS[n % AREAS.length], madeUp(), madeUp()].join(' ');
  return { ...said(n), type: 'form', action: 'ticket.report', values: { summary, urgency: 'slowed' } };
}

/** The nth greeting, answered by `echo <token>`. */
export function greeting(n: number, token: string): Delivery {
  return { ...said(n), type: 'action', action: 'probe.echo', value: token };
}

function said(n: number) {
  const user = `person${n % PEOPLE}@bench.test`;
  return { key: randomUUID(), user, room: `dm-${user}` };
}

const CONSONANTS = 'bdfgklmnprstvz';
const VOWELS = 'aeiou';

function madeUp(): string {
  const one = (letters: string) => letters[Math.floor(Math.random() * letters.length)] ?? '';
  return Array.from({ length: 4 }, () => one(CONSONANTS) + one(VOWELS)).join('');
}
