import type { Post } from '#core/card.ts';
import type { EditEvent } from '#core/chat-event.ts';
import { DeskError } from '#core/errors.ts';
import { parseTicketName, ticketName, type Ticket } from '#core/ticket.ts';
import type { Audience, CardPlace, Context, Drawing } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { changeMessage, echoesOf, messageOf, originAt, ownMessage, type TicketMessage } from '#store/messages.ts';
import { lockTickets } from '#store/tickets.ts';
import { viewTicket, type TicketView } from '#store/ticket-view.ts';
import { watchersOf } from '#store/watchers.ts';
import { askManager, holdQuestion } from './approval.ts';
import { readThreadMessage } from './command-words.ts';
import { passOnFiles } from './files.ts';
import { hideIfAsked } from './make-private.ts';
import { parseOffer } from './offer-subject.ts';
import { confidants } from './privacy.ts';
import { record, thread, TICKET, ticketOf } from './record.ts';
import { DELETED } from './words.ts';

/**
 * What is passed on hangs as a card without buttons whose subject is the message, `1042/7`: it is drawn when it is
 * delivered, once, and follows what its author changes.
 */
interface Copied {
  readonly ticketId: number;
  readonly messageId: number;
}

function subjectOf({ ticketId, messageId }: Copied): string {
  return `${ticketId}/${messageId}`;
}

/** The message that a subject stands for; undefined when it stands for a ticket. */
export function parseCopy(subject: string): Copied | undefined {
  const [, ticketId, messageId] = /^(\d{1,9})\/(\d{1,15})$/.exec(subject) ?? [];
  return ticketId === undefined || messageId === undefined ? undefined : { ticketId: Number(ticketId), messageId: Number(messageId) };
}

/** The ticket that a subject is, that its message is part of, or that somebody is asked to take. */
export function ticketIdOf(subject: string): number | undefined {
  return parseCopy(subject)?.ticketId ?? parseOffer(subject)?.ticketId ?? parseTicketName(subject);
}

/**
 * Passes a message on to its ticket's requester and to those who watch with them, and then the files that came with it; not to who said it.
 * @param told who has read it elsewhere, and from now on these
 */
export async function copyToRequester(context: Context<Tx>, ticket: Ticket, messageId: number, told = new Set<number>()): Promise<void> {
  const watchers = (await watchersOf(context.tx, ticket.id)).filter(({ id }) => id !== context.actor.person.id);
  for (const id of [ticket.requesterId, ...watchers.map((watcher) => watcher.id)]) {
    if (!told.has(id)) await copyTo(context, ticket, messageId, id);
    told.add(id);
  }
}

async function copyTo(context: Context<Tx>, ticket: Ticket, messageId: number, personId: number): Promise<void> {
  const { id } = ticket;
  const words = context.show({ workflow: TICKET, subject: subjectOf({ ticketId: id, messageId }), audience: 'requester', place: { personId } });
  const back = ticket.private ? ({ to: 'person', personId: context.actor.person.id } as const) : thread(ticket);
  await passOnFiles(context, messageId, words, { to: 'person', personId }, back);
}

/** Passes a message on to the thread of its team, and then the files that came with it. */
export async function copyToThread(context: Context<Tx>, ticket: Ticket, messageId: number): Promise<void> {
  const copied = { ticketId: ticket.id, messageId };
  if (ticket.private) return await copyToConfidants(context, ticket, copied);
  // What was written in the thread has its files there already.
  if (context.where?.roomKind === 'channel') await showUnder(context, ticket, copied);
  else await copyUnder(context, ticket, copied);
}

/** What is said on a private ticket hangs in no channel. */
async function copyToConfidants(context: Context<Tx>, ticket: Ticket, copied: Copied): Promise<void> {
  const { id: author } = context.actor.person;
  for (const personId of (await confidants(context.tx, ticket)).filter((id) => id !== author)) {
    const words = context.show({ workflow: TICKET, subject: subjectOf(copied), audience: 'agents', place: { personId } });
    await passOnFiles(context, copied.messageId, words, { to: 'person', personId }, { to: 'person', personId: author });
  }
}

/** The same, to the thread of a ticket that may be another than its own. */
export async function copyUnder(context: Context<Tx>, ticket: Ticket, copied: Copied): Promise<void> {
  const words = showUnder(context, ticket, copied);
  await passOnFiles(context, copied.messageId, words, thread(ticket), { to: 'person', personId: context.actor.person.id });
}

async function showUnder(context: Context<Tx>, { id, teamId }: Ticket, copied: Copied): Promise<void> {
  const place = { teamId, under: String(id) };
  await context.show({ workflow: TICKET, subject: subjectOf(copied), audience: 'agents', place });
}

export async function drawCopy(tx: Tx, { ticketId, messageId }: Copied, audience: Audience, place: CardPlace['place']): Promise<Drawing> {
  const message = await messageOf(tx, ticketId, messageId);
  // What stays in the team is drawn for nobody else, whatever asks for it.
  if (!message || (message.visibility === 'private' && audience === 'requester')) throw new Error(`No message ${ticketId}/${messageId} to draw.`);
  if (!message.private) return { version: message.version, post: postOf(message, audience) };
  const view = await viewTicket(tx, ticketId);
  if (!view) throw new Error(`No ticket ${ticketId} to draw.`);
  // Who may read it changes with its ticket.
  const version = message.version + view.ticket.version;
  return { version, post: mayRead(view, place) ? postOf(message, audience) : { text: `This is part of ${ticketName(ticketId)}, which is private.` } };
}

function mayRead({ ticket, leadIds, watcherIds }: TicketView, place: CardPlace['place']): boolean {
  return 'personId' in place && [ticket.requesterId, ticket.assigneeId, ...leadIds, ...watcherIds].includes(place.personId);
}

function postOf({ body, author, authorId, visibility, ticketId }: TicketMessage, audience: Audience): Post {
  return {
    text: body === '' ? DELETED : body,
    author,
    authorId,
    ...(audience === 'requester' ? { about: ticketName(ticketId) } : {}),
    ...(visibility === 'private' ? { tag: 'note' } : {}),
  };
}

/** Somebody changed or deleted what they had written: so does every copy, and the card that quotes it. */
export async function edited(context: Context<Tx>, { address, messageId, text }: EditEvent): Promise<boolean> {
  const { tx, actor, now } = context;
  const message = await ownMessage(tx, originAt(address, messageId), actor.person.id);
  if (!message) return false;
  const echoes = await echoesOf(tx, message.id);
  const body = text === null ? '' : wordsIn(message, text, echoes.length > 0 ? 'status' : 'ask');
  if (body === message.body) return true;
  const before = await hideIfAsked(context, await ticketOf(context, String(message.ticketId)), body);
  const waits = before.requesterId === actor.person.id && (await holdQuestion(context, before));
  const all = [message, ...echoes];
  await lockTickets(
    tx,
    all.map(({ ticketId }) => ticketId),
  );
  for (const said of all) {
    await changeMessage(tx, said.id, body, now);
    await record(context, said.ticketId, { type: 'edited', messageId: said.id });
    await context.refresh(TICKET, subjectOf({ ticketId: said.ticketId, messageId: said.id }));
  }
  if (waits) await askManager(context, await ticketOf(context, String(message.ticketId)));
  return true;
}

/** What a changed message says, without what only says how to take it. A note stays a note, and what was sent stays sent. */
function wordsIn({ byAgent, visibility }: TicketMessage, text: string, sentBy: 'ask' | 'status'): string {
  if (!byAgent && visibility === 'public') return text;
  const reading = readThreadMessage(text);
  if (visibility === 'private') return reading.kind === 'command' && reading.command.name === 'note' ? reading.command.rest : text;
  if (reading.kind === 'reply') return text;
  if (reading.kind === 'command' && reading.command.name === sentBy && reading.command.rest !== '') return reading.command.rest;
  throw new DeskError('invalid', {
    userMessage:
      'That message has gone to the requester already, so it can become neither a note nor a command. They still see what it said before; delete it to take it back.',
  });
}
