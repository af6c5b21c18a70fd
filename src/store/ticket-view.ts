import { and, desc, eq, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { ApprovalState } from '#core/approval.ts';
import type { Ticket, TicketState } from '#core/ticket.ts';
import type { SlaMetric } from '#rules/sla/metrics.ts';
import type { Tx } from './database.ts';
import { departments, people, teams } from './schema/people.ts';
import { isOpen, standsIn, tickets } from './schema/tickets.ts';

/** All that a ticket's card is drawn from, as it stood in one moment. */
export interface TicketView {
  readonly ticket: Ticket;
  readonly requester: { readonly name: string; readonly title: string; readonly department: string };
  readonly teamName: string;
  readonly assigneeName: string | null;
  /** The words it was reported with. */
  readonly report: string | null;
  /** Who wrote these: the requester, or who reported it for them. */
  readonly reportAuthor: string | null;
  /** Who reported it for the requester; null when they did themselves. */
  readonly raisedBy: string | null;
  /** Who hears of it besides these, by name. */
  readonly watchers: readonly string[];
  /** Ids of everybody who watches it, and of those among them who reported it for the requester. */
  readonly watcherIds: readonly number[];
  readonly reporterIds: readonly number[];
  /** Ids of those who look after its team. */
  readonly leadIds: readonly number[];
  /** Ids of tickets that belong to it, as somebody has said. */
  readonly related: readonly number[];
  /** How often watchers have changed; this never shrinks. */
  readonly changes: number;
  /** The newest public message, when it is not the report. */
  readonly latest: { readonly author: string; readonly text: string } | null;
  /** What the requester holds, laptops first: `Lenovo ThinkPad T14 (DS-0012)`. */
  readonly devices: readonly string[];
  /** Names of the files on it, oldest first. */
  readonly attachments: readonly string[];
  /** The last question to approvers about it. */
  readonly approval: TicketQuestion | null;
  /** Clocks that go on and promise something. */
  readonly clocks: readonly ClockLine[];
  /** How often somebody was told of a clock; this never shrinks. */
  readonly notices: number;
  /** Ids of open tickets of others that it looks like, most alike first. */
  readonly similar: readonly number[];
  /** The ticket that stands for this one. */
  readonly parentId: number | null;
  /** Those for which this one stands, oldest first. */
  readonly childIds: readonly number[];
}

interface TicketQuestion {
  readonly state: Exclude<ApprovalState, 'replaced'>;
  /** ISO 8601. */
  readonly askedAt: string;
  readonly endedAt: string | null;
  /** Whose word is missing. */
  readonly waitingFor: readonly string[];
  /** False when the word of one of them is enough. */
  readonly takesAll: boolean;
  readonly by: string | null;
  readonly reason: string | null;
}

/** A clock as the ticket's card shows it; instants in milliseconds since 1970, as JSON knows no others. */
export interface ClockLine {
  readonly metric: SlaMetric;
  readonly state: 'running' | 'paused';
  readonly dueAt: number | null;
  /** When somebody was last told how much of its target is used up. */
  readonly toldAt: number | null;
}

const assignee = alias(people, 'assignee');
const said = sql`from messages m where m.ticket_id = ${tickets.id} and m.visibility = 'public'`;
const report = sql<string | null>`(select m.body ${said} order by m.id limit 1)`;
const reportAuthor = sql<string | null>`(select name from people where id = (select m.author_id ${said} order by m.id limit 1))`;
const raisedBy = sql<string | null>`(
  select p.name from ticket_events e join people p on p.id = e.actor_id
  where e.ticket_id = ${tickets.id} and e.seq = 1 and e.actor_id <> ${tickets.requesterId})`;
const watchers = sql<string[]>`to_json(array(
  select p.name from ticket_watchers w join people p on p.id = w.person_id
  where w.ticket_id = ${tickets.id} and w.watching and not w.reporter and p.status = 'active' order by p.name, p.id))`;
const watching = sql`select w.person_id from ticket_watchers w where w.ticket_id = ${tickets.id} and w.watching`;
const watcherIds = sql<number[]>`to_json(array(${watching}))`;
const reporterIds = sql<number[]>`to_json(array(${watching} and w.reporter))`;
const leadIds = sql<number[]>`to_json(array(select m.person_id from team_members m where m.team_id = ${tickets.teamId} and m.is_lead))`;
const related = sql<number[]>`to_json(array(
  select case l.ticket_id when ${tickets.id} then l.other_id else l.ticket_id end as id
  from ticket_links l where ${tickets.id} in (l.ticket_id, l.other_id) and l.kind = 'related' order by id))`;
const changes = sql<number>`(select coalesce(sum(w.changes), 0)::int from ticket_watchers w where w.ticket_id = ${tickets.id})`;
const latest = sql<TicketView['latest']>`(
  select json_build_object('author', (select name from people where id = m.author_id), 'text', m.body)
  ${said} and m.id > (select min(m.id) ${said}) order by m.id desc limit 1)`;
const devices = sql<string[]>`to_json(array(
  select d_model.vendor || ' ' || d_model.name || ' (' || d.asset_tag || ')' from devices d join device_models d_model on d_model.id = d.model_id
  where d.holder_id = ${tickets.requesterId} order by d_model.kind <> 'laptop', d.asset_tag))`;

const attachments = sql<string[]>`to_json(array(select a.name from attachments a where a.ticket_id = ${tickets.id} order by a.id))`;

const approval = sql<TicketQuestion | null>`(
  select json_build_object('state', q.state, 'askedAt', q.asked_at, 'endedAt', q.ended_at, 'by', d.name, 'reason', q.reason,
    'takesAll', coalesce(q.ladder->q.rung->>'need' = 'all', false), 'waitingFor', array(
    select p.name from approval_asks a join people p on p.id = a.person_id where a.approval_id = q.id and a.answer is null order by a.id))
  from approvals q left join people d on d.id = q.decided_by_id
  where q.workflow = 'ticket' and q.subject = ${tickets.id}::text and q.state <> 'replaced' order by q.id desc limit 1)`;
const milliseconds = (at: SQL) => sql`round(extract(epoch from ${at}) * 1000)`;
const clocks = sql<ClockLine[]>`to_json(array(
  select json_build_object('metric', c.metric, 'state', c.state, 'dueAt', ${milliseconds(sql`c.due_at`)}, 'toldAt', (
    select ${milliseconds(sql`max(n.at)`)} from sla_notices n where (n.ticket_id, n.metric, n.number) = (c.ticket_id, c.metric, c.number)))
  from sla_cycles c where c.ticket_id = ${tickets.id} and c.ended_at is null and c.target_ms is not null order by c.due_at, c.metric))`;
const notices = sql<number>`(select count(*)::int from sla_notices n where n.ticket_id = ${tickets.id})`;
const similar = sql<number[]>`to_json(array(
  select o.id from ticket_links l join tickets o on o.id = l.other_id
  where l.ticket_id = ${tickets.id} and l.kind = 'similar' and o.state in ('new', 'in_progress', 'waiting') and not o.private and not ${tickets.private} order by l.score desc, o.id))`;
const parentId = sql<number | null>`(select to_json(l.other_id) from ticket_links l where l.ticket_id = ${tickets.id} and l.kind = 'parent')`;
const childIds = sql<
  number[]
>`to_json(array(select l.ticket_id from ticket_links l where l.other_id = ${tickets.id} and l.kind = 'parent' order by l.ticket_id))`;

/** In one round trip; undefined when there is no such ticket. */
export async function viewTicket(tx: Tx, id: number): Promise<TicketView | undefined> {
  const [view] = await tx
    .select({
      ticket: tickets,
      requester: { name: people.name, title: people.title, department: departments.name },
      teamName: teams.name,
      assigneeName: assignee.name,
      report,
      reportAuthor,
      raisedBy,
      watchers,
      watcherIds,
      reporterIds,
      leadIds,
      related,
      changes,
      latest,
      devices,
      attachments,
      approval,
      clocks,
      notices,
      similar,
      parentId,
      childIds,
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
  return await lines(tx, and(eq(tickets.requesterId, personId), standsIn(states)), [desc(tickets.id)], limit);
}

/** What somebody works on, the most urgent first. */
export async function queueOf(tx: Tx, personId: number, limit: number): Promise<TicketLine[]> {
  return await lines(tx, and(eq(tickets.assigneeId, personId), isOpen()), URGENT_FIRST, limit);
}

/** What waits for somebody of a team, the most urgent first. */
export async function waitingIn(tx: Tx, teamId: number, limit: number): Promise<TicketLine[]> {
  return await lines(tx, and(eq(tickets.teamId, teamId), standsIn(['new'])), URGENT_FIRST, limit);
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
