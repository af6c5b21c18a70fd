import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { people } from '#store/schema/people.ts';
import { direct } from '#test/support/client.ts';
import { GONE, MARIA, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { browserEvent, bypassEdge, lastAudit, report, rowCounts, type TestDesk } from './helpers.ts';

let desk: TestDesk;
let ticket: number;
beforeAll(async () => {
  desk = await createTestDesk();
  ticket = await report(desk, 'my laptop has a loud fan', TOM);
});

const message = (text: string) => ({ type: 'message', messageId: '1', text }) as const;
const UNKNOWN = 'I do not know you yet, so I cannot help here. Please ask your IT team to add you to Deskside.';

describe('somebody whom the directory does not know as active', () => {
  test.each([GONE, 'nobody@example.test', 'MARIA@example.test ', "' or 1=1 --"])('%s is told so, nothing is stored, and it is audited', async (email) => {
    const before = await rowCounts(desk);
    expect(await desk.desk.receive(browserEvent(email, message('my laptop is broken')))).toEqual({ kind: 'refused', text: UNKNOWN });
    expect(await lastAudit(desk)).toMatchObject({ actor: `browser/local/${email}`, action: 'message', outcome: 'refused', person_id: null });
    expect(await rowCounts(desk)).toEqual(before);
    proves('browser', 'unknown-refused');
  });

  test('is not known by an address that the platform does not vouch for', async () => {
    const event = browserEvent(MARIA, { ...message(`I am ${MARIA}`), user: { id: 'U-new' } });
    expect(await desk.desk.receive(event)).toEqual({ kind: 'refused', text: UNKNOWN });
    const rows = await desk.database.db.execute(sql`select 1 from identities where external_id = 'U-new'`);
    expect(rows).toHaveLength(0);
  });
});

test('a bound chat user stays the same person, whatever address is claimed later', async () => {
  await desk.say(MARIA, direct(MARIA), 'hello');
  await desk.desk.receive(browserEvent(MARIA, { ...message('hello'), user: { id: MARIA, email: TOM } }));
  await desk.settle();
  const [bound] = await desk.database.db.execute(sql`select p.email from identities i join people p on p.id = i.person_id where external_id = ${MARIA}`);
  expect(bound).toEqual({ email: MARIA });
});

describe('somebody who has left since they were last here', () => {
  beforeAll(async () => {
    await desk.say(TOM, direct(TOM), 'hello');
    await desk.database.db.update(people).set({ status: 'left' }).where(eq(people.email, TOM));
  });

  const withdrawal = { type: 'form', action: 'ticket.withdraw', values: {} } as const;
  const INACTIVE = 'Your account is not active, so I cannot help here.';

  test('cannot press a button of their own ticket', async () => {
    const event = browserEvent(TOM, { ...withdrawal, subject: String(ticket) });
    expect(await desk.desk.receive(event)).toEqual({ kind: 'refused', text: INACTIVE });
    expect(await lastAudit(desk)).toMatchObject({ action: 'ticket.withdraw', outcome: 'refused', reason: 'browser/local/tom@example.test has left' });
  });

  test('cannot do so past the edge either', async () => {
    await bypassEdge(desk, browserEvent(TOM, { ...withdrawal, subject: String(ticket) }));
    expect(await lastAudit(desk)).toMatchObject({ action: 'ticket.withdraw', outcome: 'refused', reason: 'browser/local/tom@example.test has left' });
    const [row] = await desk.database.db.execute(sql`select state from tickets where id = ${ticket}`);
    expect(row).toEqual({ state: 'new' });
  });

  test.each(['I want to talk to a person', 'my laptop is broken and I cannot work'])('gets nothing done by writing “%s”', async (text) => {
    const before = await desk.database.db.execute(sql`select id from tickets`);
    expect(await desk.desk.receive(browserEvent(TOM, message(text)))).toEqual({ kind: 'refused', text: INACTIVE });
    await bypassEdge(desk, browserEvent(TOM, message(text)));
    expect(await lastAudit(desk)).toMatchObject({ action: 'message', outcome: 'refused' });
    expect(await desk.database.db.execute(sql`select id from tickets`)).toHaveLength(before.length);
  });

  test('is not let in by the page', async () => {
    expect(await desk.call(TOM, '/rooms')).toEqual({ status: 401, body: { error: 'Nobody with that e-mail address works here.' } });
  });
});

test('an unknown user past the edge is refused in words, and audited', async () => {
  await bypassEdge(desk, browserEvent('nobody@example.test', message('my laptop is broken')));
  expect(await lastAudit(desk)).toMatchObject({ actor: 'browser/local/nobody@example.test', outcome: 'refused' });
  const [told] = await desk.database.db.execute(sql`select text from browser_messages order by id desc limit 1`);
  expect(told).toEqual({ text: UNKNOWN });
});
