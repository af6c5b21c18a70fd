import type { Ticket, TicketEvent } from '#core/ticket.ts';
import { foldTicket } from '#rules/ticket-fold.ts';
import type { Database } from '#store/database.ts';
import { slaCycles } from '#store/schema/sla.ts';
import { ticketEvents, tickets } from '#store/schema/tickets.ts';

type Cycle = Omit<typeof slaCycles.$inferInsert, 'ticketId'>;

export interface Story {
  /** When, by whom (null: the desk), what. */
  readonly events: readonly (readonly [at: string, actorId: number | null, event: TicketEvent])[];
  readonly cycles?: readonly Cycle[];
}

/** Puts a ticket into the database as its events tell it; returns its id. */
export async function tell({ db }: Pick<Database, 'db'>, id: number, { events, cycles = [] }: Story): Promise<Ticket> {
  let ticket: Ticket | undefined;
  const rows: (typeof ticketEvents.$inferInsert)[] = [];
  for (const [at, actorId, event] of events) {
    const moment = new Date(at);
    ticket = foldTicket(ticket, { id, event, at: moment });
    const { type, ...data } = event;
    rows.push({ ticketId: id, seq: ticket.version, type, data, actorId, at: moment });
  }
  if (!ticket) throw new Error('A story needs events.');
  const told = ticket;
  await db.transaction(async (tx) => {
    await tx.insert(tickets).values(told);
    await tx.insert(ticketEvents).values(rows);
    if (cycles.length > 0) await tx.insert(slaCycles).values(cycles.map((cycle) => ({ ...cycle, ticketId: id })));
  });
  return told;
}

export interface Reported {
  readonly requesterId: number;
  readonly teamId: number;
  readonly title?: string;
  readonly priority?: Ticket['priority'];
}

export function reported({ requesterId, teamId, title = 'The fan is loud', priority = 3 }: Reported): TicketEvent {
  return { type: 'reported', requesterId, teamId, title, urgency: 'slowed', priority };
}

/** A clock that ended, or goes on where `endedAt` is missing. Minutes are of the promise. */
export function cycle(metric: Cycle['metric'], startedAt: string, dueAt: string | null, endedAt: string | null, more: Partial<Cycle> = {}): Cycle {
  const instant = (text: string | null) => (text === null ? null : new Date(text));
  const state = endedAt === null ? 'running' : 'stopped';
  const terms = { policyId: 'usual', policyVersion: 1, targetMs: 3_600_000 };
  const times = { startedAt: new Date(startedAt), dueAt: instant(dueAt), endedAt: instant(endedAt), elapsedMs: 1_800_000, pausedMs: 0 };
  return { metric, number: 1, state, ...terms, ...times, ...more };
}

/** The same with numbers cut to six places, as floating point differs in the last ones. */
export function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Math.round(value * 1e6) / 1e6;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, rounded(inner)]));
}
