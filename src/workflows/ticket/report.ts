import { DeskError } from '#core/errors.ts';
import type { SharedFile } from '#core/chat-event.ts';
import type { ActionInput, Context, Quoted, Said } from '#core/workflow.ts';
import { IMPACTS, PRIVATE_TITLE, ticketName, type Category, type Impact, type Ticket, type Urgency } from '#core/ticket.ts';
import { firstLine } from '#lib/text.ts';
import { isConfidential, saysConfidential } from '#rules/confidential.ts';
import { forWhom } from '#rules/for-whom.ts';
import { impactOf } from '#rules/priority.ts';
import { isUpset, isUrgency, moreUrgent, urgencyOf } from '#rules/urgency.ts';
import type { Tx } from '#store/database.ts';
import { originAt, originOfWords, ticketOfMessage, type Origin } from '#store/messages.ts';
import { personById } from '#store/people.ts';
import { openTicket, openTicketsOf } from '#store/tickets.ts';
import { keepClocks } from './clocks.ts';
import { comfort } from './comfort.ts';
import { reportForm } from './forms.ts';
import { isRequestAction } from './requests.ts';
import { keepOffer } from './offered.ts';
import { findSimilar, noteSimilar } from './similar.ts';
import { addAnswers, passOn, ticketInTalk } from './talk.ts';
import { filesAt, keepFiles, passOnFiles } from './files.ts';
import { placeRequest, replyAtOnce } from './placing.ts';
import { tellOfRaising } from './raise.ts';
import { meaning, requesterMeant } from './whom.ts';
import { hide } from './make-private.ts';
import { filesTo } from './privacy.ts';
import { isOpen, showToRequester, TICKET, ticketOf } from './record.ts';
import { noteWave } from './wave.ts';

export const TITLE_MAX = 120;

/** A fault in plain words: takes what is said already, asks for the rest. */
export async function startReport(context: Context<Tx>, said: Said): Promise<void> {
  const pressing = pressureIn(said);
  if (pressing.upset) comfort(context);
  // What somebody says in confidence about a colleague is not for that colleague to read.
  const whom = isConfidential(said.text) ? undefined : forWhom(said.text, said.slots);
  const values = {
    ...(saysWhat(said) ? { summary: said.text } : {}),
    ...pressing,
    ...(whom === undefined ? {} : { whom }),
  };
  // What is a colleague's is not compared with what the writer has open, and theirs are nothing to show to others.
  const similar = values.summary === undefined || whom !== undefined ? undefined : ((await findSimilar(context, said.text)) ?? (await ticketInTalk(context)));
  if (similar) return await askIfSame(context, similar, values);
  if (values.summary === undefined) return await context.ask({ action: 'ticket.report', value: CHECKED, values, intro: 'I am sorry to hear that.' });
  await offerAnswers(context, values);
}

/** What is known already is offered first; where nothing fits, it goes on with `ticket.report`. Named by action: a workflow never knows another's code. */
async function offerAnswers(context: Context<Tx>, values: ActionInput['values']): Promise<void> {
  await context.ask({ action: 'knowledge.offer', value: 'ticket.report', values });
}

/** The value of `ticket.report` once the person has been asked about similar tickets. */
export const CHECKED = 'checked';

/** `ticket.report`: opens a ticket. */
export async function report(context: Context<Tx>, { value, values, quoted }: ActionInput): Promise<void> {
  const { summary = '' } = values;
  // Who starts it from a message means that message; it makes one ticket only.
  const similar = value === CHECKED || quoted || values['whom'] !== undefined ? undefined : await findSimilar(context, summary);
  if (similar) return await askIfSame(context, similar, values);
  if (value !== CHECKED && !quoted) return await offerAnswers(context, values);
  const requester = await requesterMeant(context, values);
  if (!requester) return;
  const known = { urgency: urgencyFor(values, 'slowed'), quoted, ...scopeIn(values), private: values['private'] === 'yes' || saysConfidential(values) };
  const matter = { words: summary, ...known, intent: 'ticket.create', requesterId: requester.id };
  const ticket = await open(context, matter);
  await addAnswers(context, ticket, reportForm, { ...values, whom: '' });
  await keepOffer(context, ticket, values);
  await tellOfRaising(context, ticket, requester);
}

/** `ticket.which`: it is known now which of several of one name is meant. */
export async function goOnFor(context: Context<Tx>, { values }: ActionInput): Promise<void> {
  await report(context, { subject: '', value: CHECKED, values: meaning(values) });
}

/** `!raise`: what an agent has heard from somebody becomes their request, without further questions. */
export async function raise(context: Context<Tx>, { values }: ActionInput): Promise<void> {
  const { summary = '' } = values;
  const requester = await requesterMeant(context, values);
  if (requester) await tellOfRaising(context, await open(context, { words: summary, urgency: 'slowed', requesterId: requester.id }), requester);
}

/** How much it holds up whom and where, and that they have had enough, as far as they say so: answers to a form already. */
export function pressureIn({ slots, text }: Said): { urgency?: Urgency; upset?: 'yes'; impact?: Impact; place?: string } {
  const [urgency, impact, place] = [urgencyOf(slots), impactOf(slots), slots.find(({ name }) => name === 'place')?.text];
  return { ...(urgency && { urgency }), ...(isUpset(text) && { upset: 'yes' }), ...(impact && { impact }), ...(place !== undefined && { place }) };
}

/** Whom it touches and where, of what was said and has come along with a form. */
export function scopeIn({ impact, place }: ActionInput['values']): { impact: Impact; place: string | undefined } {
  return { impact: IMPACTS.find((known) => known === impact) ?? 'person', place };
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
  if (same === 'yes' && isOpen(ticket)) {
    const current = rest['private'] === 'yes' ? await hide(context, ticket) : ticket;
    return await passOn(context, current, { text: summary, origin: await originOfReport(context, summary) });
  }
  const intro = same === 'yes' ? { intro: `${ticketName(ticket.id)} is no longer open, so I will make a new request of it.` } : {};
  await context.ask({ action: isRequestAction(value) ? value : 'ticket.report', value: CHECKED, values: { ...rest, summary }, ...intro });
}

/** `human.handoff`: a person gets the words, on the request they are about or on a new one without further questions. */
export async function handOff(context: Context<Tx>, said: Said): Promise<void> {
  const [current] = await openTicketsOf(context.tx, context.actor.person.id, 1);
  if (current && (current.private || !isConfidential(said.text)))
    return await passOn(context, current, { text: said.text, origin: await originOfReport(context, said.text) });
  const pressing = pressureIn(said);
  const urgency = urgencyFor(pressing, 'slowed');
  const matter = { words: said.text, urgency, ...scopeIn(pressing), intent: 'human.handoff' };
  await open(context, { ...matter, title: 'Would like to talk to a person' });
}

interface Matter {
  readonly words: string;
  readonly urgency: Urgency;
  readonly title?: string;
  readonly category?: Category;
  readonly impact?: Impact;
  readonly place?: string | undefined;
  /** What was meant, where words said it. */
  readonly intent?: string;
  /** The one who acts, unless somebody else is named. */
  readonly requesterId?: number;
  /** Whose it is, if that is known already. */
  readonly teamId?: number;
  /** Its words are not for the whole team; those that say so themselves never are. */
  readonly private?: boolean;
  /** Who wrote the words: the one who acts, unless somebody else is named. */
  readonly authorId?: number;
  readonly quoted?: Quoted | undefined;
}

/** Opens a ticket, and puts its card up for its requester and for the team that it is for. */
export async function open(context: Context<Tx>, { words, urgency, title: named = firstLine(words, TITLE_MAX), quoted, ...more }: Matter): Promise<Ticket> {
  const { tx, now, actor } = context;
  const { requesterId = actor.person.id, authorId = actor.person.id, category, impact = 'person', place, intent, teamId } = more;
  const hidden = more.private === true || isConfidential(words);
  const title = hidden ? PRIVATE_TITLE : named;
  const requester = requesterId === actor.person.id ? actor.person : await personById(tx, requesterId);
  const placing = placeRequest(tx, { title: named, words, urgency, impact, requester, intent, category, place, teamId });
  const [placed, origin] = await Promise.all([placing, quoted ? originOfQuoted(context, quoted) : originOfReport(context, words)]);
  const { team, priority, facts } = placed;
  const sourceLink = hidden ? undefined : quoted?.link || undefined;
  const event = {
    type: 'reported',
    requesterId,
    teamId: team.id,
    title,
    urgency,
    priority,
    category,
    facts,
    sourceLink,
    ...(hidden ? { private: true } : {}),
  } as const;
  const opening = openTicket(tx, { event, actorId: actor.person.id, at: now, words, authorId, origin });
  const [{ ticket, messageId }, files] = await Promise.all([opening, quoted ? filesOf(quoted) : filesAt(context, origin)]);
  const keeping = keepFiles(context, { ticketId: ticket.id, messageId, authorId, origin, files });
  const [looksLikeOthers] = await Promise.all([noteSimilar(context, ticket, words), keeping]);
  await replyAtOnce(context, ticket, placed);
  const forTeam = { workflow: TICKET, subject: String(ticket.id), audience: 'agents', place: { teamId: team.id } } as const;
  const shown = Promise.all([showToRequester(context, ticket), context.show(forTeam), keepClocks(context, ticket)]);
  const filesGo = filesTo(ticket);
  if (filesGo) await passOnFiles(context, messageId, shown, filesGo, { to: 'person', personId: authorId });
  else await shown;
  // That several would like to talk to somebody is no fault that they share.
  if (looksLikeOthers && intent !== 'human.handoff') await noteWave(context, ticket);
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
