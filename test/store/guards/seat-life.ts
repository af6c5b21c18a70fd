import { inserting, person, type Guard } from './guard.ts';

const MARIAS_SEAT = `(select id from seats where person_id = ${person('maria')})`;
const TERM = `(select entitlement_id from seats where person_id = ${person('maria')})`;

const told = inserting('seat_notices', { seat_id: MARIAS_SEAT, ends_on: "'2025-12-31'", days_before: '7', told_on: "'2025-12-24'" });
const asked = inserting('reclaims', { seat_id: MARIAS_SEAT, asked_on: "'2025-12-01'" });
const renewal = inserting('renewal_notices', {
  entitlement_id: TERM,
  decide_by: "'2026-01-01'",
  days_before: '30',
  told_on: "'2025-12-02'",
  held: '1',
  idle: '0',
  unknown: '1',
});

export const seatLifeGuards: readonly Guard[] = [
  { that: 'a notice of one end twice', by: 'seat_notices_seat_id_ends_on_days_before_pk', sql: `${told({})}; ${told({})}` },
  { that: 'a notice of no seat', by: 'seat_notices_seat_id_seats_id_fk', sql: told({ seat_id: '9999' }) },
  { that: 'a notice on any day', by: 'seat_notices_days_known', sql: told({ days_before: '3' }) },

  { that: 'two open questions about one seat', by: 'reclaims_one_open', sql: `${asked({})}; ${asked({})}` },
  { that: 'a question about no seat', by: 'reclaims_seat_id_seats_id_fk', sql: asked({ seat_id: '9999' }) },
  { that: 'an unknown answer', by: 'reclaims_state_known', sql: asked({ state: "'perhaps'", ended_on: "'2025-12-02'" }) },
  { that: 'an answer without its day', by: 'reclaims_ended_when_over', sql: asked({ state: "'kept'" }) },
  { that: 'a second question before the first', by: 'reclaims_dates_in_order', sql: asked({ asked_again_on: "'2025-11-30'" }) },

  { that: 'a renewal told twice', by: 'renewal_notices_once', sql: `${renewal({})}; ${renewal({})}` },
  { that: 'a renewal of no term', by: 'renewal_notices_entitlement_id_entitlements_id_fk', sql: renewal({ entitlement_id: '9999' }) },
  { that: 'a renewal told to nobody there', by: 'renewal_notices_person_id_people_id_fk', sql: renewal({ person_id: '9999' }) },
  { that: 'a renewal in no ticket', by: 'renewal_notices_ticket_id_tickets_id_fk', sql: renewal({ ticket_id: '9999' }) },
  { that: 'a renewal told on any day', by: 'renewal_notices_days_known', sql: renewal({ days_before: '3' }) },
  { that: 'a renewal told in two ways', by: 'renewal_notices_one_way', sql: renewal({ person_id: person('tom'), ticket_id: '1001' }) },
  { that: 'more idle seats than are held', by: 'renewal_notices_counted', sql: renewal({ idle: '1' }) },
];
