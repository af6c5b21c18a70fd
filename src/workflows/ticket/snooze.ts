import type { Card, Post } from '#core/card.ts';
import { DeskError } from '#core/errors.ts';
import { ticketName, type Ticket } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import { SNOOZES, snoozeUntil, type Snooze } from '#rules/snooze.ts';
import type { Tx } from '#store/database.ts';
import { eventsOf } from '#store/tickets.ts';
import { openButton, takeButton } from './buttons.ts';
import { heading } from './cards.ts';
import { sayToTeam } from './privacy.ts';
import { record, recordByDesk, ticketOf } from './record.ts';

/** `ticket.snooze`: nobody works on it until then. It wakes by itself, or when the requester writes. */
export async function snooze(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const { when = '', at = '', reason = '' } = values;
  const { person } = context.actor;
  if (!isSnooze(when)) throw new DeskError('invalid', { userMessage: 'Please choose until when.' });
  const until = snoozeUntil({ snooze: when, written: at, zone: person.timeZone, now: context.now });
  if (!until) throw new DeskError('invalid', { userMessage: `I cannot read “${at}” as a time within the year to come. Write it like this: 2026-12-03 14:00` });
  const before = await ticketOf(context, subject);
  const ticket = await record(context, before.id, { type: 'snoozed', until: until.toISOString(), reason });
  const card: Card = {
    title: `${person.name} has snoozed this`,
    tone: 'neutral',
    blocks: [text(['Until ', { at: until.toISOString() }, `: ${reason}`])],
    buttons: [],
  };
  await sayToTeam(context, ticket, { text: `${person.name} has snoozed this: ${reason}`, card });
}

/** `ticket.wake`: sooner than it was snoozed until. */
export async function wake(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const ticket = await record(context, (await ticketOf(context, subject)).id, { type: 'woken' });
  await sayToTeam(context, ticket, { text: `${context.actor.person.name} goes on with this.` });
}

/** The time has come: whoever has it is told, and so is the team's thread. */
export async function wakeUp(context: Context<Tx>, before: Ticket): Promise<void> {
  const snoozed = (await eventsOf(context.tx, before.id)).findLast(({ event }) => event.type === 'snoozed')?.event;
  const reason = snoozed?.type === 'snoozed' ? snoozed.reason : '';
  const ticket = await recordByDesk(context, before.id, { type: 'woken' });
  const owner = ticket.assigneeId;
  // Of a private one they are one and the same.
  if (owner === null || !ticket.private) await sayToTeam(context, ticket, wakingPost(ticket, reason, owner === null ? [takeButton(ticket)] : []));
  if (owner !== null) context.say({ to: 'person', personId: owner }, wakingPost(ticket, reason, [openButton(ticket)]));
}

function wakingPost(ticket: Ticket, reason: string, buttons: Card['buttons']): Post {
  const blocks = [text(`It was snoozed until now: ${reason}`)];
  return { text: `${ticketName(ticket.id)} goes on now: ${reason}`, card: { title: heading(ticket), tone: 'attention', blocks, buttons } };
}

function text(words: Extract<Card['blocks'][number], { kind: 'text' }>['text']): Card['blocks'][number] {
  return { kind: 'text', text: words };
}

function isSnooze(value: string): value is Snooze {
  return SNOOZES.some((snooze) => snooze === value);
}
