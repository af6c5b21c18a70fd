import { sql } from 'drizzle-orm';
import { counts, instantOf, minutes, spreadOf, within, type Kpi } from './kpi.ts';

export const approvalTime: Kpi = {
  name: 'approval_time',
  label: 'Time until approved or declined',
  unit: 'minutes',
  better: 'lower',
  formula: 'Mean of the plain time from the question to approvers until it was approved or declined.',
  population: 'Questions decided in the period, each once, however many were asked.',
  exclusions:
    'Questions that were withdrawn, or asked anew because something changed. Those that ended in the period without anybody’s answer, and those still ' +
    'open at its end, are not in the mean, so they are counted beside it.',
  parts: { unanswered: 'never answered', waiting: 'still open', by_deputy: 'decided by a deputy', passed_on: 'passed on before' },
  partsOf: 'questions',
  query: (period, scope) => {
    const mine = counts(scope, sql`q.team_id`, sql`q.requester_id`);
    const open = sql`(select count(*) from approvals q where q.asked_at < ${instantOf(period.to)}
      and (q.ended_at is null or q.ended_at >= ${instantOf(period.to)}) and ${mine})`;
    const unanswered = sql`(select count(*) from approvals q where q.state = 'unanswered' and ${within(sql`q.ended_at`, period)} and ${mine})`;
    const asked = (condition: ReturnType<typeof sql>) => sql`exists (select from approval_asks a where a.approval_id = q.id and ${condition})`;
    return spreadOf(
      sql`select ${minutes(sql`q.asked_at`, sql`q.ended_at`)} as x, ${asked(sql`a.answer = 'passed_on'`)} as passed_on,
        ${asked(sql`a.person_id = q.decided_by_id and a.stands_for is not null and a.answer in ('approved', 'declined')`)} as by_deputy
        from approvals q where q.state in ('approved', 'declined') and ${within(sql`q.ended_at`, period)} and ${mine}`,
      sql`jsonb_build_object('unanswered', ${unanswered}, 'waiting', ${open}, 'by_deputy', count(*) filter (where by_deputy),
        'passed_on', count(*) filter (where passed_on))`,
    );
  },
};
