import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Answer, Approval, ApprovalAsked, Ask } from '#core/approval.ts';
import type { ToAsk } from '#rules/approval.ts';
import type { Tx } from './database.ts';
import { approvalAsks, approvals } from './schema/approvals.ts';

const askColumns = {
  id: approvalAsks.id,
  personId: approvalAsks.personId,
  standsFor: approvalAsks.standsFor,
  rung: approvalAsks.rung,
  answer: approvalAsks.answer,
};

export async function findApproval(tx: Tx, id: number): Promise<Approval | undefined> {
  const [approval] = await tx.select().from(approvals).where(eq(approvals.id, id));
  return approval;
}

/** Under a lock until the transaction ends: of two who decide, the second sees what the first has done. */
export async function lockApproval(tx: Tx, id: number): Promise<Approval | undefined> {
  const [approval] = await tx.select().from(approvals).where(eq(approvals.id, id)).for('update');
  return approval;
}

/**
 * The open question about a subject, under a lock. Whoever changes both locks this first and the subject after it, as a
 * decision does; in another order two of them would wait for each other.
 */
export async function lockPending(tx: Tx, workflow: string, subject: string): Promise<Approval | undefined> {
  const [approval] = await tx
    .select()
    .from(approvals)
    .where(and(eq(approvals.workflow, workflow), eq(approvals.subject, subject), eq(approvals.state, 'pending')))
    .for('update');
  return approval;
}

/** What somebody asked for, newest first: what waits, and what was decided or could not be. */
export async function approvalsFor(tx: Tx, requesterId: number, limit: number): Promise<Approval[]> {
  return await tx
    .select()
    .from(approvals)
    .where(and(eq(approvals.requesterId, requesterId), inArray(approvals.state, ['pending', 'approved', 'declined', 'unanswered'])))
    .orderBy(sql`${approvals.state} <> 'pending'`, desc(approvals.id))
    .limit(limit);
}

/** What waits for somebody's word, the oldest first. */
export async function waitingForWordOf(tx: Tx, personId: number): Promise<{ approval: Approval; ask: Ask }[]> {
  return await tx
    .select({ approval: approvals, ask: askColumns })
    .from(approvalAsks)
    .innerJoin(approvals, eq(approvals.id, approvalAsks.approvalId))
    .where(and(eq(approvalAsks.personId, personId), isNull(approvalAsks.answer), eq(approvals.state, 'pending')))
    .orderBy(asc(approvals.id));
}

interface NewApproval extends Omit<ApprovalAsked, 'askedById'>, Pick<Approval, 'digest' | 'askedById' | 'askedAt' | 'dueAt'> {}

export async function addApproval(tx: Tx, fields: NewApproval): Promise<Approval> {
  const [approval] = await tx.insert(approvals).values(fields).returning();
  if (!approval) throw new Error('The approval was not stored.');
  return approval;
}

/** The next version of a question that is locked. @throws Error when it has been changed without the lock */
export async function changeApproval(
  tx: Tx,
  { id, version }: Approval,
  change: Partial<Pick<Approval, 'rung' | 'dueAt' | 'state' | 'endedAt' | 'decidedById' | 'reason'>>,
): Promise<Approval> {
  const [after] = await tx
    .update(approvals)
    .set({ ...change, version: version + 1 })
    .where(and(eq(approvals.id, id), eq(approvals.version, version)))
    .returning();
  if (!after) throw new Error(`Approval ${id} is no longer at version ${version}.`);
  return after;
}

/** Everybody who was asked, in that order. */
export async function asksOf(tx: Tx, approvalId: number): Promise<Ask[]> {
  return await tx.select(askColumns).from(approvalAsks).where(eq(approvalAsks.approvalId, approvalId)).orderBy(asc(approvalAsks.id));
}

export async function addAsks(tx: Tx, approvalId: number, toAsk: readonly ToAsk[], { rung, at }: { rung: number; at: Date }): Promise<void> {
  // Whoever is asked already, and has not answered, is not asked twice.
  await tx
    .insert(approvalAsks)
    .values(toAsk.map((each) => ({ ...each, approvalId, rung, askedAt: at })))
    .onConflictDoNothing();
}

export async function answerAsk(tx: Tx, id: number, given: { answer: Answer; reason: string | null; at: Date }): Promise<void> {
  const { answer, reason, at } = given;
  await tx
    .update(approvalAsks)
    .set({ answer, reason, answeredAt: at })
    .where(and(eq(approvalAsks.id, id), isNull(approvalAsks.answer)));
}

export async function markReminded(tx: Tx, ids: readonly number[], at: Date): Promise<void> {
  await tx
    .update(approvalAsks)
    .set({ remindedAt: at })
    .where(inArray(approvalAsks.id, [...ids]));
}

/** How long one person took to decide; hours. */
export interface LeadTime {
  readonly name: string;
  readonly decided: number;
  readonly passedOn: number;
  readonly waiting: number;
  readonly medianHours: number | null;
  readonly p90Hours: number | null;
}

/** By approver, of what was asked since then, from being asked to deciding; who decided most first. */
export async function leadTimes(tx: Tx, since: Date): Promise<LeadTime[]> {
  const hours = sql`extract(epoch from a.answered_at - a.asked_at) / 3600`;
  const decided = sql`filter (where a.answer in ('approved', 'declined'))`;
  const rows = await tx.execute<{ name: string; decided: number; passed_on: number; waiting: number; median: number | null; p90: number | null }>(sql`
    select p.name, (count(*) ${decided})::int as decided, (count(*) filter (where a.answer = 'passed_on'))::int as passed_on,
      (count(*) filter (where a.answer is null and q.state = 'pending'))::int as waiting,
      (percentile_cont(0.5) within group (order by ${hours}) ${decided})::float as median,
      (percentile_cont(0.9) within group (order by ${hours}) ${decided})::float as p90
    from approval_asks a join approvals q on q.id = a.approval_id join people p on p.id = a.person_id
    where a.asked_at >= ${since.toISOString()} group by p.id, p.name order by decided desc, p.name`);
  return [...rows].map(({ passed_on: passedOn, median: medianHours, p90: p90Hours, ...row }) => ({ ...row, passedOn, medianHours, p90Hours }));
}
