import type { Ticket } from '#core/ticket.ts';
import { replayTicket } from '#rules/sla/replay.ts';
import { findAnswers } from '#store/article-search.ts';
import type { Database } from '#store/database.ts';
import { decisionsFor } from '#store/decisions.ts';
import { measureAll } from '#store/kpis/index.ts';
import type { Period, Scope } from '#store/kpis/kpi.ts';
import { resolvedByDay } from '#store/kpis/resolved-by-day.ts';
import { ticketsLike } from '#store/similar.ts';
import { knownEditions, storedCycles } from '#store/sla.ts';
import { queueOf, requestsOf, viewTicket, waitingIn } from '#store/ticket-view.ts';
import { eventsOf, findTicket, mergeTargets, openTicketsOf } from '#store/tickets.ts';
import { NOW } from './story.ts';

/** Something that the desk asks its database. */
export interface Question {
  readonly name: string;
  /** The nth time, about another ticket, person or team than the time before. */
  readonly ask: (n: number) => Promise<unknown>;
}

const AT_ONCE = 25;
const ZONE = 'Europe/Stockholm';
/** The last whole week before `NOW`. */
const WEEK: Period = { from: new Date('2026-11-08T23:00:00Z'), to: new Date('2026-11-15T23:00:00Z'), zone: ZONE };

/** What is asked about: tickets of all years, open ones, and who works in which team. */
async function samplesOf({ db, sql }: Database) {
  const open = await sql<{ id: number; requester_id: number; text: string }[]>`
    select t.id, t.requester_id, x.text from tickets t join ticket_texts x on x.ticket_id = t.id where t.state in ('new', 'in_progress', 'waiting') order by t.id desc limit 300`;
  const tickets = await sql<{ id: number }[]>`
    select 1000 + (n * (select count(*) from tickets)) / 300 as id from generate_series(1, 300) n`;
  const members = await sql<{ team_id: number; person_id: number }[]>`select team_id, person_id from team_members order by person_id, team_id`;
  const whole = await Promise.all(open.map(async ({ id }) => await findTicket(db, id)));
  return { open, openTickets: whole.filter((ticket) => ticket !== undefined), tickets, members };
}

/** Everything that must not become slower with the years, by the functions that the desk itself uses. */
export async function questionsFor(database: Database): Promise<Question[]> {
  const { db } = database;
  const { open, openTickets, tickets, members } = await samplesOf(database);
  const of =
    <T, R>(samples: readonly T[], ask: (sample: T) => Promise<R>) =>
    async (n: number) =>
      await ask(nth(samples, n));
  const teamIds = [...new Set(members.map(({ team_id }) => team_id))];
  const scopes = teamIds.map((id): Scope => ({ teamIds: [id] }));
  return [
    { name: 'newest 25 open of a team', ask: of(openTickets, async (ticket) => await mergeTargets(db, ticket, AT_ONCE)) },
    { name: '25 that wait in a team, most urgent first', ask: of(teamIds, async (id) => await waitingIn(db, id, AT_ONCE)) },
    { name: 'what an agent works on', ask: of(members, async ({ person_id }) => await queueOf(db, person_id, AT_ONCE)) },
    { name: 'my open tickets', ask: of(open, async (ticket) => await openTicketsOf(db, ticket.requester_id, AT_ONCE)) },
    { name: 'my resolved ones, with names', ask: of(open, async (ticket) => await requestsOf(db, ticket.requester_id, ['resolved'], AT_ONCE)) },
    { name: 'similar tickets', ask: of(openTickets, async (ticket) => await ticketsLike(db, ticket)) },
    { name: 'known answers', ask: of(open, async ({ requester_id, text }) => await findAnswers(db, requester_id, text)) },
    { name: 'decisions of a team’s summary', ask: of(scopes, async (scope) => await decisionsFor(db, { scope, personId: 1, zone: ZONE, now: NOW, limit: 8 })) },
    { name: 'all figures of a week, one team', ask: of(scopes, async (scope) => await measureAll(db, WEEK, scope)) },
    { name: 'all figures of a week, all teams', ask: async () => await measureAll(db, WEEK, {}) },
    { name: 'resolved by day, one team', ask: of(scopes, async (scope) => await resolvedByDay(db, WEEK, scope)) },
    { name: 'a ticket’s card', ask: of(tickets, async ({ id }) => await viewTicket(db, id)) },
    { name: 'a ticket’s clocks, replayed', ask: of(tickets, async ({ id }) => await replay(db, id)) },
  ];
}

async function replay(db: Database['db'], id: Ticket['id']) {
  const [entries, stored, editions] = await Promise.all([eventsOf(db, id), storedCycles(db, [id]), knownEditions(db)]);
  return { stored, cycles: replayTicket({ id, entries }, editions, NOW) };
}

function nth<T>(samples: readonly T[], n: number): T {
  const sample = samples[n % samples.length];
  if (sample === undefined) throw new Error('There is nothing to ask about.');
  return sample;
}
