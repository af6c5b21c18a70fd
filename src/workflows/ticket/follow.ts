import { subMinutes } from 'date-fns/subMinutes';
import type { Context, Said } from '#core/workflow.ts';
import { OUT_OF_SCOPE } from '#core/intent.ts';
import { parseTicketName, ticketName, type Ticket } from '#core/ticket.ts';
import type { Tx } from '#store/database.ts';
import { findTicket, latestTicketOf, openTicketsOf } from '#store/tickets.ts';
import { isReporterOf } from '#store/watchers.ts';
import { toInform } from '#rules/keep-informed.ts';
import { correctionIn } from '#rules/corrections.ts';
import { wordsFor } from '#lib/file-names.ts';
import { wasAskedLast } from '#store/messages.ts';
import { comfortAbout } from './comfort.ts';
import { followUp, isClosed, isClosedLately } from './closed.ts';
import { reopenTicket } from './handle.ts';
import { hideIfAsked } from './make-private.ts';
import { informNamed } from './watching.ts';
import { showTo } from './watch.ts';
import { isOpen, showToRequester, whereItGoesOn, wordsHere } from './record.ts';
import { REQUEST_INTENTS } from './requests.ts';
import { startReport } from './report.ts';
import { passOn, ticketInTalk } from './talk.ts';

/** What a requester says while an agent talks with them belongs to that ticket, unless it is surely something else. */
export async function follow(context: Context<Tx>, said: Said): Promise<boolean> {
  if (await informInWords(context, said)) return true;
  const found = await ticketToAddTo(context, said);
  // That the one with this number is confidential holds whatever else is meant.
  const named = found && isOpen(found) ? await hideIfAsked(context, found, said.text) : found;
  if (named && isOpen(await whereItGoesOn(context.tx, named)) && (said.intent === undefined || said.intent === 'ticket.create')) {
    await passOn(context, named, wordsHere(context, said.text));
    await comfortAbout(context, named, said.text);
    return true;
  }
  if (named && isClosed(named) && named.requesterId === context.actor.person.id && ABOUT_CLOSED.has(said.intent)) {
    await followUp(context, named, said.text);
    return true;
  }
  const corrects = correctionIn(said.text) !== undefined && (said.intent === undefined || CORRECTS.has(said.intent));
  const made = corrects ? await justMade(context) : undefined;
  if (made) {
    await passOn(context, made, wordsHere(context, said.text));
    return true;
  }
  const current = await ticketInTalk(context);
  // “Thanks, please keep this between us” is no part of the talk, but about it.
  if (current && said.intent === 'thanks') await hideIfAsked(context, current, said.text);
  if (!current || (said.intent !== undefined && !PART_OF_TALK[await stage(context, current)].has(said.intent))) return false;
  await passOn(context, current, wordsHere(context, said.text));
  if (isOpen(current)) await comfortAbout(context, current, said.text);
  return true;
}

/** With a closed ticket's number, this is about it, unless it is surely something else, such as thanks. */
const ABOUT_CLOSED: ReadonlySet<string | undefined> = new Set([undefined, 'ticket.create', 'ticket.update', 'ticket.reopen']);

/** What they asked for a moment ago. */
async function justMade({ tx, actor, now }: Context<Tx>): Promise<Ticket | undefined> {
  const ticket = await latestTicketOf(tx, actor.person.id);
  return ticket && isOpen(ticket) && ticket.createdAt >= subMinutes(now, A_MOMENT_MINUTES) ? ticket : undefined;
}

const A_MOMENT_MINUTES = 10;
/** What a correction may sound like. */
const CORRECTS: ReadonlySet<string> = new Set([OUT_OF_SCOPE, 'ticket.create', 'ticket.update']);

/** Agents ask by a button, or just ask. */
async function stage({ tx }: Context<Tx>, { id, state }: Ticket): Promise<keyof typeof PART_OF_TALK> {
  if (state === 'resolved') return 'resolved';
  return state === 'waiting' || (await wasAskedLast(tx, id)) ? 'asked' : 'talking';
}

/** What is still part of the talk, though it sounds like something by itself. Every other intent, of whatever workflow, leaves it. */
const PART_OF_TALK = {
  asked: new Set([OUT_OF_SCOPE, 'ticket.create', 'ticket.update', 'ticket.reopen', 'ticket.close', 'knowledge.question', ...REQUEST_INTENTS]),
  talking: new Set([OUT_OF_SCOPE, 'ticket.update', 'ticket.reopen', 'knowledge.question']),
  resolved: new Set([OUT_OF_SCOPE]),
} satisfies Record<string, ReadonlySet<string>>;

/** `ticket.status` */
export async function tellStatus(context: Context<Tx>, said: Said): Promise<void> {
  const asked = said.slots.find((slot) => slot.name === 'ticket');
  if (asked) {
    const ticket = await ticketToAddTo(context, said);
    if (ticket) return await showTo(context, ticket.id, context.actor.person.id);
    return context.say({ to: 'here' }, { text: `I cannot find ${asked.text} among your requests.` });
  }
  if ((await showOpen(context)) === 0) context.say({ to: 'here' }, { text: NOTHING });
}

/** `ticket.list`: the cards hang where only the person reads them; in a channel they are told so. */
export async function list(context: Context<Tx>): Promise<void> {
  const direct = context.where?.roomKind === 'direct';
  const shown = await showOpen(direct ? context : context.inPrivate());
  if (shown === 0) context.say({ to: 'actor' }, { text: NOTHING });
  else if (!direct) context.say({ to: 'actor' }, { text: 'I have put them in our direct messages.' });
}

/** Says how many are shown. */
async function showOpen(context: Context<Tx>): Promise<number> {
  const open = await openTicketsOf(context.tx, context.actor.person.id, LISTED + 1);
  const shown = open.slice(0, LISTED);
  // The newest comes last, next to where people write.
  for (const ticket of shown.toReversed()) await showToRequester(context, ticket);
  if (open.length > LISTED) context.say({ to: 'here' }, { text: MORE });
  return shown.length;
}

const NOTHING = 'You have nothing open with us. If something is wrong, just tell me.';

const LISTED = 3;
const MORE = `These are your newest ${LISTED}; you have more open. Name one by its number, such as T-1042, to see it.`;

/** `ticket.reopen`, in plain words: the latest of theirs, if it is resolved, or a new one linked with it once it is closed; otherwise it is news about an open one, or a new fault. */
export async function reopenLatest(context: Context<Tx>, said: Said): Promise<void> {
  const ticket = (await namedTicket(context, said)) ?? (await latestTicketOf(context.tx, context.actor.person.id));
  if (ticket?.state === 'resolved') {
    await reopenTicket(context, ticket, said.text);
    const { files = [] } = context.where ?? {};
    if (files.length > 0) await passOn(context, ticket, wordsHere(context, wordsFor(files)));
    return;
  }
  if (ticket && isClosedLately(ticket, context.now)) return await followUp(context, ticket, said.text);
  if (ticket && isOpen(await whereItGoesOn(context.tx, ticket))) return await passOn(context, ticket, wordsHere(context, said.text));
  await startReport(context, said);
}

/** `ticket.close`, in plain words: never done without a click. */
export async function offerClose(context: Context<Tx>, said: Said): Promise<void> {
  await offerWithdrawal(context, said, { title: 'Good to hear. Shall I close it?', none: 'You have nothing open with us, so there is nothing to close.' });
}

/** `cancel`, when no question is open: perhaps a request is no longer needed. */
export async function offerCancel(context: Context<Tx>, said: Said): Promise<void> {
  await offerWithdrawal(context, said, {
    title: 'All right. Is this no longer needed?',
    none: 'There is nothing to stop. Write to me whenever you need something.',
  });
}

async function offerWithdrawal(context: Context<Tx>, said: Said, { title, none }: { title: string; none: string }): Promise<void> {
  const named = await namedTicket(context, said);
  const open = named && isOpen(named) ? [named] : await openTicketsOf(context.tx, context.actor.person.id, LISTED + 1);
  if (open.length === 0) return context.say({ to: 'here' }, { text: none });
  const tickets = open.slice(0, LISTED);
  const more = open.length > LISTED ? [{ kind: 'text', text: MORE, subtle: true } as const] : [];
  const buttons = tickets.map(({ id }) => ({ action: 'ticket.withdraw', subject: String(id), label: `Close ${ticketName(id)}`, opensForm: true }));
  const facts = tickets.map((ticket) => ({ label: ticketName(ticket.id), value: ticket.title }));
  context.say({ to: 'here' }, { text: title, card: { title, tone: 'neutral', blocks: [{ kind: 'facts', facts }, ...more], buttons } });
}

/** The same, if the actor has reported it for somebody else as well. */
export async function ticketToAddTo(context: Context<Tx>, said: Said): Promise<Ticket | undefined> {
  const ticket = await ticketNamed(context, said);
  const { id: personId } = context.actor.person;
  return ticket && (ticket.requesterId === personId || (await isReporterOf(context.tx, ticket.id, personId))) ? ticket : undefined;
}

/** The ticket a message names, if it is the actor's own. */
async function namedTicket(context: Context<Tx>, said: Said): Promise<Ticket | undefined> {
  const ticket = await ticketNamed(context, said);
  return ticket?.requesterId === context.actor.person.id ? ticket : undefined;
}

async function ticketNamed(context: Context<Tx>, said: Said): Promise<Ticket | undefined> {
  const slot = said.slots.find((candidate) => candidate.name === 'ticket');
  const id = slot && parseTicketName(slot.value);
  return id === undefined ? undefined : await findTicket(context.tx, id);
}

/** “Keep Tom informed”: about the request that is named, or the newest that is open. */
async function informInWords(context: Context<Tx>, said: Said): Promise<boolean> {
  const who = toInform(said.text, said.slots);
  if (who === undefined) return false;
  const named = said.slots.some(({ name }) => name === 'ticket');
  const [newest] = named ? [await namedTicket(context, said)] : await openTicketsOf(context.tx, context.actor.person.id, 1);
  if (!newest) return false;
  await informNamed(context, newest, who);
  return true;
}
