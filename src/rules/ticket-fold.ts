import { DeskError } from '#core/errors.ts';
import { OPEN_STATES, PRIVATE_TITLE, TICKET_STATES, ticketName, type Ticket, type TicketEvent, type TicketState } from '#core/ticket.ts';

interface Entry {
  readonly id: number;
  readonly event: TicketEvent;
  readonly at: Date;
}

/** In which states each event may happen. What is not here is refused. */
const ALLOWED: Readonly<Record<Exclude<TicketEvent['type'], 'reported'>, readonly TicketState[]>> = {
  made_private: TICKET_STATES,
  claimed: ['new', 'waiting'],
  handed_back: ['in_progress', 'waiting'],
  handed_over: OPEN_STATES,
  prioritized: OPEN_STATES,
  categorized: OPEN_STATES,
  escalated: OPEN_STATES,
  merged: OPEN_STATES,
  replied: ['new', 'in_progress', 'waiting', 'resolved'],
  noted: TICKET_STATES,
  edited: TICKET_STATES,
  asked: ['in_progress'],
  snoozed: ['new', 'in_progress'],
  woken: ['new', 'in_progress'],
  reminded: ['in_progress', 'waiting'],
  affirmed: ['in_progress'],
  resolved: OPEN_STATES,
  reopened: ['resolved'],
  rated: ['resolved', 'closed'],
  approval: OPEN_STATES,
  grouped: OPEN_STATES,
  ungrouped: TICKET_STATES,
  linked: TICKET_STATES,
  unlinked: TICKET_STATES,
  withdrawn: OPEN_STATES,
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
  const problem = obstacle(ticket, event);
  if (problem !== undefined) throw conflict(ticket, problem);
  return { ...ticket, ...change(ticket, event, at), version: ticket.version + 1, updatedAt: at };
}

/** What stands in the event's way, as a sentence about the ticket. */
function obstacle(ticket: Ticket, event: Exclude<TicketEvent, { type: 'reported' }>): string | undefined {
  const { mergedInto } = ticket;
  if (mergedInto !== null && !AFTER_A_MERGE.has(event.type)) return `was merged into ${ticketName(mergedInto)}`;
  if (mergedInto === null && !ALLOWED[event.type].includes(ticket.state)) return STANDS[ticket.state];
  if (event.type === 'resolved' && ticket.approval === 'pending') return 'is waiting for an approval';
  if (event.type === 'claimed' && ticket.assigneeId !== null) return 'has an owner already';
  if (event.type === 'handed_over' && event.assigneeId === ticket.assigneeId) return 'is theirs already';
  if (event.type === 'prioritized' && event.priority === ticket.priority) return `has priority P${event.priority} already`;
  if (event.type === 'categorized' && event.category === ticket.category && event.subcategory === ticket.subcategory) return 'is of that kind already';
  if (event.type === 'escalated' && event.teamId === ticket.teamId) return 'is with that team already';
  if (event.type === 'made_private' && ticket.private) return 'is private already';
  if (event.type === 'woken' && ticket.snoozedUntil === null) return 'is not snoozed';
  if (event.type === 'merged' && (event.into === ticket.id || event.into === mergedInto)) return 'is there already';
  return undefined;
}

/** A merged ticket goes along when the one it went into is merged. */
const AFTER_A_MERGE: ReadonlySet<TicketEvent['type']> = new Set(['noted', 'edited', 'merged', 'made_private', 'linked', 'unlinked']);

function reported({ id, at }: Entry, event: Extract<TicketEvent, { type: 'reported' }>): Ticket {
  const { requesterId, teamId, urgency, priority, category = null, private: hidden = false } = event;
  return {
    ...UNRESOLVED,
    id,
    version: 1,
    requesterId,
    teamId,
    assigneeId: null,
    state: 'new',
    urgency,
    priority,
    category,
    subcategory: event.facts?.subcategory ?? null,
    createdAt: at,
    updatedAt: at,
    firstReplyAt: null,
    reopenCount: 0,
    stars: null,
    mergedInto: null,
    snoozedUntil: null,
    approval: null,
    private: hidden,
    ...(hidden ? UNTOLD : { title: event.title, sourceLink: event.sourceLink ?? null }),
  };
}

function change(ticket: Ticket, event: Exclude<TicketEvent, { type: 'reported' }>, at: Date): Partial<Ticket> {
  switch (event.type) {
    case 'made_private':
      return { private: true, ...UNTOLD };
    case 'claimed':
      return { assigneeId: event.assigneeId, state: ticket.state === 'new' ? 'in_progress' : ticket.state };
    case 'handed_back':
      return { assigneeId: null, state: 'new', snoozedUntil: null };
    case 'handed_over':
      return { assigneeId: event.assigneeId, state: ticket.state === 'new' ? 'in_progress' : ticket.state };
    case 'prioritized':
      return { priority: event.priority };
    case 'categorized':
      return { category: event.category, subcategory: event.subcategory };
    case 'escalated':
      return { teamId: event.teamId, assigneeId: null, state: 'new', snoozedUntil: null };
    case 'merged':
      return merged(ticket, event.into, at);
    case 'replied':
      return replied(ticket, event.by, at);
    case 'asked':
      return { state: 'waiting', firstReplyAt: ticket.firstReplyAt ?? at, snoozedUntil: null };
    case 'snoozed':
      return { snoozedUntil: new Date(event.until) };
    case 'woken':
      return { snoozedUntil: null };
    case 'resolved':
      return { state: 'resolved', resolvedAt: at, resolutionCode: event.code, resolution: event.summary, snoozedUntil: null };
    case 'reopened':
      return { ...UNRESOLVED, state: ticket.assigneeId === null ? 'new' : 'in_progress', reopenCount: ticket.reopenCount + 1, stars: null };
    case 'rated':
      return { stars: event.stars };
    case 'withdrawn':
      return { state: 'withdrawn', snoozedUntil: null, approval: withoutPending(ticket) };
    case 'approval':
      return { approval: event.stands };
    case 'closed':
      return { state: 'closed' };
    case 'noted':
    case 'edited':
    case 'reminded':
    case 'affirmed':
    case 'grouped':
    case 'ungrouped':
    case 'linked':
    case 'unlinked':
      return {};
  }
}

function replied(ticket: Ticket, by: 'agent' | 'requester', at: Date): Partial<Ticket> {
  if (by === 'agent') return { firstReplyAt: ticket.firstReplyAt ?? at };
  if (ticket.state !== 'waiting') return { snoozedUntil: null };
  return { state: ticket.assigneeId === null ? 'new' : 'in_progress' };
}

function merged(ticket: Ticket, into: number, at: Date): Partial<Ticket> {
  const resolution = `It goes on as ${ticketName(into)}.`;
  const ended = { snoozedUntil: null, approval: withoutPending(ticket) } as const;
  return { ...ended, state: 'closed', mergedInto: into, resolvedAt: ticket.resolvedAt ?? at, resolutionCode: 'duplicate', resolution };
}

/** A question ends with its subject. */
function withoutPending({ approval }: Ticket): Ticket['approval'] {
  return approval === 'pending' ? 'withdrawn' : approval;
}

/** What is private has no title to be read in lists, and no link to where it was said. */
const UNTOLD = { title: PRIVATE_TITLE, sourceLink: null } as const;

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
