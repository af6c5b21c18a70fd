import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { direct } from '#test/support/client.ts';
import { SAM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { hire, report, submit, type TestDesk } from './helpers.ts';

const DAY = 86_400_000;
const RESOLVED = { code: 'fixed', summary: 'New fan' };

let desk: TestDesk;
beforeAll(async () => {
  desk = await createTestDesk();
});

test('a ticket that a button calls T-1001 is the same ticket, with one card in each place', async () => {
  const ada = await hire(desk, 'Ada');
  const id = await report(desk, 'my laptop is loud', ada);
  await submit(desk, SAM, { action: 'ticket.resolve', subject: `T-${id}`, values: RESOLVED });
  const cards = await desk.database.db.execute(sql`select 1 from posted_cards where subject in (${String(id)}, ${`T-${id}`})`);
  expect(cards).toHaveLength(2);
});

test('a question that follows from a form in a channel is asked, and can be answered, in direct messages', async () => {
  await report(desk, 'my laptop does not start in the morning', SAM);
  await submit(desk, SAM, { action: 'ticket.report', values: { summary: 'my laptop does not start', urgency: 'slowed' } }, 'devices');
  expect((await desk.last(SAM, direct(SAM))).text).toContain('Is this about the same thing?');
  await desk.click(SAM, direct(SAM), 'Yes, add it there');
  expect((await desk.last(SAM, direct(SAM))).text).toMatch(/^I added this to T-/);
});

test('a message that is too long is asked for again with the reason', async () => {
  const ada = await hire(desk, 'Ada');
  await desk.say(ada, direct(ada), `my laptop does not start. ${'x'.repeat(100_000)}`);
  expect((await desk.last(ada, direct(ada))).text).toMatch(/^Please keep this under 100000 characters/);
});

test('a question about a ticket that has closed meanwhile leads to a new one', async () => {
  const ada = await hire(desk, 'Ada');
  const id = await report(desk, 'my laptop does not start in the morning', ada);
  await desk.say(ada, direct(ada), 'my laptop does not start');
  await submit(desk, ada, { action: 'ticket.withdraw', subject: String(id), values: {} });
  await desk.say(ada, direct(ada), 'yes');
  expect((await desk.last(ada, direct(ada))).text).toMatch(/^T-\d+ is no longer open, so I will make a new request of it/);
  await desk.say(ada, direct(ada), 'it can wait');
  expect((await desk.last(ada, direct(ada))).text).toMatch(/^T-\d+ · My laptop does not start/);
});

test.each(['\u200D', '\u00AD', '\u3164', '\u2800', '\u180E', '\u2062', '\uFE0F', '\u{E0041}'])('words that cannot be seen are none: %j', async (summary) => {
  const ada = await hire(desk, 'Ada');
  const { status } = await desk.call(ada, `/rooms/${direct(ada)}/forms`, { action: 'ticket.report', values: { summary, urgency: 'slowed' } });
  expect(status).toBe(422);
});

test('one star on a closed ticket does not name a button that is not there', async () => {
  const ada = await hire(desk, 'Ada');
  const id = await report(desk, 'my laptop is loud', ada);
  await submit(desk, SAM, { action: 'ticket.resolve', subject: String(id), values: RESOLVED });
  desk.clock.advance(4 * DAY);
  await desk.database.db.execute(sql`update outbox set next_at = now() where state = 'ready' and replace_key = ${`timer:ticket.close:${id}`}`);
  await desk.settle();
  await desk.click(ada, direct(ada), '★☆☆☆☆');
  expect((await desk.last(ada, direct(ada))).text).toBe('Thank you for the rating!');
});

test('an answer to what the agent wrote about a resolved ticket reaches the agent', async () => {
  const ada = await hire(desk, 'Ada');
  const id = await report(desk, 'my laptop is loud', ada);
  await submit(desk, SAM, { action: 'ticket.resolve', subject: String(id), values: RESOLVED });
  desk.clock.advance(1000);
  await submit(desk, SAM, { action: 'ticket.reply', subject: String(id), values: { text: 'Is it quiet in the dock, too?' } });
  await desk.say(ada, direct(ada), 'only on the left side of it');
  expect((await desk.last(ada, direct(ada))).text).toBe(`I added this to T-${id}.`);
});

test.each(['that', 'it'])('“%s”, said to a question, does not drop it', async (text) => {
  const ada = await hire(desk, 'Ada');
  await desk.say(ada, direct(ada), 'the printer jams');
  await desk.say(ada, direct(ada), text);
  expect((await desk.last(ada, direct(ada))).text).toContain('How much does it stop you?');
});

test('marking more as read than there is does not hide what comes later', async () => {
  const ada = await hire(desk, 'Ada');
  await desk.call(ada, `/rooms/${direct(ada)}/read`, { upTo: 99_999_999 });
  await desk.say(ada, direct(ada), 'hello');
  expect(await desk.rooms(ada)).toMatchObject([{ unread: 1 }]);
});

test('a request that nobody made is not there', async () => {
  expect((await desk.call(SAM, '/requests/00000000-0000-4000-8000-000000000000')).status).toBe(404);
});
