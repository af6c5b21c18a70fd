import type { Approval, Ask } from '#core/approval.ts';
import type { Context, Undelivered } from '#core/workflow.ts';
import { waitInWords } from '#rules/approval-times.ts';
import { canStillBeApproved, standIn } from '#rules/approval.ts';
import { asksOf, changeApproval, lockApproval, markReminded, waitingForWordOf } from '#store/approvals.ts';
import type { Tx } from '#store/database.ts';
import { findDelegation } from '#store/delegations.ts';
import { passTo } from './decide.ts';
import { APPROVAL, askNext, lockedApproval, namesIn, settingsNow, showTo, staffFor, waitAgain } from './record.ts';

/** Timer `approval.remind`: whoever is there is reminded; for whoever is away or has left by now, somebody else is asked. */
export async function remind(context: Context<Tx>, subject: string): Promise<void> {
  const approval = await lockedApproval(context, subject);
  if (approval.state !== 'pending') return;
  if (await replaceAbsent(context, approval)) return;
  const open = await openAsks(context, approval);
  await markReminded(
    context.tx,
    open.map(({ id }) => id),
    context.now,
  );
  const after = await changeApproval(context.tx, approval, {});
  for (const { personId } of open) {
    context.say({ to: 'person', personId }, { text: `A reminder: ${approval.called} still waits for your decision.` });
    await showTo(context, after, personId);
  }
  await context.refresh(APPROVAL, subject);
}

/** Timer `approval.overdue`: the next in the ladder are asked; whoever was asked before may still be first. */
export async function overdue(context: Context<Tx>, subject: string): Promise<void> {
  const approval = await lockedApproval(context, subject);
  if (approval.state !== 'pending' || approval.dueAt > context.now) return;
  const [names, { nextAfter }] = [await namesIn(context, await openAsks(context, approval), 'and'), await settingsNow(context)];
  await askNext(context, approval, `${names} did not answer in ${waitInWords(nextAfter)}.`);
}

/** Timer `approval.away`: what waits for somebody whose absence begins goes to whoever decides for them. */
export async function awayBegins(context: Context<Tx>, delegation: string): Promise<void> {
  const found = await findDelegation(context.tx, Number(delegation));
  if (!found || found.endedAt !== null) return;
  for (const { approval: seen } of await waitingForWordOf(context.tx, found.personId)) {
    const approval = await lockApproval(context.tx, seen.id);
    if (approval?.state === 'pending') await replaceAbsent(context, approval);
  }
}

/** The card of an approver who cannot be reached: somebody else is asked, rather than waiting for days. */
export async function undelivered(context: Context<Tx>, { subject, place, why }: Undelivered): Promise<void> {
  const approval = await lockedApproval(context, subject);
  if (approval.state !== 'pending' || !('personId' in place)) return;
  const lost = (await openAsks(context, approval)).find(({ personId }) => personId === place.personId);
  if (!lost) return;
  const name = await namesIn(context, [lost], 'and');
  await passTo(context, approval, lost, { personId: undefined, reason: `Cannot be reached: ${why}` });
  if (!(await isHopeful(context, approval))) await askNext(context, approval, `I cannot reach ${name} in chat: ${why}.`);
}

async function openAsks({ tx }: Context<Tx>, { id }: Approval): Promise<Ask[]> {
  return (await asksOf(tx, id)).filter(({ answer }) => answer === null);
}

async function isHopeful({ tx }: Context<Tx>, { id, ladder, rung }: Approval): Promise<boolean> {
  return canStillBeApproved(ladder, rung, await asksOf(tx, id));
}

/** True when somebody who was asked is away or has left, and others are asked now. */
async function replaceAbsent(context: Context<Tx>, approval: Approval): Promise<boolean> {
  const asks = await asksOf(context.tx, approval.id);
  const open = asks.filter(({ answer }) => answer === null);
  const staff = await staffFor(
    context,
    approval,
    open.map(({ personId }) => personId),
  );
  const gone = open.filter(({ personId }) => staff.get(personId)?.isActive !== true || staff.get(personId)?.deputyId !== null);
  if (gone.length === 0) return false;
  const asked = new Set(asks.map(({ personId }) => personId));
  for (const ask of gone) {
    const deputy = standIn(staff, ask.personId, approval);
    const isNew = deputy !== undefined && !asked.has(deputy);
    if (isNew) asked.add(deputy);
    await passTo(context, approval, ask, { personId: isNew ? deputy : undefined, reason: 'Away, or no longer here' });
  }
  const because = `${await namesIn(context, gone, 'and')} cannot decide now.`;
  if (await isHopeful(context, approval)) await waitAgain(context, approval, approval.rung, because);
  else await askNext(context, approval, because);
  return true;
}
