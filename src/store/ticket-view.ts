import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { OPEN_STATES, type Ticket, type TicketState } from '#core/ticket.ts';
import type { Tx } from './database.ts';
import { departments, people, teams } from './schema/people.ts';
import { tickets } from './schema/tickets.ts';

/** All that a ticket's card is drawn from, as it stood in one moment. */
export interface TicketView {
  readonly ticket: Ticket;
  readonly requester: { readonly name: string; readonly title: string; readonly department: string };
  readonly teamName: string;
  readonly assigneeName: string | null;
  /** The words it was reported with. */
  readonly report: string | null;
  /** The newest public message, when it is not the report. */
  readonly latest: { readonly author: string; readonly text: string } | null;
  /** What the requester holds, laptops first: `Lenovo ThinkPad T14 (DS-0012)`. */
  readonly devices: readonly string[];
  /** Names of the files on it, oldest first. */
  readonly attachments: readonly string[];
}

const assignee = alias(people, 'assignee');
const said = sql`from messages m where m.ticket_id = ${tickets.id} and m.visibility = 'public'`;
const report = sql<string | null>`(select m.body ${said} order by m.id limit 1)`;
const latest = sql<TicketView['latest']>`(
  select json_build_object('author', (select name from people where id = m.author_id), 'text', m.body)
  ${said} and m.id > (select min(m.id) ${said}) order by m.id desc limit 1)`;
const devices = sql<string[]>`to_json(array(
  select d_model.vendor || ' ' || d_model.name || ' (' || d.asset_tag || ')' from devices d join device_models d_model on d_model.id = d.model_id
  where d.holder_id = ${tickets.requesterId} order by d_model.kind <> 'laptop', d.asset_tag))`;

const attachments = sql<string[]>`to_json(array(select a.name from attachments a where a.ticket_id = ${tickets.id} order by a.id))`;

/** In one round trip; undefined when there is no such ticket. */
export async function viewTicket(tx: Tx, id: number): Promise<TicketView | undefined> {
  const [view] = await tx
    .select({
      ticket: tickets,
      requester: { name: people.name, title: people.title, department: departments.name },
      teamName: teams.name,
      assigneeName: assignee.name,
      report,
      latest,
      devices,
      attachments,
    })
    .from(tickets)
    .innerJoin(people, eq(people.id, tickets.requesterId))
    .innerJoin(departments, eq(departments.id, people.departmentId))
    .innerJoin(teams, eq(teams.id, tickets.teamId))
    .leftJoin(assignee, eq(assignee.id, tickets.assigneeId))
    .where(eq(tickets.id, id));
  return view;
}

/** A ticket in a list. */
export interface TicketLine {
  readonly ticket: Ticket;
  readonly requesterName: string;
  readonly teamName: string;
  readonly assigneeName: string | null;
}

/** What somebody has asked for and stands in one of these states, newest first. */
export async function requestsOf(tx: Tx, personId: number, states: readonly TicketState[], limit: number): Promise<TicketLine[]> {
  return await lines(tx, and(eq(tickets.requesterId, personId), inArray(tickets.state, [...states])), [desc(tickets.id)], limit);
}

/** What somebody works on, the most urgent first. */
export async function queueOf(tx: Tx, personId: number, limit: number): Promise<TicketLine[]> {
  return await lines(tx, and(eq(tickets.assigneeId, personId), inArray(tickets.state, [...OPEN_STATES])), URGENT_FIRST, limit);
}

/** What waits for somebody of a team, the most urgent first. */
export async function waitingIn(tx: Tx, teamId: number, limit: number): Promise<TicketLine[]> {
  return await lines(tx, and(eq(tickets.teamId, teamId), eq(tickets.state, 'new')), URGENT_FIRST, limit);
}

const URGENT_FIRST = [sql`${tickets.priority}`, sql`${tickets.id}`];

async function lines(tx: Tx, which: SQL | undefined, order: readonly SQL[], limit: number): Promise<TicketLine[]> {
  return await tx
    .select({ ticket: tickets, requesterName: people.name, teamName: teams.name, assigneeName: assignee.name })
    .from(tickets)
    .innerJoin(people, eq(people.id, tickets.requesterId))
    .innerJoin(teams, eq(teams.id, tickets.teamId))
    .leftJoin(assignee, eq(assignee.id, tickets.assigneeId))
    .where(which)
    .orderBy(...order)
    .limit(limit);
}
