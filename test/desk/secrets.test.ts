import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { direct } from '#test/support/client.ts';
import { MARIA, SAM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { browserEvent, bypassEdge, hire, report, submit, type TestDesk } from './helpers.ts';

let desk: TestDesk;
let ada: string;
let dm: string;
beforeAll(async () => {
  desk = await createTestDesk();
});
beforeEach(async () => {
  ada = await hire(desk, 'Ada');
  dm = direct(ada);
});

/** Every table in which the text stands anywhere, in whatever column. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await desk.database.db.execute<{ name: string }>(
    sql`select table_schema || '.' || table_name as name from information_schema.tables
        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await desk.database.db.execute<{ found: boolean }>(
      sql`select exists (select from ${sql.raw(name)} r where strpos(r::text, ${text}) > 0 or strpos(to_jsonb(r)::text, ${text}) > 0) as found`,
    );
    if (row?.found) found.push(name);
  }
  return found;
}

const told = async () => (await desk.read(ada, dm)).filter(({ text }) => text.startsWith('What you sent looked as if it held')).map(({ text }) => text);

describe('a password', () => {
  test('that is written in a report is kept nowhere, and its author is told once', async () => {
    await desk.say(ada, dm, 'my laptop does not start, I cannot work. My password is Canary1!word if that helps');
    expect(await tablesWith('Canary1!word')).toEqual([]);
    expect(await tablesWith('[password removed] if that helps')).toEqual(
      expect.arrayContaining(['public.inbox', 'public.messages', 'public.browser_messages']),
    );
    expect(await told()).toEqual([
      'What you sent looked as if it held a password, so I took that out before I kept it. It has been in this chat, so please change it soon.',
    ]);
  });

  test('is kept nowhere when it answers a question, fills a form, is a reply in a thread or comes by an edit', async () => {
    await desk.say(ada, dm, 'I forgot my password');
    await desk.say(ada, dm, 'my password is Canary2!word');
    const id = await report(desk, 'my monitor flickers, the password: Canary3!word', ada);
    await submit(desk, ada, { action: 'ticket.add', subject: String(id), values: { text: 'pwd is Canary4!word' } });
    const card = await desk.last(SAM, 'devices');
    await desk.say(SAM, 'devices', 'please use the new password: Canary5!word', card.id);
    await desk.say(SAM, 'devices', 'note: password is Canary6!word', card.id);
    const said = await desk.say(ada, dm, `T-${id} it still flickers`);
    await desk.desk.receive(browserEvent(ada, { type: 'edit' as const, messageId: String(said.message), text: 'it still flickers, password is Canary7!word' }));
    await desk.settle();
    for (const canary of [2, 3, 4, 5, 6, 7]) expect([canary, await tablesWith(`Canary${canary}!word`)]).toEqual([canary, []]);
  });

  test('is kept nowhere when a ticket is made from a message that holds it', async () => {
    const about = { room: dm, messageId: '1', text: 'cannot log in, password is Canary8!word', author: { id: ada, email: ada }, link: '' };
    await desk.desk.receive(browserEvent(ada, { type: 'action' as const, action: 'ticket.take', about }));
    await desk.settle();
    expect((await desk.last(ada, dm)).text).not.toContain('Canary8');
    expect(await tablesWith('Canary8!word')).toEqual([]);
  });

  test('of which only is said that it does not work is left as it is, and nobody is told anything', async () => {
    await desk.say(ada, dm, 'my password is expired, please reset my Salesforce password');
    expect(await told()).toEqual([]);
    expect(await tablesWith('my password is expired')).toContain('public.inbox');
  });

  test('is not said to be removed because a platform says so', async () => {
    await desk.desk.receive({ ...browserEvent(ada, { type: 'message' as const, messageId: '9', text: 'hello there' }), removed: ['password'] });
    await desk.settle();
    expect(await told()).toEqual([]);
  });
});

test('what looks like a secret is told to nobody else in a channel', async () => {
  const event = browserEvent(MARIA, {
    type: 'message' as const,
    messageId: '77',
    text: 'hello, my password is Canary9!word',
    mentioned: true,
    address: { platform: 'browser', workspace: 'local', room: 'devices' },
    roomKind: 'channel' as const,
  });
  await desk.desk.receive(event);
  await desk.settle();
  expect(JSON.stringify(await desk.read(SAM, 'devices'))).not.toContain('took that out');
  expect(await tablesWith('Canary9!word')).toEqual([]);
});

test('a row that an older release kept says nothing about secrets', async () => {
  await bypassEdge(desk, browserEvent(ada, { type: 'message', messageId: '78', text: 'hello' }));
  expect(await told()).toEqual([]);
});
