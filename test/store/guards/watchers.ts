import { inserting, person, type Guard } from './guard.ts';

const watcher = inserting('ticket_watchers', { ticket_id: '1001', person_id: person('sam'), reporter: 'false', by_id: person('sam'), at: 'now()' });

export const watcherGuards: readonly Guard[] = [
  { that: 'somebody who watches a ticket twice', by: 'ticket_watchers_ticket_id_person_id_pk', sql: `${watcher({})}; ${watcher({})}` },
  { that: 'a watcher of no ticket', by: 'ticket_watchers_ticket_id_tickets_id_fk', sql: watcher({ ticket_id: '99' }) },
  { that: 'a watcher who is nobody', by: 'ticket_watchers_person_id_people_id_fk', sql: watcher({ person_id: '99' }) },
  { that: 'a watcher whom nobody has added', by: 'ticket_watchers_by_id_people_id_fk', sql: watcher({ by_id: '99' }) },
  { that: 'a watcher who never became one', by: 'ticket_watchers_changes_counted', sql: watcher({ changes: '0' }) },
];
