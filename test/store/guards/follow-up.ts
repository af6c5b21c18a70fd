import { inserting, person, type Guard } from './guard.ts';

/** Priya was asked to take ticket 1001; of its clock she is to be told later. */
const offering = inserting('ticket_offers', { ticket_id: '1001', since: '1', kind: "'member'", person_id: person('sam'), at: 'now()' });
const holding = inserting('held_notices', {
  ticket_id: '1001',
  metric: "'resolution'",
  number: '1',
  person_id: person('sam'),
  percent: '75',
  until: 'now()',
});
const nobody = { person_id: '9999' };

export const followUpGuards: readonly Guard[] = [
  { that: 'an offer of no ticket', by: 'ticket_offers_ticket_id_tickets_id_fk', sql: offering({ ticket_id: '9999' }) },
  { that: 'an offer to nobody', by: 'ticket_offers_person_id_people_id_fk', sql: offering(nobody) },
  { that: 'the same offer twice', by: 'ticket_offers_once_key', sql: offering({ person_id: person('priya') }) },
  { that: 'an offer of an unknown kind', by: 'ticket_offers_kind_known', sql: offering({ kind: "'passer-by'" }) },
  { that: 'an offer of a ticket that never began to wait', by: 'ticket_offers_since_counted', sql: offering({ since: '0' }) },
  {
    that: 'an offer passed on before it was made',
    by: 'ticket_offers_times_in_order',
    sql: `insert into ticket_offers (ticket_id, since, kind, person_id, at, passed_at)
      values (1001, 1, 'member', ${person('sam')}, now(), now() - interval '1 second')`,
  },
  { that: 'holding back a word of no clock', by: 'held_notices_cycle_fk', sql: holding({ number: '9' }) },
  { that: 'holding back a word for nobody', by: 'held_notices_person_id_people_id_fk', sql: holding(nobody) },
  {
    that: 'holding back two words of one clock',
    by: 'held_notices_ticket_id_metric_number_person_id_pk',
    sql: holding({ person_id: person('priya') }),
  },
  { that: 'holding back a word of more than all', by: 'held_notices_percent_range', sql: holding({ percent: '101' }) },
];
