import { beforeAll, describe, expect, test } from 'vitest';
import { recordEvent } from '#store/tickets.ts';
import { createSmallCompany } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { approvalGuards } from './guards/approvals.ts';
import { ANSWERS_ALLOWED, answerGuards } from './guards/answers.ts';
import { assetGuards } from './guards/assets.ts';
import { flowGuards } from './guards/flow.ts';
import { followUpGuards } from './guards/follow-up.ts';
import { learningGuards } from './guards/learning.ts';
import { LICENSES_ALLOWED, licenseGuards } from './guards/licenses.ts';
import { person, team } from './guards/guard.ts';
import { peopleGuards } from './guards/people.ts';
import { seatLifeGuards } from './guards/seat-life.ts';
import { slaGuards } from './guards/sla.ts';
import { slackGuards } from './guards/slack.ts';
import { summaryGuards } from './guards/summaries.ts';
import { teamsGuards } from './guards/teams.ts';
import { ticketGuards } from './guards/tickets.ts';
import { transferGuards } from './guards/transfer.ts';
import { waveGuards } from './guards/waves.ts';
import { watcherGuards } from './guards/watchers.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
  await createSmallCompany(database);
  await database.sql.unsafe(ALLOWED).simple();
  await database.sql.unsafe(ANSWERS_ALLOWED).simple();
  await database.sql.unsafe(LICENSES_ALLOWED).simple();
  const event = { type: 'resolved', code: 'fixed', summary: 'done' } as const;
  await database.db.transaction(async (tx) => await recordEvent(tx, 1002, { event, actorId: undefined, at: new Date() }));
});

const GUARDS = [
  ...answerGuards,
  ...approvalGuards,
  ...assetGuards,
  ...flowGuards,
  ...followUpGuards,
  ...learningGuards,
  ...licenseGuards,
  ...peopleGuards,
  ...seatLifeGuards,
  ...slaGuards,
  ...slackGuards,
  ...summaryGuards,
  ...teamsGuards,
  ...ticketGuards,
  ...transferGuards,
  ...waveGuards,
  ...watcherGuards,
];

describe('the database refuses', () => {
  test.each(GUARDS)('$that ($by)', async ({ by, sql }) => {
    const refusal = await database.sql.begin((tx) => tx.unsafe(sql).simple()).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Error);
    const { constraint_name: constraint, message } = refusal as Error & { constraint_name?: string };
    expect(constraint ?? message).toBe(by);
  });
});

test('every guard of the schema has its place in this list', async () => {
  const rows = await database.sql<{ name: string }[]>`
    select conname as name from pg_constraint
    where connamespace = 'public'::regnamespace and (contype in ('c', 'f', 'u', 'x') or (contype = 'p' and cardinality(conkey) > 1))
    union
    select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid
    where x.indisunique and not x.indisprimary and i.relnamespace = 'public'::regnamespace`;
  const shown = new Set(GUARDS.map((guard) => guard.by));
  // Their columns contain the primary key, so nothing reaches them; they are there for foreign keys to point at.
  for (const name of ['entitlements_id_product_key', 'product_levels_id_product_key', 'seats_holder_key']) shown.add(name);
  expect(rows.map((row) => row.name).filter((name) => !shown.has(name))).toEqual([]);
});

test('triggers keep the logs, the lanes and the pages', async () => {
  const rows = await database.sql<{ name: string }[]>`
    select tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not tgisinternal and c.relnamespace = 'public'::regnamespace and tgenabled = 'O' order by 1`;
  expect(rows.map((row) => row.name)).toEqual([
    'answer_outcomes_append_only',
    'answer_outcomes_no_truncate',
    'approval_asks_no_truncate',
    'approval_asks_once',
    'approvals_as_asked',
    'approvals_no_truncate',
    'article_versions_append_only',
    'article_versions_no_truncate',
    'audit_append_only',
    'audit_no_truncate',
    'browser_messages_told',
    'editions_append_only',
    'editions_no_truncate',
    'entitlements_hold_seats',
    'license_requests_as_asked',
    'license_requests_no_truncate',
    'messages_text_kept',
    'outbox_in_lane',
    'purchase_requests_kept',
    'purchase_requests_no_truncate',
    'seats_within_entitlement',
    'ticket_events_append_only',
    'ticket_events_no_gap',
    'ticket_events_no_truncate',
    'ticket_links_one_level',
    'ticket_waves_decided_once',
    'tickets_change_with_event',
    'tickets_merged_once',
    'tickets_team_in_use',
  ]);
});

/** One row of everything, so that each guard has something to guard. */
const ALLOWED = `
  insert into teams (key, name) values ('third', 'Third');
  insert into teams (key, name, retired) values ('former', 'Former', true);
  insert into editions (since, content, source) values (now(), '{"calendars": {}, "policies": []}', 'teams:');
  insert into groups values ('staff');
  insert into group_members values ('staff', ${person('tom')});
  insert into identities (platform, workspace, external_id, person_id) values ('browser', 'local', 'maria', ${person('maria')});
  insert into products (name, vendor) values ('Figma', 'Figma'), ('Miro', 'Miro');
  insert into entitlements (product_id, seats, seat_price_cents, currency, starts_on, ends_on)
    select id, 5, 100, 'EUR', '2025-01-01', '2026-01-01' from products;
  insert into seats (entitlement_id, product_id, person_id, since)
    select e.id, p.id, ${person('maria')}, '2025-02-01' from entitlements e join products p on p.id = e.product_id where p.name = 'Figma';
  insert into inbox (key, request_id, event) values ('k1', gen_random_uuid(), '{}');
  insert into choices select request_id, 'ticket.create' from inbox;
  insert into outbox (id, lane, kind, payload, request_id) values (gen_random_uuid(), 'a', 'post', '{}', gen_random_uuid());
  insert into audit (actor, action, subject, outcome) values ('desk', 'ticket.claim', '1001', 'done');
  insert into browser_messages (room, text, delivery_key) values ('devices', 'hello', 'k1');
  insert into browser_reads values (${person('maria')}, 'devices', 1);
  insert into conversations (person_id) values (${person('maria')});
  insert into tickets (id, version, requester_id, team_id, state, title, urgency, priority, created_at, updated_at)
    select id, 1, ${person('maria')}, ${team('devices')}, 'new', 'Fan', 'slowed', 3, now(), now() from unnest(array[1001, 1002]) id;
  insert into ticket_events (ticket_id, seq, type, data, at) values (1001, 1, 'reported', '{}', now()), (1002, 1, 'reported', '{}', now());
  insert into approvals (workflow, subject, called, requester_id, asked_by_id, team_id, what, why, digest, ladder, asked_at, due_at)
    values ('ticket', '1001', 'T-1001', ${person('maria')}, ${person('maria')}, ${team('devices')}, 'A monitor', '', repeat('b', 64), '[]', now(), now() + interval '1 day');
  insert into approval_asks (approval_id, person_id, rung, asked_at, answer, answered_at)
    select a.id, p.id, 0, now(), p.answer, p.at from approvals a, (values (${person('tom')}, null, null), (${person('priya')}, 'passed_on', now())) p (id, answer, at);
  insert into messages (ticket_id, author_id, visibility, body, at) values (1002, ${person('maria')}, 'public', 'the fan is loud', now());
  insert into sla_cycles (ticket_id, metric, number, state, policy_id, policy_version, target_ms, started_at, due_at, elapsed_ms, paused_ms)
    values (1001, 'resolution', 1, 'running', 'usual', 1, 60000, now(), now(), 0, 0);
  insert into sla_notices (ticket_id, metric, number, percent, at) values (1001, 'resolution', 1, 50, now());
  insert into held_notices (ticket_id, metric, number, person_id, percent, until) values (1001, 'resolution', 1, ${person('priya')}, 50, now());
  insert into ticket_offers (ticket_id, since, kind, person_id, at) values (1001, 1, 'member', ${person('priya')}, now());
  insert into posted_cards (id, workflow, subject, audience, team_id, platform, workspace, room, message_id)
    values (gen_random_uuid(), 'ticket', '1001', 'agents', ${team('devices')}, 'browser', 'local', 'devices', '5');
`;
