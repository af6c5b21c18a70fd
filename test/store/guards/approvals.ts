import { inserting, person, team, type Guard } from './guard.ts';

/** One question about 1001 is open; Tom was asked, and Priya has handed it on. */
const PENDING = "(select id from approvals where state = 'pending')";
const asking = inserting('approvals', {
  workflow: "'ticket'",
  subject: "'1002'",
  called: "'T-1002'",
  requester_id: person('maria'),
  asked_by_id: person('maria'),
  team_id: team('devices'),
  what: "'A monitor'",
  why: "''",
  digest: "repeat('a', 64)",
  ladder: "'[]'",
  asked_at: 'now()',
  due_at: "now() + interval '1 day'",
});
const changing = (columns: string) => `update approvals set version = version + 1, ${columns} where state = 'pending'`;
const asked = inserting('approval_asks', { approval_id: PENDING, person_id: person('sam'), rung: '0', asked_at: 'now()' });
const away = inserting('delegations', { person_id: person('tom'), deputy_id: person('lee'), starts_on: "'2030-01-01'", ends_on: "'2030-01-09'" });

export const approvalGuards: readonly Guard[] = [
  { that: 'a question by nobody', by: 'approvals_requester_id_people_id_fk', sql: asking({ requester_id: '9999' }) },
  { that: 'a question that nobody wanted', by: 'approvals_asked_by_id_people_id_fk', sql: asking({ asked_by_id: '9999' }) },
  { that: 'a question for no team', by: 'approvals_team_id_teams_id_fk', sql: asking({ team_id: '9999' }) },
  {
    that: 'a decision by somebody unknown',
    by: 'approvals_decided_by_id_people_id_fk',
    sql: changing("state = 'approved', ended_at = now(), decided_by_id = 9999"),
  },
  { that: 'two open questions about one subject', by: 'approvals_pending_key', sql: asking({ subject: "'1001'" }) },
  { that: 'a question without a version', by: 'approvals_version_positive', sql: asking({ version: '0' }) },
  { that: 'an unknown state of a question', by: 'approvals_state_known', sql: asking({ state: "'maybe'", ended_at: 'now()' }) },
  { that: 'a question about nothing', by: 'approvals_what_filled', sql: asking({ what: "''" }) },
  { that: 'a digest that is none', by: 'approvals_digest_shape', sql: asking({ digest: "'abc'" }) },
  { that: 'a rung below the ladder', by: 'approvals_rung_counted', sql: asking({ rung: '-1' }) },
  { that: 'a decision at no time', by: 'approvals_ended_when_over', sql: changing(`state = 'approved', decided_by_id = ${person('tom')}`) },
  { that: 'an open question that has ended', by: 'approvals_ended_when_over', sql: asking({ ended_at: 'now()' }) },
  { that: 'an approval by nobody', by: 'approvals_decided_by_somebody', sql: changing("state = 'approved', ended_at = now()") },
  {
    that: 'a decision about one’s own request',
    by: 'approvals_never_ones_own',
    sql: changing(`state = 'approved', ended_at = now(), decided_by_id = ${person('maria')}`),
  },
  {
    that: 'a decision by who asked for somebody else',
    by: 'approvals_never_ones_own',
    sql: asking({ state: "'approved'", ended_at: 'now()', asked_by_id: person('sam'), decided_by_id: person('sam') }),
  },
  {
    that: 'a refusal without a reason',
    by: 'approvals_declined_with_reason',
    sql: changing(`state = 'declined', ended_at = now(), decided_by_id = ${person('tom')}`),
  },
  { that: 'a question that is due before it is asked', by: 'approvals_times_in_order', sql: asking({ due_at: "now() - interval '1 day'" }) },
  { that: 'somebody asked about nothing', by: 'approval_asks_approval_id_approvals_id_fk', sql: asked({ approval_id: '9999' }) },
  { that: 'nobody asked', by: 'approval_asks_person_id_people_id_fk', sql: asked({ person_id: '9999' }) },
  { that: 'somebody asked in the place of nobody', by: 'approval_asks_stands_for_people_id_fk', sql: asked({ stands_for: '9999' }) },
  { that: 'somebody asked twice at once', by: 'approval_asks_open_key', sql: asked({ person_id: person('tom') }) },
  { that: 'an unknown answer', by: 'approval_asks_answer_known', sql: asked({ answer: "'perhaps'", answered_at: 'now()' }) },
  { that: 'an answer at no time', by: 'approval_asks_answered_when', sql: asked({ answer: "'approved'" }) },
  { that: 'somebody asked in their own place', by: 'approval_asks_for_another', sql: asked({ stands_for: person('sam') }) },
  { that: 'somebody asked below the ladder', by: 'approval_asks_rung_counted', sql: asked({ rung: '-1' }) },
  {
    that: 'an answer before the question',
    by: 'approval_asks_times_in_order',
    sql: asked({ answer: "'approved'", answered_at: "now() - interval '1 day'" }),
  },
  {
    that: 'another answer than before',
    by: 'what an approver was asked and answered stays',
    sql: "update approval_asks set answer = 'approved' where answer is not null",
  },
  { that: 'that somebody was never asked', by: 'what an approver was asked and answered stays', sql: 'delete from approval_asks' },
  { that: 'that nobody was ever asked', by: 'what an approver was asked and answered stays', sql: 'truncate approval_asks' },
  { that: 'that a question was never asked', by: 'approvals are kept', sql: 'delete from approvals' },
  { that: 'that nothing was ever asked', by: 'approvals are kept', sql: 'truncate approvals, approval_asks' },
  { that: 'an absence of nobody', by: 'delegations_person_id_people_id_fk', sql: away({ person_id: '9999' }) },
  { that: 'an absence with nobody to decide', by: 'delegations_deputy_id_people_id_fk', sql: away({ deputy_id: '9999' }) },
  { that: 'an absence with oneself to decide', by: 'delegations_to_another', sql: away({ deputy_id: person('tom') }) },
  { that: 'an absence that ends before it begins', by: 'delegations_days_in_order', sql: away({ ends_on: "'2029-01-01'" }) },
  { that: 'two absences at once', by: 'delegations_one_at_a_time', sql: `${away({})}; ${away({ starts_on: "'2030-01-09'", ends_on: "'2030-01-20'" })}` },
  { that: 'another question under the same number', by: 'approval 1 is asked as it is', sql: changing("what = 'Three monitors'") },
  {
    that: 'a change of what has ended',
    by: 'approval 1 has ended',
    sql: `${changing("state = 'withdrawn', ended_at = now()")}; update approvals set version = version + 1`,
  },
];
