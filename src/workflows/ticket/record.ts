import { DeskError } from '#core/errors.ts';
import { OPEN_STATES, parseTicketName, type Ticket, type TicketEvent } from '#core/ticket.ts';
import type { Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { originAt, type Origin } from '#store/messages.ts';
import { closeOffers } from '#store/offers.ts';
import { addMessage, findTicket, messagesOf, recordEvent, type Seen } from '#store/tickets.ts';
import { keepClocks } from './clocks.ts';
import { filesAt, keepFiles } from './files.ts';
import { offerSubject } from './offer-subject.ts';

export const TICKET = 'ticket';

/** Applies an event by the one who acts, and redraws every copy of the ticket's card. */
export async function record(context: Context<Tx>, id: number, event: TicketEvent, seen?: Seen): Promise<Ticket> {
  return await apply(context, id, event, context.actor.person.id, seen);
}

/** The same, when a timer acts. */
export async function recordByDesk(context: Context<Tx>, id: number, event: TicketEvent): Promise<Ticket> {
  return await apply(context, id, event, undefined);
}

async function apply(context: Context<Tx>, id: number, event: TicketEvent, actorId: number | undefined, seen?: Seen): Promise<Ticket> {
  const ticket = await recordEvent(context.tx, id, { event, actorId, at: context.now }, seen);
  if (ENDS_WAIT.has(event.type))
    for (const offer of await closeOffers(context.tx, id, context.now)) await context.refresh(TICKET, offerSubject({ ticketId: id, id: offer }));
  if (ticket.private && CHANGES_READER.has(event.type)) await refreshMessages(context, id);
  await Promise.all([context.refresh(TICKET, String(id)), keepClocks(context, ticket)]);
  return ticket;
}

/** Redraws every copy of what was said on a ticket. */
export async function refreshMessages(context: Context<Tx>, id: number): Promise<void> {
  for (const message of await messagesOf(context.tx, id)) await context.refresh(TICKET, `${id}/${message.id}`);
}

/** After these nobody need be asked any more to take a ticket that nobody took, or others are asked. */
const ENDS_WAIT: ReadonlySet<TicketEvent['type']> = new Set(['claimed', 'handed_over', 'snoozed', 'escalated', 'merged', 'approval', 'resolved', 'withdrawn']);

/** After these somebody else reads what is private. */
const CHANGES_READER: ReadonlySet<TicketEvent['type']> = new Set(['claimed', 'handed_back', 'handed_over', 'escalated']);

export interface Words {
  readonly text: string;
  /** Where they were written, if they were. */
  readonly origin: Origin | undefined;
}

/** Words that are all of the message that is taken in now, or that were typed into a form. */
export function wordsHere({ where }: Context<Tx>, text: string): Words {
  return { text, origin: where?.messageId === undefined ? undefined : originAt(where.address, where.messageId) };
}

/** Keeps words on a ticket, and the files that came with them; returns the message's id for the event that goes with them. */
export async function keep(context: Context<Tx>, ticketId: number, { text, origin }: Words, visibility: 'public' | 'private'): Promise<number> {
  const authorId = context.actor.person.id;
  const message = { ticketId, authorId, visibility, body: text, at: context.now, origin };
  const [messageId, files] = await Promise.all([addMessage(context.tx, message), filesAt(context, origin)]);
  await keepFiles(context, { ticketId, messageId, authorId, origin, files });
  return messageId;
}

/** @throws DeskError `not_found` */
export async function ticketOf({ tx }: Context<Tx>, subject: string): Promise<Ticket> {
  return await ticketIn(tx, subject);
}

/** The same, where nothing happens yet. @throws DeskError `not_found` */
export async function ticketIn(tx: Tx, subject: string): Promise<Ticket> {
  const id = parseTicketName(subject);
  const ticket = id === undefined ? undefined : await findTicket(tx, id);
  if (!ticket) throw new DeskError('not_found', { userMessage: 'I cannot find that ticket.' });
  return ticket;
}

/** Puts the ticket's card at the end of its requester's direct messages. */
export async function showToRequester(context: Context<Tx>, { id, requesterId }: Ticket): Promise<void> {
  await context.show({ workflow: TICKET, subject: String(id), audience: 'requester', place: { personId: requesterId } });
}

export function isOpen(ticket: Ticket): boolean {
  return OPEN_STATES.includes(ticket.state);
}

/** The ticket in which this one goes on: the one it was merged into, or itself. */
export async function whereItGoesOn(tx: Tx, ticket: Ticket): Promise<Ticket> {
  return (ticket.mergedInto === null ? undefined : await findTicket(tx, ticket.mergedInto)) ?? ticket;
}

/** Whoever acts from their direct messages does not see the team's channel, where it shows: they are told here. */
export function confirm(context: Context<Tx>, text: string): void {
  if (context.where?.roomKind === 'direct') context.say({ to: 'here' }, { text });
}

/** Where a ticket's team talks about it. */
export function thread(ticket: Ticket) {
  return { to: 'thread', workflow: TICKET, subject: String(ticket.id), teamId: ticket.teamId } as const;
}
