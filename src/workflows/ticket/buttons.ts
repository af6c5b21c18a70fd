import type { Button } from '#core/card.ts';
import { OPEN_STATES, type Ticket } from '#core/ticket.ts';
import { articleButton } from './answer-from.ts';

/** @param promised whether something is promised whose time can be explained */
export function requesterButtons(ticket: Ticket, promised = false): Button[] {
  const button = buttonFor(ticket);
  switch (ticket.state) {
    case 'new':
    case 'in_progress':
    case 'waiting':
      return [
        button('add', 'Add something', { opensForm: true }),
        button('withdraw', 'No longer needed', { opensForm: true }),
        button('inform', 'Keep somebody informed', { opensForm: true }),
        ...privateButton(ticket),
        ...(promised ? [whyButton(ticket)] : []),
      ];
    case 'resolved':
      return [button('reopen', 'It is not fixed', { opensForm: true, style: 'danger' }), ...ratingButtons(ticket)];
    case 'closed':
      return ticket.mergedInto === null ? ratingButtons(ticket) : [];
    case 'withdrawn':
      return [];
  }
}

function privateButton(ticket: Ticket): Button[] {
  return ticket.private ? [] : [buttonFor(ticket)('make_private', 'Make it private')];
}

/** On the card in a channel that shows nothing of it: what is written goes into forms, which only the one who opens them sees. */
export function privateButtons(ticket: Ticket): Button[] {
  const button = buttonFor(ticket);
  const [reply, resolve] = [button('reply', 'Reply', { opensForm: true }), button('resolve', 'Resolve', { opensForm: true })];
  if (!OPEN_STATES.includes(ticket.state)) return [openButton(ticket)];
  if (ticket.state === 'new') return [takeButton(ticket), openButton(ticket), seldomButton(ticket)];
  return [openButton(ticket), reply, resolve, button('hand_back', 'Hand back'), seldomButton(ticket)];
}

/** Who watches can stop; who reported it for somebody else can add to it. */
export function watcherButtons(ticket: Ticket, reporter: boolean): Button[] {
  const add = buttonFor(ticket)('add', 'Add something', { opensForm: true });
  return [...(reporter && OPEN_STATES.includes(ticket.state) ? [add] : []), unwatchButton(ticket)];
}

function unwatchButton(ticket: Ticket): Button {
  return buttonFor(ticket)('unwatch', 'Stop watching');
}

function ratingButtons(ticket: Ticket): Button[] {
  if (ticket.stars !== null) return [];
  return [1, 2, 3, 4, 5].map((count) => ({ ...buttonFor(ticket)('rate', stars(count)), value: String(count) }));
}

/** The everyday ones: in one row where there is room for five, and never more than six. The others are behind the last. */
export function agentButtons(ticket: Ticket, looksLikeOthers = false): Button[] {
  const button = buttonFor(ticket);
  const note = button('note', 'Private note', { opensForm: true });
  const reply = button('reply', 'Reply', { opensForm: true });
  const resolve = button('resolve', 'Resolve', { opensForm: true });
  const handBack = button('hand_back', 'Hand back');
  const more = seldomButton(ticket);
  switch (ticket.state) {
    case 'new':
      return [takeButton(ticket), reply, note, resolve, ...(looksLikeOthers ? [button('merge', 'Merge', { opensForm: true })] : []), more];
    case 'in_progress':
      return [{ ...reply, style: 'primary' }, button('ask', 'Ask the requester', { opensForm: true }), note, resolve, handBack, more];
    case 'waiting':
      return [reply, note, resolve, handBack, more];
    case 'resolved':
    case 'closed':
      return ticket.mergedInto === null ? [note, articleButton(ticket)] : [note];
    case 'withdrawn':
      return [note];
  }
}

export interface Beside {
  readonly promised: boolean;
  readonly watching: boolean;
  readonly linked: boolean;
}

/** What an agent needs now and then, on a ticket that is open. */
export function seldomButtons(ticket: Ticket, { promised, watching, linked }: Beside): Button[] {
  const button = buttonFor(ticket);
  return [
    button('hand_over', 'Hand over', { opensForm: true }),
    button('set_priority', 'Set priority', { opensForm: true }),
    button('set_kind', 'Set the kind', { opensForm: true }),
    button('escalate', 'Pass to another team', { opensForm: true }),
    button('merge', 'Merge', { opensForm: true }),
    button('link', 'Link', { opensForm: true }),
    ...(linked ? [button('unlink', 'End a link', { opensForm: true })] : []),
    ...privateButton(ticket),
    button('split', 'Split', { opensForm: true }),
    ticket.approval === 'pending'
      ? button('go_on', 'Go on without approval', { opensForm: true })
      : button('ask_approval', 'Ask for approval', { opensForm: true }),
    ...snoozeButtons(ticket),
    watching ? unwatchButton(ticket) : button('watch', 'Watch'),
    ...(promised ? [whyButton(ticket)] : []),
  ].map((each) => ({ ...each, version: ticket.version }));
}

/** While it waits for an answer, it cannot be snoozed; what is snoozed goes on first. */
function snoozeButtons(ticket: Ticket): Button[] {
  const button = buttonFor(ticket);
  if (ticket.state === 'waiting') return [];
  return [ticket.snoozedUntil ? button('wake', 'Go on now') : button('snooze', 'Snooze', { opensForm: true })];
}

export function takeButton(ticket: Ticket): Button {
  return buttonFor(ticket)('claim', 'Claim', { style: 'primary' });
}

export function openButton(ticket: Ticket): Button {
  return buttonFor(ticket)('open', 'Show it');
}

/** What is behind it is needed now and then. */
export function seldomButton(ticket: Ticket): Button {
  return buttonFor(ticket)('more', 'More…');
}

/** What somebody may say who is asked whether they are still on it. */
export function stillButtons(ticket: Ticket): Button[] {
  const button = buttonFor(ticket);
  return [
    button('still_on_it', 'Still on it', { opensForm: true, style: 'primary' }),
    button('snooze', 'Waiting on …', { opensForm: true }),
    button('hand_back', 'Hand back'),
  ];
}

/** What somebody may say who owes an answer. */
export function answerButtons(ticket: Ticket): Button[] {
  const button = buttonFor(ticket);
  return [button('add', 'Answer', { opensForm: true, style: 'primary' }), button('withdraw', 'No longer needed', { opensForm: true })];
}

function whyButton(ticket: Ticket): Button {
  return buttonFor(ticket)('why', 'Why this time?');
}

function buttonFor(ticket: Ticket) {
  return (action: string, label: string, more: Partial<Button> = {}): Button => ({ action: `ticket.${action}`, subject: String(ticket.id), label, ...more });
}

export function stars(count: number): string {
  return '★'.repeat(count) + '☆'.repeat(5 - count);
}
