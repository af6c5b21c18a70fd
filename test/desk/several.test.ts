import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { direct } from '#test/support/client.ts';
import { MARIA } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { createSlackDesk } from '#test/support/slack-desk.ts';
import { inSlack } from '#test/support/slack-people.ts';
import { runnableRows } from '#store/outbox.ts';
import { runRow } from '#worker/run-row.ts';
import { browserEvent, hire, numberOf, type TestDesk } from './helpers.ts';

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

const openQuestions = async () =>
  await numberOf(desk, sql`select count(*) as n from questions q join people p on p.id = q.person_id where p.email = ${ada} and q.state = 'open'`);
const ticketsOf = async () =>
  await desk.database.db.execute<{ title: string }>(
    sql`select t.title from tickets t join people p on p.id = t.requester_id where p.email = ${ada} order by t.id`,
  );

/** Takes in messages from as many places at once, and runs what they start at the same time. */
async function atOnce(texts: readonly string[]): Promise<void> {
  await Promise.all(
    texts.map(async (text, at) => {
      // Rooms of their own, so that no lane puts them in order.
      const address = { platform: 'browser', workspace: 'local', room: at === 0 ? dm : `${dm}/${at}` };
      return await desk.desk.receive({ ...browserEvent(ada, { type: 'message' as const, messageId: `m${at}`, text }), address });
    }),
  );
  const rows = await runnableRows(desk.database.db, 100);
  expect(rows).toHaveLength(texts.length);
  await Promise.all(rows.map(async ({ id }) => await runRow(desk.worker, id)));
}

test('two messages at the same moment leave one open question, whoever was first', async () => {
  await desk.say(ada, dm, 'hello');
  await atOnce(['I need a second monitor', 'I need access to the finance folder']);
  expect(await openQuestions()).toBe(1);
});

test('of three answers at the same moment one is the answer, and one ticket is opened', async () => {
  await desk.say(ada, dm, 'my laptop does not start');
  expect(await openQuestions()).toBe(1);
  await atOnce(['it can wait', 'it can wait', 'I cannot work']);
  expect([...(await ticketsOf())].filter(({ title }) => title === 'My laptop does not start')).toHaveLength(1);
});

test('what waits is taken up once, though two buttons end the first question together', async () => {
  await desk.say(ada, dm, 'My laptop does not start and I need access to the finance folder');
  const [answer] = (await desk.last(ada, dm)).buttons;
  const press = async (key: string) =>
    await desk.desk.receive({ ...browserEvent(ada, { type: 'action' as const, action: '', ...answer?.ref }), key: `browser/local/${ada}/${key}` });
  await Promise.all([press('a'), press('b')]);
  const rows = await runnableRows(desk.database.db, 100);
  await Promise.all(rows.map(async ({ id }) => await runRow(desk.worker, id)));
  await desk.settle();
  const texts = (await desk.read(ada, dm)).map(({ text }) => text);
  expect(texts.filter((text) => text.startsWith('Now to the other thing'))).toHaveLength(1);
  expect(await ticketsOf()).toHaveLength(1);
  expect(await openQuestions()).toBe(1);
});

test('a message with files is one request: the files could belong to any part of it', async () => {
  const files = [{ id: 'F1', name: 'screen.png', mediaType: 'image/png', size: 10 }];
  await desk.desk.receive(
    browserEvent(ada, { type: 'message' as const, messageId: 'f', text: 'My laptop does not start and I need access to the finance folder', files }),
  );
  await desk.settle();
  expect((await desk.read(ada, dm)).map(({ text }) => text).join('\n')).not.toContain('I see two things');
});

test('a request that is begun on the page goes on in Slack a day later, with what else was asked for', async () => {
  const both = await createSlackDesk();
  onTestFinished(both.stop);
  const { maria, say, last } = inSlack(both);
  await both.say(MARIA, direct(MARIA), 'I need a second monitor. I also need access to the finance folder.');
  both.clock.advance(24 * 3600 * 1000);
  await say(maria, maria.dm, 'I compare long tables all day');
  expect(last(maria, maria.dm).text).toBe('You would like to get access to something (finance folder). What do you need it for?');
  await say(maria, maria.dm, 'I do the quarterly numbers from now on');
  expect(last(maria, maria.dm).fallback).toMatch(/^T-\d+ · Access: finance folder: Sent to Service Desk/);
  expect(await numberOf(both, sql`select count(*) as n from tickets`)).toBe(2);
});
