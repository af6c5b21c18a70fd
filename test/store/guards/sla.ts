import { inserting, type Guard } from './guard.ts';

/** Ticket 1001 has one clock for its solution, of which somebody was told at half of the time. */
const running = inserting('sla_cycles', {
  ticket_id: '1001',
  metric: "'resolution'",
  number: '2',
  state: "'running'",
  policy_id: "'usual'",
  policy_version: '1',
  target_ms: '60000',
  started_at: 'now()',
  ended_at: 'null',
  elapsed_ms: '0',
  paused_ms: '0',
});
const telling = inserting('sla_notices', { ticket_id: '1001', metric: "'resolution'", number: '1', percent: '75', at: 'now()' });

export const slaGuards: readonly Guard[] = [
  { that: 'a clock of no ticket', by: 'sla_cycles_ticket_id_tickets_id_fk', sql: running({ ticket_id: '9999' }) },
  { that: 'a clock of an unknown kind', by: 'sla_cycles_metric_known', sql: running({ metric: "'lunch'" }) },
  { that: 'a clock in an unknown state', by: 'sla_cycles_state_known', sql: running({ state: "'dozing'" }) },
  { that: 'a clock before the first', by: 'sla_cycles_numbered', sql: running({ number: '0' }) },
  { that: 'one clock twice', by: 'sla_cycles_ticket_id_metric_number_pk', sql: running({ number: '1' }) },
  { that: 'a promise by no policy', by: 'sla_cycles_terms_whole', sql: running({ policy_id: 'null' }) },
  { that: 'a promise of no time', by: 'sla_cycles_target_positive', sql: running({ target_ms: '0' }) },
  { that: 'a clock that was stopped at no time', by: 'sla_cycles_ended_when_over', sql: running({ state: "'stopped'" }) },
  { that: 'a clock that runs and has ended', by: 'sla_cycles_ended_when_over', sql: running({ ended_at: 'now()' }) },
  { that: 'a promise where none is', by: 'sla_cycles_no_promise_no_terms', sql: running({ state: "'no_promise'" }) },
  { that: 'less than no time', by: 'sla_cycles_times_counted', sql: running({ elapsed_ms: '-1' }) },
  {
    that: 'a clock that ends before it begins',
    by: 'sla_cycles_times_in_order',
    sql: running({ state: "'stopped'", ended_at: "now() - interval '1 second'" }),
  },
  { that: 'the same notice twice', by: 'sla_notices_ticket_id_metric_number_percent_pk', sql: telling({ percent: '50' }) },
  { that: 'a notice of no clock', by: 'sla_notices_cycle_fk', sql: telling({ number: '9' }) },
  { that: 'a notice of more than all', by: 'sla_notices_percent_range', sql: telling({ percent: '101' }) },
];
