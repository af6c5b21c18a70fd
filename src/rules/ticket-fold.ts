import { DeskError } from '#core/errors.ts';
import { ticketName, type Ticket, type TicketEvent, type TicketState } from '#core/ticket.ts';

interface Entry {
  readonly id: number;
  readonly event: TicketEvent;
  readonly at: Date;
}

/** In which states each event may happen. What is not here is refused. */
const ALLOWED: Readonly<Record<Exclude<TicketEvent['type'], 'reported'>, readonly TicketState[]>> = {
  claimed: ['new', 'waiting'],
  handed_back: ['in_progress', 'waiting'],
  replied: ['new', 'in_progress', 'waiting', 'resolved'],
  noted: ['new', 'in_progress', 'waiting', 'resolved', 'closed', 'withdrawn'],
  asked: ['in_progress'],
  resolved: ['new', 'in_progress', 'waiting'],
  reopened: ['resolved'],
  rated: ['resolved', 'closed'],
  withdrawn: ['new', 'in_progress', 'waiting'],
  closed: ['resolved'],
};

/**
 * The ticket after one more event: the single definition of how a ticket moves. Pure; the store applies it to rows.
 * @throws DeskError `conflict` when the ticket's state does not allow the event; the sentence says how it stands.
 */
export function foldTicket(ticket: Ticket | undefined, entry: Entry): Ticket {
  const { event, at } = entry;
  if (event.type === 'reported') {
    if (ticket) throw conflict(ticket, 'has been reported already');
    return reported(entry, event);
  }
  if (!ticket) throw new DeskError('not_found', { userMessage: `${ticketName(entry.id)} does not exist.` });
  if (!ALLOWED[event.type].includes(ticket.state)) throw conflict(ticket, STANDS[ticket.state]);
  if (event.type === 'claimed' && ticket.assigneeId !== null) throw conflict(ticket, 'has an owner already');
  return { ...ticket, ...change(ticket, event, at), version: ticket.version + 1, updatedAt: at };
}

function reported({ id, at }: Entry, event: Extract<TicketEvent, { type: 'reported' }>): Ticket {
  const { requesterId, teamId, title, urgency, priority } = event;
  return {
    ...UNRESOLVED,
    id,
    version: 1,
    requesterId,
    teamId,
    assigneeId: null,
    state: 'new',
    title,
    urgency,
    priority,
    createdAt: at,
    updatedAt: at,
    firstReplyAt: null,
    reopenCount: 0,
    stars: null,
  };
}

function change(ticket: Ticket, event: Exclude<TicketEvent, { type: 'reported' }>, at: Date): Partial<Ticket> {
  switch (event.type) {
    case 'claimed':
      return { assigneeId: event.assigneeId, state: ticket.state === 'new' ? 'in_progress' : ticket.state };
    case 'handed_back':
      return { assigneeId: null, state: 'new' };
    case 'replied':
      return replied(ticket, event.by, at);
    case 'asked':
      return { state: 'waiting', firstReplyAt: ticket.firstReplyAt ?? at };
    case 'resolved':
      return { state: 'resolved', resolvedAt: at, resolutionCode: event.code, resolution: event.summary };
    case 'reopened':
      return { ...UNRESOLVED, state: ticket.assigneeId === null ? 'new' : 'in_progress', reopenCount: ticket.reopenCount + 1, stars: null };
    case 'rated':
      return { stars: event.stars };
    case 'withdrawn':
      return { state: 'withdrawn' };
    case 'closed':
      return { state: 'closed' };
    case 'noted':
      return {};
  }
}

function replied(ticket: Ticket, by: 'agent' | 'requester', at: Date): Partial<Ticket> {
  if (by === 'agent') return { firstReplyAt: ticket.firstReplyAt ?? at };
  if (ticket.state !== 'waiting') return {};
  return { state: ticket.assigneeId === null ? 'new' : 'in_progress' };
}

const UNRESOLVED = { resolvedAt: null, resolutionCode: null, resolution: null } as const;

const STANDS: Readonly<Record<TicketState, string>> = {
  new: 'is waiting for somebody to take it',
  in_progress: 'is being worked on',
  waiting: 'is waiting for an answer from the requester',
  resolved: 'is resolved',
  closed: 'is closed',
  withdrawn: 'was withdrawn',
};

function conflict(ticket: Ticket, how: string): DeskError {
  return new DeskError('conflict', { userMessage: `${ticketName(ticket.id)} ${how}, so this is not possible now.` });
}
