import { inserting, person, team, type Guard } from './guard.ts';

/** Ticket 1001 is new, 1002 is resolved. */
const changing = (columns: string, id = 1001) => `update tickets set version = version + 1, ${columns} where id = ${id}`;
const NEXT_VERSION = changing('title = title');
const opening = inserting('tickets', {
  id: '1003',
  version: '1',
  requester_id: person('maria'),
  team_id: team('devices'),
  state: "'new'",
  title: "'x'",
  urgency: "'slowed'",
  priority: '3',
  created_at: 'now()',
  updated_at: 'now()',
});
const happening = inserting('ticket_events', { ticket_id: '1001', seq: '2', type: "'noted'", data: "'{}'", actor_id: person('sam'), at: 'now()' });
const saying = inserting('messages', { ticket_id: '1001', author_id: person('sam'), visibility: "'public'", body: "'hello'", at: 'now()' });
const attaching = inserting('attachments', {
  ticket_id: '1002',
  message_id: '(select min(id) from messages)',
  author_id: person('maria'),
  name: "'screen.png'",
  media_type: "'image/png'",
  size: '5',
  platform: "'slack'",
  workspace: "'T1'",
  external_id: "'F1'",
});
const hanging = inserting('posted_cards', {
  id: 'gen_random_uuid()',
  workflow: "'ticket'",
  subject: "'1002'",
  audience: "'agents'",
  team_id: team('devices'),
});
const AT = { platform: "'browser'", workspace: "'local'", room: "'devices'", message_id: "'5'" };

const WRITTEN = { platform: "'browser'", workspace: "'local'", room: "'devices'", external_id: "'7'" };
const merging = (id: number, into: number) =>
  changing(`state = 'closed', resolution_code = 'duplicate', resolution = 'x', resolved_at = now(), merged_into = ${into}`, id);
const OTHER_TICKET = `(id, version, requester_id, team_id, state, title, urgency, priority, created_at, updated_at)
  select 1004, 1, requester_id, team_id, 'new', 'x', 'slowed', 3, now(), now() from tickets where id = 1001`;

export const ticketGuards: readonly Guard[] = [
  { that: 'a file on no ticket', by: 'attachments_ticket_id_tickets_id_fk', sql: attaching({ ticket_id: '9999' }) },
  { that: 'a file that came with no message', by: 'attachments_message_id_messages_id_fk', sql: attaching({ message_id: '9999' }) },
  { that: 'a file of nobody', by: 'attachments_author_id_people_id_fk', sql: attaching({ author_id: '9999' }) },
  { that: 'a file without a name', by: 'attachments_named', sql: attaching({ name: "''" }) },
  { that: 'a file of less than nothing', by: 'attachments_size_counted', sql: attaching({ size: '-1' }) },
  { that: 'the same file twice with one message', by: 'attachments_once_key', sql: `${attaching({})}; ${attaching({})}` },
  { that: 'a ticket from nobody', by: 'tickets_requester_id_people_id_fk', sql: changing('requester_id = 9999') },
  { that: 'a ticket for no team', by: 'tickets_team_id_teams_id_fk', sql: changing('team_id = 9999') },
  { that: 'a ticket for a team that was removed', by: 'this team was removed, so it gets no tickets', sql: opening({ team_id: team('former') }) },
  { that: 'a ticket taken by nobody', by: 'tickets_assignee_id_people_id_fk', sql: changing("state = 'waiting', assignee_id = 9999") },
  { that: 'an unknown state', by: 'tickets_state_known', sql: changing("state = 'lost'") },
  { that: 'an unknown urgency', by: 'tickets_urgency_known', sql: changing("urgency = 'asap'") },
  { that: 'an unknown approval', by: 'tickets_approval_known', sql: changing("approval = 'maybe'") },
  { that: 'a question that outlives its ticket', by: 'tickets_approval_while_open', sql: changing("approval = 'pending'", 1002) },
  { that: 'a category of one’s own without a name', by: 'tickets_subcategory_length', sql: changing("subcategory = ''") },
  { that: 'an unknown category', by: 'tickets_category_known', sql: changing("category = 'lunch'") },
  { that: 'priority 0', by: 'tickets_priority_known', sql: changing('priority = 0') },
  { that: 'priority 5', by: 'tickets_priority_known', sql: changing('priority = 5') },
  { that: 'no title', by: 'tickets_title_length', sql: changing("title = ''") },
  { that: 'a title that does not end', by: 'tickets_title_length', sql: changing("title = repeat('a', 201)") },
  { that: 'version 0', by: 'tickets_version_positive', sql: opening({ version: '0' }) },
  { that: 'a new ticket that somebody has taken', by: 'tickets_new_is_unassigned', sql: changing(`assignee_id = ${person('sam')}`) },
  { that: 'work that nobody does', by: 'tickets_work_is_assigned', sql: changing("state = 'in_progress'") },
  { that: 'a resolution without code', by: 'tickets_resolution_whole', sql: changing('resolution_code = null', 1002) },
  { that: 'a resolution without words', by: 'tickets_resolution_whole', sql: changing('resolution = null', 1002) },
  { that: 'a resolution at no time', by: 'tickets_resolution_whole', sql: changing("state = 'new', resolved_at = null", 1002) },
  { that: 'a resolved ticket without resolution', by: 'tickets_resolved_when_done', sql: changing("state = 'resolved'") },
  { that: 'an open ticket with a resolution', by: 'tickets_resolved_when_done', sql: changing("state = 'new'", 1002) },
  { that: 'an unknown resolution code', by: 'tickets_resolution_code_known', sql: changing("resolution_code = 'magic'", 1002) },
  { that: 'no stars out of five', by: 'tickets_stars_range', sql: changing('stars = 0', 1002) },
  { that: 'six stars out of five', by: 'tickets_stars_range', sql: changing('stars = 6', 1002) },
  { that: 'a snooze of what nobody works on', by: 'tickets_snoozed_while_at_work', sql: changing('snoozed_until = now()', 1002) },
  { that: 'a change before the beginning', by: 'tickets_times_in_order', sql: changing("updated_at = created_at - interval '1 second'") },

  { that: 'a version without its event', by: 'tickets_last_event', sql: NEXT_VERSION },
  { that: 'a ticket without an event', by: 'tickets_last_event', sql: opening({}) },
  { that: 'a change without a version', by: 'ticket 1001 may only change with its next event', sql: "update tickets set state = 'withdrawn' where id = 1001" },
  { that: 'a version skipped', by: 'ticket 1001 may only change with its next event', sql: 'update tickets set version = 3 where id = 1001' },
  { that: 'an event without its change', by: 'ticket 1001 has no version 2', sql: happening({}) },
  { that: 'an event too many', by: 'ticket 1001 has no event 2', sql: `${NEXT_VERSION}; ${NEXT_VERSION}; ${happening({ seq: '3' })}` },
  { that: 'one event twice', by: 'ticket_events_ticket_id_seq_pk', sql: happening({ seq: '1' }) },
  { that: 'an event before the first', by: 'ticket_events_seq_positive', sql: happening({ seq: '0' }) },
  { that: 'an event of no ticket', by: 'ticket_events_ticket_id_tickets_id_fk', sql: happening({ ticket_id: '9999', seq: '1' }) },
  { that: 'an event by nobody', by: 'ticket_events_actor_id_people_id_fk', sql: `${NEXT_VERSION}; ${happening({ actor_id: '9999' })}` },
  { that: 'an event changed', by: 'ticket_events is append-only', sql: "update ticket_events set type = 'noted'" },
  { that: 'an event deleted', by: 'ticket_events is append-only', sql: 'delete from ticket_events where seq = 1' },
  { that: 'the log emptied', by: 'ticket_events is append-only', sql: 'truncate ticket_events cascade' },
  { that: 'a ticket deleted', by: 'ticket_events_ticket_id_tickets_id_fk', sql: 'delete from tickets where id = 1001' },

  { that: 'a ticket merged into none that exists', by: 'tickets_merged_into_tickets_id_fk', sql: merging(1001, 9999) },
  { that: 'a ticket merged into itself', by: 'tickets_merged_elsewhere', sql: merging(1001, 1001) },
  { that: 'a merged ticket that is open', by: 'tickets_merged_as_duplicate', sql: changing('merged_into = 1002') },
  { that: 'a ticket merged into a merged one', by: 'ticket 1001 was merged itself', sql: `${merging(1001, 1002)}; ${merging(1002, 1001)}` },
  {
    that: 'a ticket merged away into which others were merged',
    by: 'other tickets were merged into ticket 1002',
    sql: `${merging(1001, 1002)}; insert into tickets ${OTHER_TICKET}; ${merging(1002, 1004)}`,
  },
  { that: 'a private ticket whose title tells', by: 'tickets_private_untold', sql: changing('private = true') },
  { that: 'a link that is not safe', by: 'tickets_source_link_safe', sql: changing("source_link = 'javascript:alert(1)'") },

  { that: 'a message of which half is known where it was written', by: 'messages_origin_whole', sql: saying({ platform: "'browser'" }) },
  { that: 'an echo of nothing', by: 'messages_echo_of_messages_id_fk', sql: saying({ echo_of: '9999' }) },
  { that: 'an echo that was written itself', by: 'messages_echo_written_elsewhere', sql: saying({ ...WRITTEN, echo_of: '(select min(id) from messages)' }) },
  { that: 'one message kept twice', by: 'messages_origin_key', sql: `${saying(WRITTEN)}; ${saying(WRITTEN)}` },
  { that: 'a message changed at no time', by: 'messages_edits_counted', sql: saying({ version: '2' }) },
  { that: 'a message changed, but not counted', by: 'messages_edits_counted', sql: saying({ edited_at: 'now()' }) },
  { that: 'a deleted message that still says something', by: 'messages_body_filled', sql: saying({ deleted: 'true' }) },
  { that: 'a message that says nothing', by: 'messages_body_filled', sql: saying({ body: "''" }) },
  { that: 'a message of unknown visibility', by: 'messages_visibility_known', sql: saying({ visibility: "'secret'" }) },
  { that: 'a message on no ticket', by: 'messages_ticket_id_tickets_id_fk', sql: saying({ ticket_id: '9999' }) },
  { that: 'a message by nobody', by: 'messages_author_id_people_id_fk', sql: saying({ author_id: '9999' }) },

  { that: 'a card in two places', by: 'posted_cards_one_place', sql: hanging({ person_id: person('maria') }) },
  { that: 'a card in no place', by: 'posted_cards_one_place', sql: hanging({ team_id: 'null' }) },
  { that: 'one card twice in a place', by: 'posted_cards_place_key', sql: hanging({ subject: "'1001'" }) },
  { that: 'two cards in one message', by: 'posted_cards_message_key', sql: hanging(AT) },
  {
    that: 'a card in a thread of a person’s messages',
    by: 'posted_cards_under_in_channel',
    sql: hanging({ team_id: 'null', person_id: person('maria'), under: "'1001'" }),
  },
  { that: 'a card half posted', by: 'posted_cards_posted_whole', sql: hanging({ ...AT, message_id: 'null' }) },
  { that: 'a card for an unknown audience', by: 'posted_cards_audience_known', sql: hanging({ audience: "'everybody'" }) },
  { that: 'a card with nobody', by: 'posted_cards_person_id_people_id_fk', sql: hanging({ team_id: 'null', person_id: '9999' }) },
  { that: 'a card with no team', by: 'posted_cards_team_id_teams_id_fk', sql: hanging({ team_id: '9999' }) },
];
