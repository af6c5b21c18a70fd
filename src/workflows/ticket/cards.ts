import type { Block, Button, Card, Fact, Post, Tone } from '#core/card.ts';
import { ticketName, type Ticket, type TicketState } from '#core/ticket.ts';
import type { Audience } from '#core/workflow.ts';
import { shorten } from '#lib/text.ts';
import type { TicketView } from '#store/ticket-view.ts';
import { CODE_WORDS, STATE_WORDS, URGENCY_WORDS } from './words.ts';

/** In UTF-16 code units; the whole text is in the ticket. */
const QUOTE_MAX = 600;

/** The ticket's card for its requester or its team. Pure. */
export function drawTicket(view: TicketView, audience: Audience): Post {
  const card = audience === 'requester' ? requesterCard(view) : agentCard(view);
  return { text: `${heading(view.ticket)}: ${situation(view, audience)}`, card };
}

function heading(ticket: Ticket): string {
  return `${ticketName(ticket.id)} · ${ticket.title}`;
}

function requesterCard(view: TicketView): Card {
  const { ticket } = view;
  const facts: Fact[] = [
    { label: 'Status', value: situation(view, 'requester') },
    { label: 'Reported', value: [{ at: ticket.createdAt.toISOString() }] },
    { label: 'Urgency', value: URGENCY_WORDS[ticket.urgency] },
  ];
  const blocks: Block[] = [{ kind: 'facts', facts }, ...resolutionBlocks(view), ...waitingBlocks(view)];
  return { title: heading(ticket), tone: TONES[ticket.state], blocks, buttons: requesterButtons(ticket) };
}

function agentCard(view: TicketView): Card {
  const { ticket, requester, devices, latest } = view;
  const facts: Fact[] = [
    { label: 'From', value: `${requester.name}, ${requester.title}, ${requester.department}` },
    { label: 'Reported', value: [{ at: ticket.createdAt.toISOString() }] },
    { label: 'Priority', value: `P${ticket.priority} (${URGENCY_WORDS[ticket.urgency]})` },
    { label: 'Status', value: situation(view, 'agents') },
    ...(devices.length > 0 ? [{ label: 'Devices', value: devices.join(', ') }] : []),
    ...(ticket.reopenCount > 0 ? [{ label: 'Reopened', value: times(ticket.reopenCount) }] : []),
    ...(ticket.stars === null ? [] : [{ label: 'Rating', value: stars(ticket.stars) }]),
  ];
  const said: Block[] = [{ kind: 'quote', author: requester.name, text: shorten(view.report ?? ticket.title, QUOTE_MAX) }];
  if (latest) said.push({ kind: 'quote', author: latest.author, text: shorten(latest.text, QUOTE_MAX) });
  return {
    title: heading(ticket),
    tone: TONES[ticket.state],
    blocks: [{ kind: 'facts', facts }, ...said, ...resolutionBlocks(view)],
    buttons: agentButtons(ticket),
  };
}

function situation({ ticket, assigneeName, teamName }: TicketView, audience: Audience): string {
  switch (ticket.state) {
    case 'new':
      return audience === 'agents' ? STATE_WORDS.new : `Sent to ${teamName}; somebody will take it soon`;
    case 'in_progress':
      return audience === 'agents' ? `${assigneeName} has it` : `${assigneeName} is working on it`;
    case 'waiting':
      return audience === 'agents' ? `${assigneeName} has it, waiting for the requester` : `${assigneeName} needs an answer from you`;
    case 'resolved':
    case 'closed':
    case 'withdrawn':
      return STATE_WORDS[ticket.state];
  }
}

function resolutionBlocks({ ticket, assigneeName, teamName }: TicketView): Block[] {
  if (ticket.resolution === null || ticket.resolutionCode === null) return [];
  const author = `${CODE_WORDS[ticket.resolutionCode]} (${assigneeName ?? teamName})`;
  return [{ kind: 'quote', author, text: shorten(ticket.resolution, QUOTE_MAX) }];
}

function waitingBlocks({ ticket, latest }: TicketView): Block[] {
  if (ticket.state !== 'waiting' || !latest) return [];
  return [
    { kind: 'quote', ...latest, text: shorten(latest.text, QUOTE_MAX) },
    { kind: 'text', text: 'Just write your answer here.', subtle: true },
  ];
}

function requesterButtons(ticket: Ticket): Button[] {
  const button = buttonFor(ticket);
  switch (ticket.state) {
    case 'new':
    case 'in_progress':
    case 'waiting':
      return [button('add', 'Add something', { opensForm: true }), button('withdraw', 'No longer needed', { opensForm: true })];
    case 'resolved':
      return [button('reopen', 'It is not fixed', { opensForm: true, style: 'danger' }), ...ratingButtons(ticket)];
    case 'closed':
      return ratingButtons(ticket);
    case 'withdrawn':
      return [];
  }
}

function ratingButtons(ticket: Ticket): Button[] {
  if (ticket.stars !== null) return [];
  return [1, 2, 3, 4, 5].map((count) => ({ ...buttonFor(ticket)('rate', stars(count)), value: String(count) }));
}

function agentButtons(ticket: Ticket): Button[] {
  const button = buttonFor(ticket);
  const note = button('note', 'Private note', { opensForm: true });
  const reply = button('reply', 'Reply', { opensForm: true });
  const resolve = button('resolve', 'Resolve', { opensForm: true });
  const handBack = button('hand_back', 'Hand back');
  switch (ticket.state) {
    case 'new':
      return [button('claim', 'Claim', { style: 'primary' }), reply, note, resolve];
    case 'in_progress':
      return [{ ...reply, style: 'primary' }, button('ask', 'Ask the requester', { opensForm: true }), note, resolve, handBack];
    case 'waiting':
      return [reply, note, resolve, handBack];
    case 'resolved':
    case 'closed':
    case 'withdrawn':
      return [note];
  }
}

function buttonFor(ticket: Ticket) {
  return (action: string, label: string, more: Partial<Button> = {}): Button => ({ action: `ticket.${action}`, subject: String(ticket.id), label, ...more });
}

function stars(count: number): string {
  return '★'.repeat(count) + '☆'.repeat(5 - count);
}

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}

const TONES: Readonly<Record<TicketState, Tone>> = {
  new: 'attention',
  in_progress: 'neutral',
  waiting: 'warning',
  resolved: 'good',
  closed: 'neutral',
  withdrawn: 'neutral',
};
