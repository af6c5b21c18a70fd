import type { Approval, Ask } from '#core/approval.ts';
import { DeskError, refuse } from '#core/errors.ts';
import type { Form } from '#core/form.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import { formatInstant } from '#lib/dates.ts';
import { outcomeOf, standIn } from '#rules/approval.ts';
import { addAsks, answerAsk, asksOf, changeApproval, findApproval } from '#store/approvals.ts';
import type { Tx } from '#store/database.ts';
import { listPeople, namesOf } from '#store/people.ts';
import { APPROVAL, askFrom, end, lockedApproval, staffFor, waitAgain } from './record.ts';

const reasonField = (label: string) => ({ kind: 'text', name: 'reason', label, question: label, required: true, multiline: true, maxLength: 2000 }) as const;

export const declineForm: Form = { title: 'Decline', submit: 'Decline', fields: [reasonField('Why not? (The person who asked reads it)')] };

/** `approval.approve` */
export async function approve(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  await decide(context, subject, 'approved', '');
}

/** `approval.decline` */
export async function decline(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  await decide(context, subject, 'declined', values['reason'] ?? '');
}

async function decide(context: Context<Tx>, subject: string, answer: 'approved' | 'declined', reason: string): Promise<void> {
  const { tx, now, actor } = context;
  const { approval, mine } = await openFor(context, subject, reason);
  await answerAsk(tx, mine.id, { answer, reason: reason === '' ? null : reason, at: now });
  const asks = await asksOf(tx, approval.id);
  const outcome = outcomeOf(approval.ladder, approval.rung, asks);
  if (outcome === 'approved' || outcome === 'declined') return await end(context, approval, { state: outcome, reason, by: actor.person });
  if (outcome !== 'open') return await askFrom(context, approval, outcome.next, `${actor.person.name} has approved this; it takes one more.`);
  await changeApproval(tx, approval, {});
  await context.refresh(APPROVAL, subject);
}

/** The question and what the actor was asked, under a lock. @throws DeskError `conflict` that says who was first, or what has happened */
async function openFor(context: Context<Tx>, subject: string, typed: string): Promise<{ approval: Approval; mine: Ask }> {
  const { person } = context.actor;
  const approval = await lockedApproval(context, subject);
  if (approval.requesterId === person.id) refuse('This is your own request; somebody else has to decide.');
  const wrote = typed === '' ? '' : ` You wrote: “${typed}”`;
  if (approval.state !== 'pending') throw new DeskError('conflict', { userMessage: `${await howItEnded(context, approval)}${wrote}` });
  const mine = (await asksOf(context.tx, approval.id)).findLast(({ personId }) => personId === person.id);
  if (!mine || mine.answer === 'passed_on') throw new DeskError('conflict', { userMessage: `Somebody else was asked in your place.${wrote}` });
  if (mine.answer !== null) throw new DeskError('conflict', { userMessage: `You have approved this already; it takes somebody else’s word as well.${wrote}` });
  return { approval, mine };
}

async function howItEnded({ tx, actor, now }: Context<Tx>, approval: Approval): Promise<string> {
  const { state, called, decidedById, endedAt, reason } = approval;
  const when = endedAt === null ? '' : ` (${formatInstant(endedAt, actor.person.timeZone, now)})`;
  if (decidedById !== null) {
    const who = decidedById === actor.person.id ? 'You have' : `${(await namesOf(tx, [decidedById])).get(decidedById)} has`;
    return `${who} ${state} this already${when}.`;
  }
  if (state === 'replaced') return `What is asked for in ${called} has changed since you saw it, so this counts for nothing. Please look at the newer card.`;
  return state === 'withdrawn'
    ? `${called} no longer needs your approval${when}: ${reason}`
    : `Nobody decided about ${called} in time, so the team goes on without${when}.`;
}

/** Everybody but those who ask and those who were asked. */
export async function handOnForm(tx: Tx, subject: string): Promise<Form> {
  const id = Number(subject) || 0;
  const [approval, asks, everybody] = await Promise.all([findApproval(tx, id), asksOf(tx, id), listPeople(tx)]);
  const without = new Set([approval?.requesterId, approval?.askedById, ...asks.map(({ personId }) => personId)]);
  const options = everybody.filter((person) => !without.has(person.id)).map((person) => ({ value: String(person.id), label: person.name }));
  const who = { kind: 'choice', name: 'to', label: 'Who decides instead?', question: 'Who decides instead?', required: true, options } as const;
  return { title: 'Hand to somebody else', submit: 'Hand over', fields: [who, reasonField('Why (they read it)')] };
}

/** `approval.hand_on`: whoever is away has their stand-in asked. */
export async function handOn(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const { to = '', reason = '' } = values;
  const { approval, mine } = await openFor(context, subject, reason);
  const chosen = Number(to);
  const staff = await staffFor(context, approval, Number.isSafeInteger(chosen) ? [chosen] : []);
  const personId = standIn(staff, chosen, approval);
  const asks = await asksOf(context.tx, approval.id);
  if (personId === undefined || asks.some((ask) => ask.personId === personId))
    throw new DeskError('conflict', { userMessage: await whyNot(context, approval, chosen) });
  await passTo(context, approval, mine, { personId, reason });
  const names = await namesOf(context.tx, [personId]);
  await waitAgain(
    context,
    approval,
    approval.rung,
    `${context.actor.person.name} would like ${names.get(personId)} to decide: ${reason}.`.replace(/([.!?])\.$/, '$1'),
  );
}

/** One is no longer asked; the other is, in their place. */
export async function passTo({ tx, now }: Context<Tx>, { id }: Approval, from: Ask, to: { personId: number | undefined; reason: string }): Promise<void> {
  await answerAsk(tx, from.id, { answer: 'passed_on', reason: to.reason, at: now });
  if (to.personId !== undefined) await addAsks(tx, id, [{ personId: to.personId, standsFor: from.personId }], { rung: from.rung, at: now });
}

async function whyNot({ tx }: Context<Tx>, { requesterId, askedById }: Approval, chosen: number): Promise<string> {
  if (chosen === requesterId || chosen === askedById) return 'That is the person who asks; nobody decides about their own request.';
  const name = (await namesOf(tx, Number.isSafeInteger(chosen) ? [chosen] : [])).get(chosen) ?? 'That person';
  return `${name} cannot be asked about this: they have been asked already, have left, or are away and whoever stands in for them cannot decide it. Please choose somebody else.`;
}
