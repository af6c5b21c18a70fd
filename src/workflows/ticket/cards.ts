import type { Block, Card, Fact, Post, Tone } from '#core/card.ts';
import { ticketName, type Ticket, type TicketState } from '#core/ticket.ts';
import type { Audience, CardPlace } from '#core/workflow.ts';
import { shorten } from '#lib/text.ts';
import type { TicketView } from '#store/ticket-view.ts';
import { agentButtons, requesterButtons, stars } from './buttons.ts';
import { isOpen } from './record.ts';
import { CATEGORY_WORDS, CODE_WORDS, DELETED, STATE_WORDS, URGENCY_WORDS } from './words.ts';

/** In UTF-16 code units; the whole text is in the ticket. */
const QUOTE_MAX = 600;
const ATTACHMENTS_NAMED = 3;

type Place = CardPlace['place'];

/** The ticket's card for its requester or its team, in the place where it hangs. Pure. */
export function drawTicket(view: TicketView, audience: Audience, place: Place = { teamId: view.ticket.teamId }): Post {
  if (audience === 'requester') return { text: `${heading(view.ticket)}: ${situation(view, audience)}`, card: requesterCard(view) };
  const status = hasLeft(view.ticket, place) ? `${view.teamName} has it now` : situation(view, audience);
  return { text: `${heading(view.ticket)}: ${status}`, card: agentCard(view, status, canActFrom(view.ticket, place)) };
}

/** It hangs in the channel of a team that has passed the ticket on. */
function hasLeft({ teamId }: Ticket, place: Place): boolean {
  return 'teamId' in place && place.teamId !== teamId;
}

/** Buttons hang where the ticket is worked on: in its team's channel, and in the direct messages of the one who has it. */
function canActFrom({ teamId, assigneeId }: Ticket, place: Place): boolean {
  return 'teamId' in place ? place.teamId === teamId : place.personId === assigneeId;
}

export function heading(ticket: Ticket): string {
  return `${ticketName(ticket.id)} · ${ticket.title}`;
}

function requesterCard(view: TicketView): Card {
  const { ticket } = view;
  const facts: Fact[] = [
    { label: 'Status', value: situation(view, 'requester') },
    { label: 'Reported', value: [{ at: ticket.createdAt.toISOString() }] },
    { label: 'Urgency', value: URGENCY_WORDS[ticket.urgency] },
    ...kindFact(ticket),
  ];
  const blocks: Block[] = [{ kind: 'facts', facts }, ...resolutionBlocks(view), ...waitingBlocks(view)];
  return { title: heading(ticket), tone: TONES[ticket.state], blocks, buttons: requesterButtons(ticket) };
}

function agentCard(view: TicketView, status: string, canAct: boolean): Card {
  const { ticket, requester, devices, latest, attachments } = view;
  const facts: Fact[] = [
    { label: 'From', value: `${requester.name}, ${requester.title}, ${requester.department}` },
    { label: 'Reported', value: [{ at: ticket.createdAt.toISOString() }] },
    { label: 'Priority', value: `P${ticket.priority} (${URGENCY_WORDS[ticket.urgency]})` },
    { label: 'Status', value: status },
    ...kindFact(ticket),
    ...(ticket.sourceLink === null ? [] : [{ label: 'Made from', value: [{ link: ticket.sourceLink, label: 'a message' }] }]),
    ...(devices.length > 0 ? [{ label: 'Devices', value: devices.join(', ') }] : []),
    ...(canAct && attachments.length > 0 ? [{ label: 'Attachments', value: fewOf(attachments) }] : []),
    ...(ticket.reopenCount > 0 ? [{ label: 'Reopened', value: times(ticket.reopenCount) }] : []),
    ...(ticket.stars === null ? [] : [{ label: 'Rating', value: stars(ticket.stars) }]),
  ];
  const shown = { title: heading(ticket), tone: TONES[ticket.state] };
  // Who no longer works on it reads no further.
  if (!canAct) return { ...shown, blocks: [{ kind: 'facts', facts }], buttons: [] };
  const said: Block[] = [{ kind: 'quote', author: requester.name, text: excerpt(view.report ?? ticket.title) }];
  if (latest) said.push({ kind: 'quote', author: latest.author, text: excerpt(latest.text) });
  const blocks: Block[] = [{ kind: 'facts', facts }, ...said, ...resolutionBlocks(view), ...(isOpen(ticket) ? [THREAD_HINT] : [])];
  return { ...shown, blocks, buttons: agentButtons(ticket) };
}

function kindFact({ category }: Ticket): Fact[] {
  return category === null ? [] : [{ label: 'Kind', value: CATEGORY_WORDS[category] }];
}

export function situation({ ticket, assigneeName, teamName }: Pick<TicketView, 'ticket' | 'assigneeName' | 'teamName'>, audience: Audience): string {
  switch (ticket.state) {
    case 'new':
      return audience === 'agents' ? STATE_WORDS.new : `Sent to ${teamName}; somebody will take it soon`;
    case 'in_progress':
      return audience === 'agents' ? `${assigneeName} has it` : `${assigneeName} is working on it`;
    case 'waiting':
      return audience === 'agents' ? `${assigneeName} has it, waiting for the requester` : `${assigneeName} needs an answer from you`;
    case 'closed':
      return ticket.mergedInto === null ? STATE_WORDS.closed : `Goes on as ${ticketName(ticket.mergedInto)}`;
    case 'resolved':
    case 'withdrawn':
      return STATE_WORDS[ticket.state];
  }
}

function resolutionBlocks({ ticket, assigneeName, teamName }: TicketView): Block[] {
  if (ticket.resolution === null || ticket.resolutionCode === null) return [];
  const code = CODE_WORDS[ticket.resolutionCode];
  const author = ticket.mergedInto === null ? `${code} (${assigneeName ?? teamName})` : code;
  return [{ kind: 'quote', author, text: shorten(ticket.resolution, QUOTE_MAX) }];
}

function waitingBlocks({ ticket, latest }: TicketView): Block[] {
  if (ticket.state !== 'waiting' || !latest) return [];
  return [
    { kind: 'quote', ...latest, text: excerpt(latest.text) },
    { kind: 'text', text: 'Just write your answer here.', subtle: true },
  ];
}

function excerpt(text: string): string {
  return text === '' ? DELETED : shorten(text, QUOTE_MAX);
}

/** The first by name, the rest by number. */
function fewOf(names: readonly string[]): string {
  const more = names.length - ATTACHMENTS_NAMED;
  return `${names.slice(0, ATTACHMENTS_NAMED).join(', ')}${more > 0 ? ` (and ${more} more)` : ''}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}

const THREAD_HINT: Block = {
  kind: 'text',
  text: 'In the thread: plain words go to the requester, “note: …” stays in your team, “!help” lists what else can be written.',
  subtle: true,
};

export const TONES: Readonly<Record<TicketState, Tone>> = {
  new: 'attention',
  in_progress: 'neutral',
  waiting: 'warning',
  resolved: 'good',
  closed: 'neutral',
  withdrawn: 'neutral',
};
