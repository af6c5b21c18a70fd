import type { Button, Fact } from '#core/card.ts';
import { ticketName, type Ticket } from '#core/ticket.ts';
import type { TicketView } from '#store/ticket-view.ts';
import { isOpen } from './record.ts';

const NAMED = 10;

/** Of what a ticket is part, or what is part of it. */
export function familyFacts({ parentId, childIds }: TicketView): Fact[] {
  if (parentId !== null) return [{ label: 'Part of', value: ticketName(parentId) }];
  if (childIds.length === 0) return [];
  return [{ label: childIds.length === 1 ? '1 ticket hangs on this' : `${childIds.length} tickets hang on this`, value: namesOf(childIds) }];
}

/** `T-2, T-3 and 4 more`. */
export function namesOf(ids: readonly number[]): string {
  const more = ids.length - NAMED;
  return `${ids.slice(0, NAMED).map(ticketName).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** While others hang on it, speaking to all of them is the everyday thing; what makes room for it is behind More…, or needless. */
export function withFamily(buttons: readonly Button[], { ticket, childIds }: TicketView): readonly Button[] {
  if (childIds.length === 0 || !isOpen(ticket)) return buttons;
  const kept = buttons.filter(({ action }) => action !== 'ticket.ask' && action !== 'ticket.merge');
  const after = kept.findIndex(({ action }) => action === 'ticket.reply') + 1;
  return [...kept.slice(0, after), familyButton(ticket, 'tell', 'Tell everybody', true), ...kept.slice(after)];
}

/** What belongs behind More…. */
export function seldomOfFamily(ticket: Ticket, parentId: number | undefined, hasChildren: boolean): Button[] {
  if (ticket.private) return [];
  if (parentId !== undefined) return [leaveButton(ticket, parentId)];
  if (!hasChildren) return [familyButton(ticket, 'join', 'Make it part of another', true)];
  return ticket.state === 'in_progress' ? [familyButton(ticket, 'ask', 'Ask the requester', true)] : [];
}

export function leaveButton(ticket: Ticket, parentId: number): Button {
  return familyButton(ticket, 'leave', `Take it off ${ticketName(parentId)}`);
}

export function joinButton(ticket: Ticket, parentId: number): Button {
  return { ...familyButton(ticket, 'join_offered', `Make it part of ${ticketName(parentId)}`), value: String(parentId), style: 'primary' };
}

export function resolveChildrenButton(ticket: Ticket): Button {
  return { ...familyButton(ticket, 'resolve_children', 'Resolve them as well'), style: 'primary' };
}

function familyButton({ id }: Ticket, action: string, label: string, opensForm = false): Button {
  return { action: `ticket.${action}`, subject: String(id), label, ...(opensForm ? { opensForm } : {}) };
}
