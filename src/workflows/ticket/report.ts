import { DeskError } from '#core/errors.ts';
import type { SharedFile } from '#core/chat-event.ts';
import type { ActionInput, Context, Quoted, Said } from '#core/workflow.ts';
import { ticketName, type Category, type Ticket, type Urgency } from '#core/ticket.ts';
import { firstLine } from '#lib/text.ts';
import { priorityOf } from '#rules/priority.ts';
import { routeTo } from '#rules/routing.ts';
import { isUpset, isUrgency, moreUrgent, urgencyOf } from '#rules/urgency.ts';
import type { Tx } from '#store/database.ts';
import { originAt, originOfWords, ticketOfMessage, type Origin } from '#store/messages.ts';
import { listTeams } from '#store/teams.ts';
import { openTicket, openTicketsOf } from '#store/tickets.ts';
import { comfort } from './comfort.ts';
import { reportForm } from './forms.ts';
import { isRequestAction } from './requests.ts';
import { addAnswers, passOn, ticketInTalk } from './talk.ts';
import { filesAt, keepFiles, passOnFiles } from './files.ts';
import { isOpen, showToRequester, thread, TICKET, ticketOf } from './record.ts';

/** Two reports by one person this alike are probably about one fault. */
const SAME_AT = 0.4;
export const TITLE_MAX = 120;
const OPEN_LOOKED_AT = 20;

/** A fault in plain words: takes what is said already, asks for the rest. */
export async function startReport(context: Context<Tx>, said: Said): Promise<void> {
  const pressing = pressureIn(said);
  if (pressing.upset) comfort(context);
  const values = { ...(saysWhat(said) ? { summary: said.text } : {}), ...pressing };
  const similar = values.summary === undefined ? undefined : ((await findSimilar(context, said.text)) ?? (await ticketInTalk(context)));
  if (similar) return await askIfSame(context, similar, values);
  await context.ask({ action: 'ticket.report', value: CHECKED, values, ...greetingFor(values) });
}

/** The value of `ticket.report` once the person has been asked about similar tickets. */
export const CHECKED = 'checked';

/** `ticket.report`: opens a ticket. */
export async function report(context: Context<Tx>, { value, values, quoted }: ActionInput): Promise<void> {
  const { summary = '' } = values;
  // Who starts it from a message means that message; it makes one ticket only.
  const similar = value === CHECKED || quoted ? undefined : await findSimilar(context, summary);
  if (similar) return await askIfSame(context, similar, values);
  const ticket = await open(context, { words: summary, urgency: urgencyFor(values, 'slowed'), quoted });
  await addAnswers(context, ticket, reportForm, values);
}

/** How much it holds somebody up, and that they have had enough, as far as they say so: answers to a form already. */
export function pressureIn({ slots, text }: Said): { urgency?: Urgency; upset?: 'yes' } {
  const urgency = urgencyOf(slots);
  return { ...(urgency ? { urgency } : {}), ...(isUpset(text) ? { upset: 'yes' } : {}) };
}

/** As it was said; a step more urgent for somebody who has had enough. */
export function urgencyFor({ urgency, upset }: ActionInput['values'], otherwise: Urgency): Urgency {
  const said = isUrgency(urgency) ? urgency : otherwise;
  return upset === undefined ? said : moreUrgent(said);
}

/** `ticket.same`: adds the words to the ticket there is, or goes on with a new one. */
export async function sameOrNew(context: Context<Tx>, { subject, value, values }: ActionInput): Promise<void> {
  const { same, summary = '', ...rest } = values;
  const ticket = await ticketOf(context, subject);
  if (same === 'yes' && isOpen(ticket)) return await passOn(context, ticket, { text: summary, origin: await originOfReport(context, summary) });
  const intro = same === 'yes' ? { intro: `${ticketName(ticket.id)} is no longer open, so I will make a new request of it.` } : {};
  await context.ask({ action: isRequestAction(value) ? value : 'ticket.report', value: CHECKED, values: { ...rest, summary }, ...intro });
}

/** `human.handoff`: a person gets the words, on the request they are about or on a new one without further questions. */
export async function handOff(context: Context<Tx>, said: Said): Promise<void> {
  const [current] = await openTicketsOf(context.tx, context.actor.person.id, 1);
  if (current) return await passOn(context, current, { text: said.text, origin: await originOfReport(context, said.text) });
  await open(context, { words: said.text, urgency: urgencyFor(pressureIn(said), 'slowed'), title: 'Would like to talk to a person' });
}

interface Matter {
  readonly words: string;
  readonly urgency: Urgency;
  readonly title?: string;
  readonly category?: Category;
  /** The one who acts, unless somebody else is named. */
  readonly requesterId?: number;
  readonly quoted?: Quoted | undefined;
}

/** Opens a ticket, and puts its card up for its requester and for the team that it is for. */
export async function open(context: Context<Tx>, { words, urgency, title = firstLine(words, TITLE_MAX), quoted, ...more }: Matter): Promise<Ticket> {
  const { tx, now, actor } = context;
  const [teams, origin] = await Promise.all([listTeams(tx), quoted ? originOfQuoted(context, quoted) : originOfReport(context, words)]);
  const { requesterId = actor.person.id, category } = more;
  const teamId = routeTo(teams, category ? `${title} ${words}` : words, category);
  const event = {
    type: 'reported',
    requesterId,
    teamId,
    title,
    urgency,
    priority: priorityOf(urgency),
    category,
    sourceLink: quoted?.link || undefined,
  } as const;
  const opening = openTicket(tx, { event, actorId: actor.person.id, at: now, words, origin });
  const [{ ticket, messageId }, files] = await Promise.all([opening, quoted ? filesOf(quoted) : filesAt(context, origin)]);
  await keepFiles(context, { ticketId: ticket.id, messageId, authorId: requesterId, origin, files });
  const forTeam = { workflow: TICKET, subject: String(ticket.id), audience: 'agents', place: { teamId } } as const;
  const shown = Promise.all([showToRequester(context, ticket), context.show(forTeam)]);
  await passOnFiles(context, messageId, shown, thread(ticket), { to: 'person', personId: requesterId });
  return ticket;
}

/** Files of somebody whom the company does not know are left where they are. */
function filesOf({ files = [], person }: Quoted): readonly SharedFile[] {
  return person ? files : [];
}

async function originOfReport({ tx, where }: Context<Tx>, words: string): Promise<Origin | undefined> {
  return where && (await originOfWords(tx, where, words));
}

/** @throws DeskError `conflict` when a ticket has that message already */
async function originOfQuoted({ tx, where }: Context<Tx>, { room, messageId }: Quoted): Promise<Origin | undefined> {
  if (!where) return undefined;
  const origin = originAt({ ...where.address, room }, messageId);
  const known = await ticketOfMessage(tx, origin);
  if (!known) return origin;
  const name = ticketName(known.ticketId);
  throw new DeskError('conflict', { userMessage: known.reported ? `${name} was made from this message already.` : `This message is part of ${name} already.` });
}

export async function findSimilar(context: Context<Tx>, text: string): Promise<Ticket | undefined> {
  const tickets = await openTicketsOf(context.tx, context.actor.person.id, OPEN_LOOKED_AT);
  const scored = tickets.map((ticket) => ({ ticket, score: context.similarity(text, ticket.title) }));
  const best = scored.reduce<{ ticket?: Ticket; score: number }>((a, b) => (b.score > a.score ? b : a), { score: SAME_AT });
  return best.ticket;
}

/** @param goesOn the action that opens a new one, if it is not the same */
export async function askIfSame(context: Context<Tx>, ticket: Ticket, values: ActionInput['values'], goesOn = ''): Promise<void> {
  const intro = `You already have ${ticketName(ticket.id)} open: “${ticket.title}”.`;
  await context.ask({ action: 'ticket.same', subject: String(ticket.id), value: goesOn, values, intro });
}

/** Whether the words say what is wrong with what: a named thing, or enough of them to work with. */
function saysWhat({ text, slots }: Said): boolean {
  return slots.some((slot) => slot.name === 'device' || slot.name === 'service' || slot.name === 'product') || text.trim().split(/\s+/).length >= ENOUGH_WORDS;
}

const ENOUGH_WORDS = 6;

function greetingFor(values: { summary?: string }): { intro: string } {
  return { intro: values.summary === undefined ? 'I am sorry to hear that.' : 'I will get that to the right people.' };
}
