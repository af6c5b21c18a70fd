import { inserting, person, team, type Guard } from './guard.ts';

/** Three tickets; nothing hangs on anything, and no wave has been noticed. */
const THIRD = `insert into tickets (id, version, requester_id, team_id, state, title, urgency, priority, created_at, updated_at)
  select 1003, 1, requester_id, team_id, 'new', 'x', 'slowed', 3, now(), now() from tickets where id = 1001`;
const hanging = (child: number, parent: number) => `insert into ticket_links (ticket_id, other_id, kind, at) values (${child}, ${parent}, 'parent', now())`;
const wave = inserting('ticket_waves', { ticket_id: '1002', team_id: team('devices'), at: 'now()' });
const member = inserting('ticket_wave_members', { wave_id: '1002', ticket_id: '1001' });
const deciding = (columns: string) => `${wave({})}; ${member({})}; update ticket_waves set ${columns}`;
const BY_SAM = `decided_by_id = ${person('sam')}, decided_at = now()`;

export const waveGuards: readonly Guard[] = [
  {
    that: 'a ticket that hangs on one that hangs itself',
    by: 'ticket 1001 hangs on another itself',
    sql: `${THIRD}; ${hanging(1001, 1003)}; ${hanging(1002, 1001)}`,
  },
  {
    that: 'a ticket that hangs though others hang on it',
    by: 'other tickets hang on ticket 1001',
    sql: `${THIRD}; ${hanging(1002, 1001)}; ${hanging(1001, 1003)}`,
  },
  { that: 'two tickets that hang on each other', by: 'ticket 1002 hangs on another itself', sql: `${hanging(1002, 1001)}; ${hanging(1001, 1002)}` },
  { that: 'a team asked twice in one thread', by: 'ticket_waves_pkey', sql: `${wave({})}; ${wave({})}` },
  { that: 'a wave under no ticket', by: 'ticket_waves_ticket_id_tickets_id_fk', sql: wave({ ticket_id: '99' }) },
  { that: 'a wave for no team', by: 'ticket_waves_team_id_teams_id_fk', sql: wave({ team_id: '99' }) },
  { that: 'a wave answered by nobody', by: 'ticket_waves_decided_by_id_people_id_fk', sql: wave({ decided_by_id: '99', decided_at: 'now()' }) },
  { that: 'a wave answered at no time', by: 'ticket_waves_decided_whole', sql: wave({ decided_by_id: person('sam') }) },
  { that: 'a parent that nobody has chosen', by: 'ticket_waves_parent_decided', sql: deciding('parent_id = 1001') },
  { that: 'a parent from outside its wave', by: 'ticket_waves_parent_of_it', sql: deciding(`parent_id = 1002, ${BY_SAM}`) },
  { that: 'a second answer about a wave', by: 'wave 1002 is decided', sql: `${deciding(BY_SAM)}; update ticket_waves set parent_id = 1001` },
  {
    that: 'one ticket in two waves',
    by: 'ticket_wave_members_once_key',
    sql: `${wave({})}; ${wave({ ticket_id: '1001' })}; ${member({})}; ${member({ wave_id: '1001' })}`,
  },
  { that: 'one ticket twice in a wave', by: 'ticket_wave_members_wave_id_ticket_id_pk', sql: `${wave({})}; ${member({})}; ${member({})}` },
  { that: 'a part of no wave', by: 'ticket_wave_members_wave_id_ticket_waves_ticket_id_fk', sql: member({ wave_id: '1001' }) },
  { that: 'no ticket as a part of a wave', by: 'ticket_wave_members_ticket_id_tickets_id_fk', sql: `${wave({})}; ${member({ ticket_id: '99' })}` },
];
