import type { Button } from '#core/card.ts';
import type { Ticket } from '#core/ticket.ts';

export function requesterButtons(ticket: Ticket): Button[] {
  const button = buttonFor(ticket);
  switch (ticket.state) {
    case 'new':
    case 'in_progress':
    case 'waiting':
      return [button('add', 'Add something', { opensForm: true }), button('withdraw', 'No longer needed', { opensForm: true })];
    case 'resolved':
      return [button('reopen', 'It is not fixed', { opensForm: true, style: 'danger' }), ...ratingButtons(ticket)];
    case 'closed':
      return ticket.mergedInto === null ? ratingButtons(ticket) : [];
    case 'withdrawn':
      return [];
  }
}

function ratingButtons(ticket: Ticket): Button[] {
  if (ticket.stars !== null) return [];
  return [1, 2, 3, 4, 5].map((count) => ({ ...buttonFor(ticket)('rate', stars(count)), value: String(count) }));
}

/** The everyday ones: in one row where there is room for five, and never more than six. The others are behind the last. */
export function agentButtons(ticket: Ticket): Button[] {
  const button = buttonFor(ticket);
  const note = button('note', 'Private note', { opensForm: true });
  const reply = button('reply', 'Reply', { opensForm: true });
  const resolve = button('resolve', 'Resolve', { opensForm: true });
  const handBack = button('hand_back', 'Hand back');
  const more = button('more', 'More…');
  switch (ticket.state) {
    case 'new':
      return [button('claim', 'Claim', { style: 'primary' }), reply, note, resolve, more];
    case 'in_progress':
      return [{ ...reply, style: 'primary' }, button('ask', 'Ask the requester', { opensForm: true }), note, resolve, handBack, more];
    case 'waiting':
      return [reply, note, resolve, handBack, more];
    case 'resolved':
    case 'closed':
    case 'withdrawn':
      return [note];
  }
}

/** What an agent needs now and then, on a ticket that is open. */
export function seldomButtons(ticket: Ticket): Button[] {
  const button = buttonFor(ticket);
  return [
    button('hand_over', 'Hand over', { opensForm: true }),
    button('set_priority', 'Set priority', { opensForm: true }),
    button('escalate', 'Pass to another team', { opensForm: true }),
    button('merge', 'Merge', { opensForm: true }),
  ].map((each) => ({ ...each, version: ticket.version }));
}

function buttonFor(ticket: Ticket) {
  return (action: string, label: string, more: Partial<Button> = {}): Button => ({ action: `ticket.${action}`, subject: String(ticket.id), label, ...more });
}

export function stars(count: number): string {
  return '★'.repeat(count) + '☆'.repeat(5 - count);
}
