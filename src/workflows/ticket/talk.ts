import { subHours } from 'date-fns/subHours';
import type { ActionInput, Audience, Context, Said } from '#core/workflow.ts';
import { DeskError } from '#core/errors.ts';
import { ticketName, type Ticket } from '#core/ticket.ts';
import type { Tx } from '#store/database.ts';
import { namesOf } from '#store/people.ts';
import { addressedTicket } from '#store/tickets.ts';
import { keep, record, TICKET, ticketOf } from './record.ts';

/** Starts a private note when typed in a ticket's thread. */
const NOTE = /^\s*(?:note:|🔒)\s*/iu;

/** For so long after an agent's word, plain words of the requester are taken as the answer. */
const TALK_HOURS = 72;

/** The open ticket on which an agent is talking with the one who acts. */
export async function ticketInTalk(context: Context<Tx>): Promise<Ticket | undefined> {
  return await addressedTicket(context.tx, context.actor.person.id, subHours(context.now, TALK_HOURS));
}

/** A message in the thread under the ticket's card. */
export async function replyInThread(context: Context<Tx>, said: Said & { subject: string; audience: Audience }): Promise<void> {
  const ticket = await ticketOf(context, said.subject);
  if (said.audience === 'requester') return await passOn(context, ticket, said.text);
  if (!NOTE.test(said.text)) return await replyToRequester(context, ticket, said.text);
  await note(context, ticket, said.text.replace(NOTE, ''));
  context.say({ to: 'actor' }, { text: 'Kept as a private note: only your team sees it.' });
}

/** `ticket.reply`, from the card's button: the team sees the reply in the thread as well. */
export async function reply(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const ticket = await ticketOf(context, subject);
  const { text = '' } = values;
  await replyToRequester(context, ticket, text);
  context.say(thread(ticket), { text, author: context.actor.person.name });
}

/** `ticket.note` */
export async function addNote(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const ticket = await ticketOf(context, subject);
  const { text = '' } = values;
  await note(context, ticket, text);
  context.say(thread(ticket), { text, author: context.actor.person.name, tag: 'note' });
}

/** `ticket.ask`: the requester is asked, and the ticket waits for the answer. */
export async function askRequester(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const { text = '' } = values;
  const before = await ticketOf(context, subject);
  const messageId = await keep(context, before.id, text, 'public');
  const ticket = await record(context, before.id, { type: 'asked', messageId });
  context.say({ to: 'person', personId: ticket.requesterId }, fromAgent(context, ticket, text));
  context.say(thread(ticket), { text, author: context.actor.person.name });
}

/** `ticket.add` */
export async function addMessage(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  await passOn(context, await ticketOf(context, subject), values['text'] ?? '');
}

/** The requester's words, to the team's thread. An answer to a question lets the work go on. */
export async function passOn(context: Context<Tx>, before: Ticket, text: string): Promise<void> {
  const messageId = await keep(context, before.id, text, 'public');
  const ticket = await record(context, before.id, { type: 'replied', by: 'requester', messageId });
  context.say(thread(ticket), { text, author: context.actor.person.name });
  const owner = ticket.assigneeId === null ? undefined : (await namesOf(context.tx, [ticket.assigneeId])).get(ticket.assigneeId);
  context.say(
    { to: 'here' },
    { text: owner === undefined ? `I added this to ${ticketName(ticket.id)}.` : `I passed this on to ${owner} (${ticketName(ticket.id)}).` },
  );
}

async function replyToRequester(context: Context<Tx>, before: Ticket, text: string): Promise<void> {
  if (text.trim() === '') throw new DeskError('invalid', { userMessage: 'Your reply is empty.' });
  const messageId = await keep(context, before.id, text, 'public');
  const ticket = await record(context, before.id, { type: 'replied', by: 'agent', messageId });
  context.say({ to: 'person', personId: ticket.requesterId }, fromAgent(context, ticket, text));
  const name = (await namesOf(context.tx, [ticket.requesterId])).get(ticket.requesterId);
  context.say({ to: 'actor' }, { text: `Sent to ${name}.` });
}

async function note(context: Context<Tx>, ticket: Ticket, text: string): Promise<void> {
  if (text.trim() === '') throw new DeskError('invalid', { userMessage: 'Your note is empty.' });
  await record(context, ticket.id, { type: 'noted', messageId: await keep(context, ticket.id, text, 'private') });
}

function fromAgent(context: Context<Tx>, ticket: Ticket, text: string) {
  return { text, author: context.actor.person.name, about: ticketName(ticket.id) };
}

export function thread(ticket: Ticket) {
  return { to: 'thread', workflow: TICKET, subject: String(ticket.id), teamId: ticket.teamId } as const;
}
