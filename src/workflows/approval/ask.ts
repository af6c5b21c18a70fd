import { addHours } from 'date-fns/addHours';
import type { ApprovalAsked } from '#core/approval.ts';
import type { Context } from '#core/workflow.ts';
import { digestOf } from '#lib/digest.ts';
import { addApproval, lockPending } from '#store/approvals.ts';
import type { Tx } from '#store/database.ts';
import { askFrom, end, NEXT_AFTER_HOURS } from './record.ts';

/** Asks the first of the ladder who can decide. What is asked already is not asked twice; something else takes its place. */
export async function ask(context: Context<Tx>, asked: ApprovalAsked): Promise<void> {
  const { tx, now } = context;
  const { workflow, subject, requesterId, what, why, cost } = asked;
  const digest = digestOf([workflow, subject, requesterId, what, why, cost]);
  const before = await lockPending(tx, asked.workflow, asked.subject);
  if (before?.digest === digest) return;
  if (before) await end(context, before, { state: 'replaced', reason: 'What is asked for has changed.' });
  const askedById = before?.askedById ?? context.actor.person.id;
  const approval = await addApproval(tx, { ...asked, digest, askedById, askedAt: now, dueAt: addHours(now, NEXT_AFTER_HOURS) });
  await askFrom(context, approval, 0, before ? 'What is asked for has changed, so it has to be approved as it is now.' : '');
}

/** Ends the open question about a subject, which is no longer of interest. */
export async function withdraw(context: Context<Tx>, workflow: string, subject: string, reason: string): Promise<void> {
  const approval = await lockPending(context.tx, workflow, subject);
  if (approval) await end(context, approval, { state: 'withdrawn', reason });
}
