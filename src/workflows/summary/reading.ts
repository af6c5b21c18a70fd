import type { Block, Card } from '#core/card.ts';
import { DeskError, refuse } from '#core/errors.ts';
import { ticketName } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import type { Decision } from '#store/decisions.ts';
import { addNudge, lookAgain } from '#store/summaries.ts';
import { decisionBlocks, decisionButton } from './decision-lines.ts';
import { amount } from './figure-words.ts';
import { decisionsOf, figuresOf, LISTED, shownTo, summaryFor, type Shown } from './report.ts';
import { NO_LONGER_THEIRS, SUMMARY } from './words.ts';

/** In one message; what is longer some platforms cut. */
const EXPLAINED_AT_ONCE = 6;

/** @throws DeskError `refused` when whoever asked for it may see nothing of it any more */
async function shownOrRefuse(tx: Tx, subject: string): Promise<Shown> {
  return (await shownTo(tx, await summaryFor(tx, subject))) ?? refuse(NO_LONGER_THEIRS);
}

/** `summary.explain`: of each number what it is, of what, and without what. */
export async function explain(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const all = await figuresOf(context.tx, await shownOrRefuse(context.tx, subject));
  for (let at = 0; at < all.length; at += EXPLAINED_AT_ONCE) {
    const title = at === 0 ? 'How the figures are computed' : 'How the figures are computed, continued';
    const blocks = all.slice(at, at + EXPLAINED_AT_ONCE).map(({ kpi, figures }): Block => {
      const spread = kpi.spread === undefined ? '' : `\nMedian and 90 %: ${kpi.spread}.`;
      const text = `${kpi.formula}\nCounted (n): ${kpi.population}\nLeft out: ${kpi.exclusions}${spread}`;
      return { kind: 'quote', author: `${kpi.label}: ${figures.value === null ? 'nothing to measure' : amount(figures.value, kpi.unit)}`, text };
    });
    context.say({ to: 'actor' }, { text: title, card: { title, tone: 'neutral', blocks, buttons: [] } });
  }
}

/** `summary.again`: the same card, as things stand now. */
export async function again(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const { summary } = await shownOrRefuse(context.tx, subject);
  await lookAgain(context.tx, summary.id, context.now);
  await context.refresh(SUMMARY, subject);
}

/** `summary.rest`: the decisions that the card has no room for, from a place on. */
export async function rest(context: Context<Tx>, { subject, value }: ActionInput): Promise<void> {
  const offset = Number(value);
  if (!Number.isSafeInteger(offset) || offset < 0) throw new DeskError('invalid', { userMessage: 'I do not know which ones you mean.' });
  const shown = await shownOrRefuse(context.tx, subject);
  const { decisions, total } = await decisionsOf(context.tx, shown, { offset, limit: LISTED });
  if (decisions.length === 0) throw new DeskError('conflict', { userMessage: 'Nothing more needs a decision now.' });
  const end = offset + decisions.length;
  const title = `Also needs a decision: ${offset + 1} to ${end} of ${total}`;
  const more = end < total ? [{ action: 'summary.rest', subject, value: String(end), label: `And ${total - end} more` }] : [];
  const buttons = [...decisions.flatMap((decision) => decisionButton(decision, shown.summary.id, shown)), ...more];
  const card: Card = { title, tone: 'attention', blocks: decisionBlocks(decisions, shown), buttons };
  context.say({ to: 'actor' }, { text: title, card });
}

/** `summary.nudge`: asks whoever has a ticket, or else its team, how it stands; once from each summary. */
export async function nudge(context: Context<Tx>, { subject, value }: ActionInput): Promise<void> {
  const { tx, now, actor } = context;
  const shown = await shownOrRefuse(tx, subject);
  const { summary } = shown;
  const ticketId = /^\d{1,15}$/.test(value) ? Number(value) : 0;
  const [decision] = (await decisionsOf(tx, shown, { limit: 1, ticketId })).decisions;
  if (!decision) throw new DeskError('conflict', { userMessage: 'That ticket needs no decision any more.' });
  const name = ticketName(decision.ticketId);
  const isFirst = await addNudge(tx, { summaryId: summary.id, ticketId: decision.ticketId, byId: actor.person.id, at: now });
  if (!isFirst) throw new DeskError('conflict', { userMessage: `Somebody has asked about ${name} already.` });
  askOwner(context, decision, name);
  await lookAgain(tx, summary.id, now);
  await context.refresh(SUMMARY, subject);
}

function askOwner(context: Context<Tx>, { ticketId, assigneeId, assigneeName, teamId, teamName }: Decision, name: string): void {
  const { person } = context.actor;
  if (assigneeId === null) {
    const text = `${person.name} asks how this stands. Who takes it?`;
    context.say({ to: 'thread', workflow: 'ticket', subject: String(ticketId), teamId }, { text });
  } else {
    const text = `${person.name} asks how ${name} stands. If you are still on it, a word to the requester is enough; if not, hand it back.`;
    context.say({ to: 'person', personId: assigneeId }, { text });
  }
  context.say({ to: 'actor' }, { text: `I have asked ${assigneeName ?? teamName} about ${name}.` });
}
