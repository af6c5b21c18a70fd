import { DeskError } from '#core/errors.ts';
import type { Form } from '#core/form.ts';
import { ticketName, type Ticket } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import { shorten } from '#lib/text.ts';
import type { Tx } from '#store/database.ts';
import { openSimilar } from '#store/similar.ts';
import { lockTickets, mergedInto, mergeTargets, messagesOf } from '#store/tickets.ts';
import { watchersOf } from '#store/watchers.ts';
import { dropQuestion } from './approval.ts';
import { copyUnder } from './copies.ts';
import { takeAlong } from './family.ts';
import { mergeForm } from './forms.ts';
import { crossed } from './hand-over.ts';
import { mustNotBePrivate } from './privacy.ts';
import { isOpen, record, thread, ticketIn, ticketOf } from './record.ts';

const OFFERED = 25;
/** In UTF-16 code units: what the narrowest list of a platform shows. */
const LABEL_MAX = 75;

export async function formToMerge(tx: Tx, subject: string): Promise<Form> {
  const ticket = await ticketIn(tx, subject);
  mustNotBePrivate(ticket, 'it is not merged: its words would be read there');
  const [alike, near] = await Promise.all([openSimilar(tx, ticket.id), mergeTargets(tx, ticket, OFFERED)]);
  // Those that it looks like come first; a team may have passed one on since.
  const first = alike.filter((other) => other.teamId === ticket.teamId || other.requesterId === ticket.requesterId);
  const targets = [...first, ...near.filter(({ id }) => !first.some((other) => other.id === id))].slice(0, OFFERED);
  if (targets.length === 0) throw new DeskError('conflict', { userMessage: 'There is no other open ticket of this person or your team to merge it into.' });
  return mergeForm(targets.map(({ id, title }) => ({ value: String(id), label: shorten(`${ticketName(id)} · ${title}`, LABEL_MAX) })));
}

/** `ticket.merge`: it ends here and goes on in the other one, which is told what was said here. */
export async function merge(context: Context<Tx>, { subject, values, seen }: ActionInput): Promise<void> {
  const before = await ticketOf(context, subject);
  mustNotBePrivate(before, 'it is not merged: its words would be read there');
  await dropQuestion(context, before, 'The request goes on in another one.');
  const target = await targetOf(context, before, values['into'] ?? '');
  await takeAlong(context, before, target);
  // Those that were merged into this one go along, so that there are no chains to follow.
  for (const id of await mergedInto(context.tx, before.id)) await record(context, id, { type: 'merged', into: target.id });
  const ticket = await record(context, before.id, { type: 'merged', into: target.id }, { version: seen, otherwise: crossed(before, 'merged it', '') });
  const { name } = context.actor.person;
  const here = ticketName(ticket.id);
  const there = ticketName(target.id);
  context.say(thread(ticket), { text: `${name} has merged this into ${there}.` });
  const [report] = await messagesOf(context.tx, ticket.id);
  context.say(thread(target), { text: `${name} has merged ${here} into this. It said:` });
  if (report) await copyUnder(context, target, { ticketId: ticket.id, messageId: report.id });
  for (const { id: personId } of await watchersOf(context.tx, ticket.id)) {
    context.say({ to: 'person', personId }, { text: `${here}, which you watch, is about the same thing as ${there}, so it goes on there.` });
  }
  context.say(
    { to: 'person', personId: ticket.requesterId },
    { text: `${here} is about the same thing as ${there}, so it goes on there. What you write about either reaches the people who work on it.` },
  );
}

/** Both are locked from here on: of two merges that cross, the second sees what the first has done. */
async function targetOf(context: Context<Tx>, ticket: Ticket, name: string): Promise<Ticket> {
  const named = await ticketOf(context, name);
  const id = named.mergedInto ?? named.id;
  if (id === ticket.id) throw new DeskError('conflict', { userMessage: `${ticketName(ticket.id)} cannot be merged into itself.` });
  const target = (await lockTickets(context.tx, [ticket.id, id])).get(id);
  const near = target?.requesterId === ticket.requesterId || target?.teamId === ticket.teamId;
  if (!target || !near || target.private)
    throw new DeskError('not_found', { userMessage: 'I can merge this only into a ticket of the same person or of your team.' });
  if (!isOpen(target)) throw new DeskError('conflict', { userMessage: `${ticketName(id)} is no longer open, so nothing can be merged into it.` });
  return target;
}
