import { subHours } from 'date-fns/subHours';
import type { ActionInput, Context } from '#core/workflow.ts';
import { DeskError } from '#core/errors.ts';
import type { Form, FormValues } from '#core/form.ts';
import { ticketName, type Ticket } from '#core/ticket.ts';
import { isConfidential } from '#rules/confidential.ts';
import type { Tx } from '#store/database.ts';
import { namesOf } from '#store/people.ts';
import { addressedTicket } from '#store/tickets.ts';
import { isReporterOf } from '#store/watchers.ts';
import { askManager, holdQuestion } from './approval.ts';
import { copyToRequester, copyToThread } from './copies.ts';
import { hideIfAsked } from './make-private.ts';
import { isOpen, keep, record, ticketOf, whereItGoesOn, wordsHere, type Words } from './record.ts';

/** For so long after an agent's word, plain words of the requester are taken as the answer. */
const TALK_HOURS = 72;

/** The open ticket on which an agent is talking with the one who acts. */
export async function ticketInTalk(context: Context<Tx>): Promise<Ticket | undefined> {
  const ticket = await addressedTicket(context.tx, context.actor.person.id, subHours(context.now, TALK_HOURS));
  const current = ticket && (await whereItGoesOn(context.tx, ticket));
  // Of two that were merged, the words of the first are spoken on as long as the second is open.
  return current?.id === ticket?.id || (current && isOpen(current)) ? current : undefined;
}

/** `ticket.reply`, from the card's button: the team sees the reply in the thread as well. */
export async function reply(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const ticket = await ticketOf(context, subject);
  const { text = '' } = values;
  await copyToThread(context, ticket, await replyToRequester(context, ticket, text));
}

/** `ticket.note` */
export async function addNote(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const ticket = await ticketOf(context, subject);
  const { text = '' } = values;
  await copyToThread(context, ticket, await note(context, ticket, text));
}

/** `ticket.ask`: the requester is asked, and the ticket waits for the answer. */
export async function askRequester(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const { text = '' } = values;
  const before = await ticketOf(context, subject);
  const messageId = await keep(context, before.id, wordsHere(context, text), 'public');
  const ticket = await record(context, before.id, { type: 'asked', messageId });
  await Promise.all([copyToRequester(context, ticket, messageId), copyToThread(context, ticket, messageId)]);
}

/** `ticket.add` */
export async function addMessage(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  await passOn(context, await ticketOf(context, subject), wordsHere(context, values['text'] ?? ''));
}

/** The requester's words, to the team's thread. An answer to a question lets the work go on. */
export async function passOn(context: Context<Tx>, said: Ticket, words: Words): Promise<void> {
  const before = await hideIfAsked(context, await whereItGoesOn(context.tx, said), words.text);
  const { id: personId } = context.actor.person;
  if (before.requesterId !== personId && !(await isReporterOf(context.tx, before.id, personId))) return await passOnToOthers(context, before, words);
  const waits = await holdQuestion(context, before);
  const messageId = await keep(context, before.id, words, 'public');
  const ticket = await record(context, before.id, { type: 'replied', by: 'requester', messageId });
  await Promise.all([copyToThread(context, ticket, messageId), confirm(context, ticket)]);
  // What is said for them they read, too.
  if (ticket.requesterId !== personId) await copyToRequester(context, ticket, messageId);
  // What is approved is what was read, so it is asked again with these words.
  if (waits) await askManager(context, ticket);
}

/** Somebody else's request goes on in this one: their words are for the team, and not for its requester to read. */
async function passOnToOthers(context: Context<Tx>, before: Ticket, words: Words): Promise<void> {
  if (!isOpen(before))
    throw new DeskError('conflict', { userMessage: `${ticketName(before.id)} is no longer open. If something is still wrong, please report it anew.` });
  const messageId = await keep(context, before.id, words, 'private');
  const ticket = await record(context, before.id, { type: 'noted', messageId });
  // It is not theirs to make private, but what they say in confidence hangs in no channel either.
  const shown = isConfidential(words.text) ? { ...ticket, private: true } : ticket;
  await Promise.all([copyToThread(context, shown, messageId), confirm(context, ticket)]);
}

async function confirm(context: Context<Tx>, ticket: Ticket): Promise<void> {
  const owner = ticket.assigneeId === null ? undefined : (await namesOf(context.tx, [ticket.assigneeId])).get(ticket.assigneeId);
  context.say(
    { to: 'here' },
    { text: owner === undefined ? `I added this to ${ticketName(ticket.id)}.` : `I passed this on to ${owner} (${ticketName(ticket.id)}).` },
  );
}

/** Sends a reply; returns its id. */
export async function replyToRequester(context: Context<Tx>, before: Ticket, text: string): Promise<number> {
  if (text.trim() === '') throw new DeskError('invalid', { userMessage: 'Your reply is empty.' });
  const messageId = await keep(context, before.id, wordsHere(context, text), 'public');
  const ticket = await record(context, before.id, { type: 'replied', by: 'agent', messageId });
  const [names] = await Promise.all([namesOf(context.tx, [ticket.requesterId]), copyToRequester(context, ticket, messageId)]);
  context.say({ to: 'actor' }, { text: `Sent to ${names.get(ticket.requesterId)}.` });
  return messageId;
}

/** Keeps words that stay in the team; returns their id. */
export async function note(context: Context<Tx>, ticket: Ticket, text: string): Promise<number> {
  if (text.trim() === '') throw new DeskError('invalid', { userMessage: 'Your note is empty.' });
  const messageId = await keep(context, ticket.id, wordsHere(context, text), 'private');
  await record(context, ticket.id, { type: 'noted', messageId });
  return messageId;
}

/** What was asked and answered before the ticket was opened, and what corrects it: kept with it, unless its first words say so already. */
export async function addAnswers(context: Context<Tx>, ticket: Ticket, form: Form, { summary = '', added = '', ...values }: FormValues): Promise<void> {
  const answers = form.fields.flatMap(({ kind, name, question }) => {
    const value = values[name] ?? '';
    return kind !== 'text' || value === '' || summary.includes(value) ? [] : [`${question} ${value}`];
  });
  const text = [...answers, ...(added === '' ? [] : [added])].join('\n');
  if (text === '') return;
  const messageId = await keep(context, ticket.id, { text, origin: undefined }, 'public');
  const after = await record(context, ticket.id, { type: 'replied', by: 'requester', messageId });
  await copyToThread(context, after, messageId);
}
