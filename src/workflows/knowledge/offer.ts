import { addHours } from 'date-fns/addHours';
import { subHours } from 'date-fns/subHours';
import { DeskError } from '#core/errors.ts';
import type { Form, FormValues } from '#core/form.ts';
import type { ActionInput, Context, Said } from '#core/workflow.ts';
import { isUpset, urgencyOf } from '#rules/urgency.ts';
import { addOffer, hadContact, offerById, offeredArticles, openOfferOf, recordOutcome, type Offer } from '#store/answer-offers.ts';
import { findAnswers } from '#store/article-search.ts';
import { hasPublished } from '#store/articles.ts';
import { lockConversation } from '#store/conversations.ts';
import type { Tx } from '#store/database.ts';
import { drawArticle } from './cards.ts';
import { KNOWLEDGE, parseSubject, subjectName } from './subjects.ts';

/** For so long nobody else has to be asked before an offer without an answer counts (self-solved: no ticket and no human contact within 24 hours). */
export const WAIT_HOURS = 24;

export const questionForm: Form = {
  title: 'Ask how something works',
  submit: 'Ask',
  fields: [
    { kind: 'text', name: 'summary', label: 'Your question', question: 'What would you like to know?', required: true, multiline: true, maxLength: 100_000 },
  ],
};

/** What brings words to a person when no answer helps. Buttons come from outside: only these. */
const GOES_ON = { report: 'ticket.report', question: 'ticket.question' } as const;

/** `knowledge.question` */
export async function answerQuestion(context: Context<Tx>, said: Said): Promise<void> {
  const urgency = urgencyOf(said.slots);
  const values = { summary: said.text, ...(urgency ? { urgency } : {}), ...(isUpset(said.text) ? { upset: 'yes' } : {}) };
  await offer(context, { subject: '', value: GOES_ON.question, values });
}

/**
 * `knowledge.offer`: before a ticket is made, answers that really fit are offered. Who is stopped or has had enough gets the ticket at once,
 * with the answers beside it; so does somebody who is being asked something already.
 */
export async function offer(context: Context<Tx>, { value, values }: ActionInput): Promise<void> {
  const { tx, now, actor, requestId } = context;
  const goesOn = value === GOES_ON.report ? GOES_ON.report : GOES_ON.question;
  const { summary: words = '' } = values;
  const answers = await findAnswers(tx, actor.person.id, words);
  if (answers.length === 0) return goesOn === GOES_ON.report ? await goOn(context, goesOn, values) : await offerPerson(context);
  if (values['urgency'] === 'blocked' || values['upset'] !== undefined || (await isBusy(context))) {
    return await goOn(context, goesOn, { ...values, answers: 'beside' });
  }
  const id = await addOffer(tx, { personId: actor.person.id, requestId, kind: 'asked', words, goesOn, values, ticketId: null, at: now, answers });
  await show(context, id);
  context.later(`${KNOWLEDGE}.wait`, subjectName('offer', id), addHours(now, WAIT_HOURS));
}

/** At most one question at a time: something else that was asked for waits, or an offer is open. */
async function isBusy({ tx, actor, now }: Context<Tx>): Promise<boolean> {
  const { waiting } = await lockConversation(tx, actor.person.id);
  return waiting.length > 0 || (await openOfferOf(tx, actor.person.id, subHours(now, WAIT_HOURS))) !== undefined;
}

async function show(context: Context<Tx>, id: number): Promise<void> {
  const { id: personId } = context.actor.person;
  await context.show({ workflow: KNOWLEDGE, subject: subjectName('offer', id), audience: 'requester', place: { personId } });
}

async function goOn(context: Context<Tx>, action: string, values: FormValues): Promise<void> {
  await context.ask({ action, value: 'checked', values, intro: 'I will get that to the right people.' });
}

async function offerPerson(context: Context<Tx>): Promise<void> {
  const why = (await hasPublished(context.tx)) ? 'I have no answer to that at hand.' : 'I have no articles to answer from yet.';
  const title = `${why} Shall I pass your question to somebody who knows?`;
  const button = { action: 'ticket.put_question', value: context.requestId, label: 'Pass on my question' };
  context.say({ to: 'here' }, { text: title, card: { title, tone: 'neutral', blocks: [], buttons: [button] } });
}

/** `knowledge.link`: a ticket was made at once; answers that fit are shown beside it. */
export async function link(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const { tx, now, actor, requestId } = context;
  const ticket = parseSubject(subject);
  const { summary: words = '' } = values;
  const answers = await findAnswers(tx, actor.person.id, words);
  if (ticket?.kind !== 'ticket' || answers.length === 0) return;
  const offered = {
    personId: actor.person.id,
    requestId,
    kind: 'linked',
    words,
    goesOn: GOES_ON.report,
    values,
    ticketId: ticket.id,
    at: now,
    answers,
  } as const;
  await show(context, await addOffer(tx, offered));
}

/** `knowledge.read`: all of one answer. */
export async function read(context: Context<Tx>, { subject, value }: ActionInput): Promise<void> {
  const offered = await offeredArticles(context.tx, (await offerOf(context, subject)).id);
  const article = offered.find(({ id }) => String(id) === value);
  if (!article) throw new DeskError('not_found', { userMessage: 'I cannot find that answer any more.' });
  context.say({ to: 'actor' }, drawArticle(article));
}

/** `knowledge.solved` */
export async function solved(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  await end(context, await offerOf(context, subject), 'solved');
  context.say({ to: 'actor' }, { text: 'Good to hear! If it comes back, just tell me.' });
}

/** `knowledge.need_help`: the words go to a person, as if nothing had been offered. */
export async function needHelp(context: Context<Tx>, { subject }: Pick<ActionInput, 'subject'>, more: FormValues = {}): Promise<void> {
  const open = await offerOf(context, subject);
  await end(context, open, 'unsolved');
  await goOn(context, open.goesOn, { ...open.values, ...more, offer: String(open.id) });
}

async function end(context: Context<Tx>, { id }: Offer, outcome: 'solved' | 'unsolved'): Promise<void> {
  if (!(await recordOutcome(context.tx, id, outcome, context.now))) throw new DeskError('conflict', { userMessage: 'You have told me already, thank you.' });
  await context.refresh(KNOWLEDGE, subjectName('offer', id));
}

/** Timer `knowledge.wait`: nobody has said anything for 24 hours. */
export async function wait(context: Context<Tx>, subject: string): Promise<void> {
  const { tx, now } = context;
  const { id, personId, at } = await offerOf(context, subject);
  const outcome = (await hadContact(tx, personId, at, addHours(at, WAIT_HOURS))) ? 'contacted' : 'potential';
  if (await recordOutcome(tx, id, outcome, now)) await context.refresh(KNOWLEDGE, subject);
}

async function offerOf({ tx }: Context<Tx>, subject: string): Promise<Offer> {
  const parsed = parseSubject(subject);
  const found = parsed?.kind === 'offer' ? await offerById(tx, parsed.id) : undefined;
  if (!found) throw new DeskError('not_found', { userMessage: 'I cannot find what was offered then. Please tell me again what is wrong.' });
  return found;
}
