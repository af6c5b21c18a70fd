import { addMilliseconds } from 'date-fns/addMilliseconds';
import type { Approval, ApprovalState, Ask } from '#core/approval.ts';
import { DeskError } from '#core/errors.ts';
import type { Context } from '#core/workflow.ts';
import { inWords } from '#lib/text.ts';
import { USUAL_APPROVALS, type ApprovalSettings } from '#rules/approval-times.ts';
import { fallbackAfter, nextRung, type Staff } from '#rules/approval.ts';
import { addAsks, asksOf, changeApproval, lockApproval } from '#store/approvals.ts';
import type { Tx } from '#store/database.ts';
import { staffAround } from '#store/delegations.ts';
import { namesOf } from '#store/people.ts';
import { leadsOf } from '#store/teams.ts';
import { editionInForce } from '#store/editions.ts';

export const APPROVAL = 'approval';

/** How long approvers have now, as the configuration file says. */
export async function settingsNow({ tx }: Context<Tx>): Promise<ApprovalSettings> {
  return (await editionInForce(tx)).approvals ?? USUAL_APPROVALS;
}

/** @throws DeskError `not_found` */
export async function lockedApproval({ tx }: Context<Tx>, subject: string): Promise<Approval> {
  const approval = /^\d{1,15}$/.test(subject) ? await lockApproval(tx, Number(subject)) : undefined;
  if (!approval) throw new DeskError('not_found', { userMessage: 'I cannot find what was to be approved.' });
  return approval;
}

/** All that somebody may have to stand in for, and above whom somebody may be asked. */
export async function staffFor({ tx, now }: Context<Tx>, { ladder, requesterId }: Approval, more: readonly number[]): Promise<Staff> {
  return await staffAround(tx, [requesterId, ...more, ...ladder.flatMap((rung) => (rung.ask === 'people' ? rung.ids : []))], now);
}

/**
 * Asks the next who can decide, from that rung of the ladder on; when there is nobody, the question ends without an answer.
 * @param because why they are asked now, as a sentence; empty at first
 */
export async function askFrom(context: Context<Tx>, approval: Approval, from: number | undefined, because: string): Promise<void> {
  const { tx } = context;
  const [asks, leads] = await Promise.all([asksOf(tx, approval.id), leadsOf(tx, approval.teamId)]);
  const leadIds = leads.map(({ id }) => id);
  const staff = await staffFor(context, approval, leadIds);
  const next = from === undefined ? undefined : nextRung({ ...approval, staff, leads: leadIds, asks }, from);
  if (!next) {
    const nobody = asks.length === 0 ? 'There is nobody I could ask for approval.' : 'There is nobody else I could ask.';
    return await end(context, approval, { state: 'unanswered', reason: `${because} ${nobody}`.trim() });
  }
  await addAsks(tx, approval.id, next.toAsk, { rung: next.rung, at: context.now });
  await waitAgain(context, approval, next.rung, because);
}

/** When nobody of those who are asked can answer any more, or did in time. */
export async function askNext(context: Context<Tx>, approval: Approval, because: string): Promise<void> {
  await askFrom(context, approval, fallbackAfter(approval.ladder, approval.rung), because);
}

/** Whoever is asked now has the whole time from here on; everybody whose word is missing gets the card. */
export async function waitAgain(context: Context<Tx>, approval: Approval, rung: number, because: string): Promise<void> {
  const subject = String(approval.id);
  const { remindAfter, nextAfter } = await settingsNow(context);
  const after = await changeApproval(context.tx, approval, { rung, dueAt: addMilliseconds(context.now, nextAfter) });
  context.later('approval.remind', subject, addMilliseconds(context.now, remindAfter));
  context.later('approval.overdue', subject, after.dueAt);
  await context.refresh(APPROVAL, subject);
  const open = (await asksOf(context.tx, approval.id)).filter(({ answer }) => answer === null);
  for (const { personId } of open) await showTo(context, after, personId);
  await tell(context, after, `${because} I have asked ${await namesIn(context, open, 'and')} for approval: ${after.what}`.trim());
}

/** Puts the card at the end of an approver's direct messages. */
export async function showTo(context: Context<Tx>, { id }: Approval, personId: number): Promise<void> {
  await context.show({ workflow: APPROVAL, subject: String(id), audience: 'approver', place: { personId } });
}

export async function namesIn({ tx }: Context<Tx>, asks: readonly Pick<Ask, 'personId'>[], join: 'and' | 'or'): Promise<string> {
  const names = await namesOf(
    tx,
    asks.map(({ personId }) => personId),
  );
  return inWords(
    asks.map(({ personId }) => names.get(personId) ?? ''),
    join,
  );
}

interface Ending {
  readonly state: Exclude<ApprovalState, 'pending'>;
  readonly reason: string;
  readonly by?: { readonly id: number; readonly name: string };
}

/** Once and for all; every copy of the card says so, and the workflow that asked hears of it. */
export async function end(context: Context<Tx>, approval: Approval, { state, reason, by }: Ending): Promise<void> {
  const endedAt = context.now < approval.askedAt ? approval.askedAt : context.now;
  const after = await changeApproval(context.tx, approval, { state, endedAt, decidedById: by?.id ?? null, reason: reason === '' ? null : reason });
  await context.refresh(APPROVAL, String(approval.id));
  if (state !== 'replaced') await tell(context, after, sentence(state, reason, by?.name), by);
}

function sentence(state: Ending['state'], reason: string, by = ''): string {
  switch (state) {
    case 'approved':
      return `${by} has approved this.`;
    case 'declined':
      return `${by} has declined this: ${reason}`;
    case 'unanswered':
      return `${reason} You can go on by yourselves, or ask somebody else for approval (More…).`;
    case 'withdrawn':
    case 'replaced':
      return `The question for approval was withdrawn: ${reason}`;
  }
}

async function tell(context: Context<Tx>, approval: Approval, words: string, by?: Ending['by']): Promise<void> {
  const { state, workflow, subject, digest, requesterId, askedById, reason } = approval;
  if (state === 'replaced') return;
  await context.tellDecision(workflow, { subject, state, digest, requesterId, askedById, by: by ?? null, reason, words });
}
