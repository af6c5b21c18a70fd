import { beforeEach, describe, expect, test } from 'vitest';
import { redact } from '#intent/secrets.ts';
import { eventsOf, messagesOf } from '#store/tickets.ts';
import type { Database } from '#store/database.ts';
import { importTickets } from '#transfer/tickets.ts';
import { reportText } from '#transfer/report.ts';
import { createSmallCompany } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';

let database: Database;
beforeEach(async () => {
  database = await createTestDatabase();
  await createSmallCompany(database);
});

const COLUMNS = 'reference,requester,team,title,description,urgency,priority,category,state,assignee,created_at,resolved_at,resolution_code,resolution';
const now = new Date('2026-06-01T12:00:00Z');

async function take(...lines: string[]): Promise<string> {
  const text = [COLUMNS, ...lines].join('\n');
  const report = await database.db.transaction(async (tx) => await importTickets(tx, text, { source: 'old desk', now, redact: (words) => redact(words).text }));
  return reportText('tickets.csv', report);
}

const OPEN =
  'INC-7,maria@example.test,devices,Screen flickers,"Since Monday,\nevery few minutes",slowed,,hardware,in_progress,priya@example.test,2026-05-04T09:00:00+02:00,,,';
const DONE =
  'INC-8,tom@example.test,service-desk,No mail,Nothing arrives,blocked,1,,closed,lee@example.test,2026-05-05T09:00:00Z,2026-05-05T11:30:00Z,fixed,The mailbox was full';

describe('a file of tickets from another desk', () => {
  test('brings them with their words, their times and a log like any other', async () => {
    expect(await take(OPEN, DONE)).toBe('2 added, 0 changed, 0 unchanged, 0 refused.\n');
    const [open, done] = await database.sql<Record<string, unknown>[]>`
      select t.id, t.state, t.version, t.priority, t.category, t.created_at = '2026-05-04T07:00:00Z' as made_at, t.resolved_at = '2026-05-05T11:30:00Z' as done_at, r.email as requester, a.email as assignee
      from tickets t join people r on r.id = t.requester_id left join people a on a.id = t.assignee_id order by t.id`;
    expect(open).toMatchObject({
      state: 'in_progress',
      version: 2,
      priority: 3,
      category: 'hardware',
      assignee: 'priya@example.test',
      made_at: true,
      done_at: null,
    });
    expect(done).toMatchObject({ state: 'closed', version: 4, priority: 1, category: null, requester: 'tom@example.test', done_at: true });
    const id = Number(open?.['id']);
    expect((await eventsOf(database.db, id)).map(({ event }) => event.type)).toEqual(['reported', 'claimed']);
    expect((await messagesOf(database.db, id)).map(({ body }) => body)).toEqual(['Since Monday,\nevery few minutes']);
  });

  test('brings no characters that cannot be seen or stored, and no passwords', async () => {
    const line = DONE.replace('Nothing arrives', 'Nothing\u0000 arrives. My password is Tr0ub4dor&3').replace(
      'The mailbox was full',
      'Set the password to Sunf1ower!',
    );
    expect(await take(line, OPEN.replace('Screen flickers', '\u200B'))).toBe('tickets.csv:4: title: is missing\n1 added, 0 changed, 0 unchanged, 1 refused.\n');
    const [stored] = await database.sql`select body, resolution from tickets t join messages m on m.ticket_id = t.id`;
    expect(stored).toEqual({ body: 'Nothing arrives. My password is [password removed]', resolution: 'Set the password to [password removed]' });
  });

  test('that comes again brings nothing twice, and leaves alone what has gone on since', async () => {
    await take(OPEN);
    expect(await take(OPEN.replace('Screen flickers', 'Another title'), DONE)).toBe('1 added, 0 changed, 1 unchanged, 0 refused.\n');
    const titles = await database.sql<{ title: string }[]>`select title from tickets order by id`;
    expect(titles.map(({ title }) => title)).toEqual(['Screen flickers', 'No mail']);
  });

  test.each([
    ['somebody unknown', ['maria@example.test', 'eve@example.test'], 'requester: nobody has the address “eve@example.test”'],
    ['a team that is not there', ['devices', 'pigeons'], 'team: there is none “pigeons”; there are service-desk, devices'],
    ['an owner of what is new', ['in_progress', 'new'], 'assignee: what is new has none yet'],
    ['work that nobody does', ['priya@example.test', ''], 'assignee: what is in progress has one'],
    [
      'an instant without an offset',
      ['2026-05-04T09:00:00+02:00', '2026-05-04 09:00'],
      'created_at: is not an instant with its offset, such as 2026-03-01T09:30:00+01:00',
    ],
    ['the future', ['2026-05-04T09', '2027-05-04T09'], 'created_at: is in the future'],
    ['an end that is missing', ['in_progress', 'resolved'], 'resolved_at: what is resolved has one'],
    ['a priority beyond the scale', ['slowed,', 'slowed,7'], 'priority: is 1, 2, 3 or 4'],
  ])('refuses %s, with the line', async (_, [from = '', to = ''], why) => {
    expect(await take(OPEN.replace(from, to))).toBe(`tickets.csv:3: ${why}\n0 added, 0 changed, 0 unchanged, 1 refused.\n`);
    const [counted] = await database.sql<{ count: number }[]>`select count(*)::int as count from tickets`;
    expect(counted).toEqual({ count: 0 });
  });
});
