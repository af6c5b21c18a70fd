import { inserting, person, type Guard } from './guard.ts';

const work = inserting('outbox', { id: 'gen_random_uuid()', lane: "'a'", kind: "'post'", payload: "'{}'", request_id: 'gen_random_uuid()' });
const trace = inserting('audit', { actor: "'desk'", action: "'ticket.claim'", subject: "'1001'", outcome: "'done'" });
const arrival = inserting('inbox', { key: "'k2'", request_id: 'gen_random_uuid()', event: "'{}'" });
const choice = inserting('choices', { request_id: '(select request_id from inbox)', intent: "'ticket.create'" });
const post = inserting('browser_messages', { room: "'devices'", text: "'hello'", delivery_key: "'k2'" });
const talk = inserting('conversations', { person_id: person('tom') });
const question = inserting('questions', {
  id: 'gen_random_uuid()',
  person_id: person('tom'),
  action: "'ticket.report'",
  subject: "''",
  value: "''",
  field: "'urgency'",
  values: "'{}'",
});

export const flowGuards: readonly Guard[] = [
  { that: 'one event taken in twice', by: 'inbox_pkey', sql: arrival({ key: "'k1'" }) },
  { that: 'two events with one request', by: 'inbox_request_id_unique', sql: arrival({ request_id: '(select request_id from inbox)' }) },

  { that: 'one row of work twice', by: 'outbox_pkey', sql: work({ id: '(select id from outbox)' }) },
  { that: 'work of an unknown kind', by: 'outbox_kind_known', sql: work({ kind: "'email'" }) },
  { that: 'work in an unknown state', by: 'outbox_state_known', sql: work({ state: "'lost'", done_at: 'now()' }) },
  { that: 'work that is done at no time', by: 'outbox_done_is_dated', sql: work({ state: "'done'" }) },
  { that: 'work that is ready and done', by: 'outbox_done_is_dated', sql: work({ done_at: 'now()' }) },

  { that: 'fewer attempts than none', by: 'outbox_counted', sql: work({ attempts: '-1' }) },
  { that: 'fewer doubts than none', by: 'outbox_counted', sql: work({ unsure: '-1' }) },

  { that: 'a choice for no message', by: 'choices_request_id_inbox_request_id_fk', sql: choice({ request_id: 'gen_random_uuid()' }) },
  { that: 'two choices for one message', by: 'choices_pkey', sql: choice({ request_id: '(select request_id from choices)' }) },

  { that: 'an audit line of unknown outcome', by: 'audit_outcome_known', sql: trace({ outcome: "'maybe'" }) },
  { that: 'an audit line of nobody', by: 'audit_person_id_people_id_fk', sql: trace({ person_id: '9999' }) },
  { that: 'an audit line changed', by: 'audit is append-only', sql: "update audit set reason = 'never mind'" },
  { that: 'an audit line deleted', by: 'audit is append-only', sql: 'delete from audit' },
  { that: 'the audit emptied', by: 'audit is append-only', sql: 'truncate audit' },

  { that: 'one delivery posted twice in a room', by: 'browser_messages_delivery_key', sql: post({ delivery_key: "'k1'" }) },
  { that: 'an unknown mark on a message', by: 'browser_messages_tag_known', sql: post({ tag: "'secret'" }) },
  { that: 'a message of nobody', by: 'browser_messages_author_id_people_id_fk', sql: post({ author_id: '9999' }) },
  { that: 'a message for nobody', by: 'browser_messages_only_for_id_people_id_fk', sql: post({ only_for_id: '9999' }) },
  { that: 'a message in no thread', by: 'browser_messages_thread_id_browser_messages_id_fk', sql: post({ thread_id: '9999' }) },
  { that: 'a room read twice by one person', by: 'browser_reads_person_id_room_pk', sql: 'insert into browser_reads select * from browser_reads' },
  { that: 'a room read by nobody', by: 'browser_reads_person_id_people_id_fk', sql: "insert into browser_reads values (9999, 'devices', 1)" },

  { that: 'two talks with one person', by: 'conversations_pkey', sql: talk({ person_id: person('maria') }) },
  { that: 'a talk with nobody', by: 'conversations_person_id_people_id_fk', sql: talk({ person_id: '9999' }) },
  { that: 'fewer misses than none', by: 'conversations_misses_counted', sql: talk({ misses: '-1' }) },
  { that: 'what waits in no list', by: 'conversations_waiting_listed', sql: talk({ waiting: "'{}'" }) },
  { that: 'a talk about no question', by: 'conversations_question_id_questions_id_fk', sql: talk({ question_id: 'gen_random_uuid()' }) },
  { that: 'a question to nobody', by: 'questions_person_id_people_id_fk', sql: question({ person_id: '9999' }) },
  { that: 'a question in an unknown state', by: 'questions_state_known', sql: question({ state: "'lost'" }) },
  { that: 'an answered question without answer', by: 'questions_answered_with_words', sql: question({ state: "'answered'" }) },
  { that: 'an open question with an answer', by: 'questions_answered_with_words', sql: question({ answer: "'yes'" }) },
];
