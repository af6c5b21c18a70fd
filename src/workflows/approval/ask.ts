import { addMilliseconds } from 'date-fns/addMilliseconds';
import type { ApprovalAsked, Ladder } from '#core/approval.ts';
import type { Context } from '#core/workflow.ts';
import { digestOf } from '#lib/digest.ts';
import { takesAll } from '#rules/approval.ts';
import { addApproval, lockPending } from '#store/approvals.ts';
import type { Tx } from '#store/database.ts';
import { personByEmail } from '#store/people.ts';
import { askFrom, end, settingsNow } from './record.ts';

/** Asks the first of the ladder who can decide. What is asked already is not asked twice; something else takes its place. */
export async function ask(context: Context<Tx>, asked: ApprovalAsked): Promise<void> {
  const { tx, now } = context;
  const { workflow, subject, requesterId, what, why, cost } = asked;
  const digest = digestOf([workflow, subject, requesterId, what, why, cost]);
  const before = await lockPending(tx, asked.workflow, asked.subject);
  if (before?.digest === digest) return;
  if (before) await end(context, before, { state: 'replaced', reason: 'What is asked for has changed.' });
  const askedById = before?.askedById ?? asked.askedById ?? context.actor.person.id;
  const { nextAfter, backup } = await settingsNow(context);
  // Where all have to agree, nobody else's word is enough.
  const ladder = takesAll(asked.ladder.at(-1)) ? asked.ladder : [...asked.ladder, ...(await backupRung(tx, backup))];
  const approval = await addApproval(tx, { ...asked, ladder, digest, askedById, askedAt: now, dueAt: addMilliseconds(now, nextAfter) });
  await askFrom(context, approval, 0, before ? 'What is asked for has changed, so it has to be approved as it is now.' : '');
}

/** Who decides where nobody else does, as far as they still work here. */
async function backupRung(tx: Tx, emails: readonly string[]): Promise<Ladder> {
  const people = await Promise.all(emails.map(async (email) => await personByEmail(tx, email)));
  const ids = people.flatMap((person) => (person?.status === 'active' ? [person.id] : []));
  return ids.length === 0 ? [] : [{ ask: 'people', ids, need: 'any' }];
}

/** Ends the open question about a subject, which is no longer of interest. */
export async function withdraw(context: Context<Tx>, workflow: string, subject: string, reason: string): Promise<void> {
  const approval = await lockPending(context.tx, workflow, subject);
  if (approval) await end(context, approval, { state: 'withdrawn', reason });
}
