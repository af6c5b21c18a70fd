import { inserting, type Guard } from './guard.ts';

const imported = inserting('imported_tickets', { source: "'old desk'", reference: "'INC-1'", ticket_id: '1002' });

export const transferGuards: readonly Guard[] = [
  { that: 'one ticket of another desk twice', by: 'imported_tickets_source_reference_pk', sql: `${imported({})}; ${imported({ ticket_id: '1001' })}` },
  { that: 'a ticket from two places', by: 'imported_tickets_ticket_key', sql: `${imported({})}; ${imported({ reference: "'INC-2'" })}` },
  { that: 'a ticket that came and is not there', by: 'imported_tickets_ticket_id_tickets_id_fk', sql: imported({ ticket_id: '1' }) },
  { that: 'a ticket from a desk without a name', by: 'imported_tickets_named', sql: imported({ source: "''" }) },
];
