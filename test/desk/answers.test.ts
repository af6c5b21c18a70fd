import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { demoArticles } from '#demo/articles.ts';
import { importArticles } from '#store/article-import.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { direct } from '#test/support/client.ts';
import { timersAreDue } from '../worker/helpers.ts';
import { hire, numberOf, type TestDesk } from './helpers.ts';

const HOUR_MS = 3600 * 1000;

let desk: TestDesk;
let ada: string;
beforeEach(async () => {
  desk ??= await deskWithArticles();
  ada = await hire(desk, 'Ada');
});

/** The demo company's articles in the small company, which has none of the demo company's network team. */
async function deskWithArticles(): Promise<TestDesk> {
  const made = await createTestDesk();
  const files = (await demoArticles()).map(({ key, article }) => ({ key, article: { ...article, team: undefined } }));
  await made.database.db.transaction(async (tx) => await importArticles(tx, files, made.clock.now()));
  return made;
}

const say = async (words: string) => await desk.say(ada, direct(ada), words);
const press = async (label: string) => await desk.click(ada, direct(ada), label);
const last = async () => await desk.last(ada, direct(ada));
const said = async () => (await desk.read(ada, direct(ada))).map(({ text }) => text);
const tickets = async () => await numberOf(desk, sql`select count(*) as n from tickets t join people p on p.id = t.requester_id where p.email = ${ada}`);
async function hoursLater(hours: number): Promise<void> {
  desk.clock.advance(hours * HOUR_MS);
  await timersAreDue(desk.worker);
  await desk.settle();
}
const outcomes = async () => {
  const rows = await desk.database.db.execute<{ kind: string; outcome: string | null; ticket: boolean }>(sql`
    select o.kind, c.outcome, o.ticket_id is not null as ticket from answer_offers o join people p on p.id = o.person_id
    left join answer_outcomes c on c.offer_id = o.id where p.email = ${ada} order by o.id, c.at`);
  return [...rows];
};

describe('a known answer', () => {
  test('is offered before a ticket is made, and “This solved it” makes none', async () => {
    await say('the VPN keeps disconnecting');
    const offered = await last();
    expect(offered.text).toContain('“VPN drops or does not connect”');
    expect(offered.buttons.map(({ label }) => label).slice(0, 2)).toEqual(['This solved it', 'Still need help']);
    await press('This solved it');
    expect(await tickets()).toBe(0);
    expect(await outcomes()).toEqual([{ kind: 'asked', outcome: 'solved', ticket: false }]);
    proves('browser', 'known-answers');
  });

  test('that is not enough becomes a ticket with the first words, and its team reads what was offered', async () => {
    await say('the VPN keeps disconnecting');
    await press('Still need help');
    await desk.click(ada, direct(ada), 'It slows me down');
    expect(await tickets()).toBe(1);
    expect(await outcomes()).toEqual([{ kind: 'asked', outcome: 'unsolved', ticket: true }]);
    const [report] = await desk.database.db.execute<{ body: string }>(sql`select body from messages order by id desc limit 1`);
    expect(report?.body).toBe('the VPN keeps disconnecting');
    const posts = await desk.database.db.execute<{ text: string }>(
      sql`select text from browser_messages where text like 'Offered before%' order by id desc limit 1`,
    );
    expect(posts[0]?.text).toContain('“VPN drops or does not connect”');
  });

  test('is followed by a new word about it: both are on the ticket', async () => {
    await say('the VPN keeps disconnecting');
    await say('I tried the other gateway already, same thing');
    await desk.click(ada, direct(ada), 'It slows me down');
    const bodies = await desk.database.db.execute<{ body: string }>(sql`
      select m.body from messages m join tickets t on t.id = m.ticket_id join people p on p.id = t.requester_id where p.email = ${ada} order by m.id`);
    expect([...bodies].map(({ body }) => body)).toEqual(['the VPN keeps disconnecting', 'I tried the other gateway already, same thing']);
  });

  test.each(['that worked, thanks!', 'it works now', 'great, solved'])('is confirmed in words: %s', async (words) => {
    await say('how do I set an out of office reply');
    await say(words);
    expect(await outcomes()).toEqual([{ kind: 'asked', outcome: 'solved', ticket: false }]);
    expect(await tickets()).toBe(0);
  });

  test('to a question that did not help goes to a person as a question', async () => {
    await say('how do I set an out of office reply');
    await say("that doesn't help, my Outlook has no such menu");
    const [row] = await desk.database.db.execute<{ category: string; title: string }>(sql`
      select t.category, t.title from tickets t join people p on p.id = t.requester_id where p.email = ${ada}`);
    expect(row).toEqual({ category: 'question', title: 'How do I set an out of office reply' });
  });

  test('waits for nobody who cannot work: the ticket is made at once, and the answer is shown beside it', async () => {
    await say('the VPN keeps disconnecting and I cannot work at all');
    expect(await tickets()).toBe(1);
    expect((await said()).some((text) => text.startsWith('While you wait, this may help'))).toBe(true);
    expect(await outcomes()).toEqual([{ kind: 'linked', outcome: null, ticket: true }]);
  });

  test('is not put to somebody who has had enough', async () => {
    await say('this is ridiculous, the VPN keeps disconnecting');
    expect((await said()).some((text) => text.startsWith('This may already be the answer'))).toBe(false);
    await desk.click(ada, direct(ada), 'It slows me down');
    expect(await tickets()).toBe(1);
  });

  test('without a word for a day counts as one that may have helped; a ticket meanwhile says that it did not', async () => {
    await say('how do I set an out of office reply');
    await hoursLater(24);
    expect(await outcomes()).toEqual([{ kind: 'asked', outcome: 'potential', ticket: false }]);
    await press('This solved it');
    expect((await outcomes()).map(({ outcome }) => outcome)).toEqual(['potential', 'solved']);
    const bob = await hire(desk, 'Bob');
    ada = bob;
    await say('how do I set an out of office reply');
    await say('my keyboard has a broken key and I cannot work');
    await hoursLater(25);
    expect(await outcomes()).toEqual([{ kind: 'asked', outcome: 'contacted', ticket: false }]);
  });

  test('is not offered where none fits', async () => {
    await say('Salesforce shows a wrong currency in my report');
    expect(await outcomes()).toEqual([]);
    await say('Is there a rule for plants on desks?');
    expect((await said()).some((text) => text.startsWith('This may already be the answer'))).toBe(false);
  });

  test('is answered once: the second press is told so', async () => {
    await say('how do I set an out of office reply');
    const { id } = await desk.database.db.execute<{ id: number }>(sql`select max(id) as id from answer_offers`).then(([row]) => row ?? { id: 0 });
    const button = { action: 'knowledge.solved', subject: `offer-${id}` };
    await desk.call(ada, `/rooms/${direct(ada)}/actions`, button);
    await desk.call(ada, `/rooms/${direct(ada)}/actions`, button);
    await desk.settle();
    expect((await last()).text).toBe('You have told me already, thank you.');
  });

  test('is nobody else’s to answer', async () => {
    await say('how do I set an out of office reply');
    const { id } = await desk.database.db.execute<{ id: number }>(sql`select max(id) as id from answer_offers`).then(([row]) => row ?? { id: 0 });
    const { status, body } = await desk.call('maria@example.test', '/rooms/dm-maria@example.test/actions', {
      action: 'knowledge.solved',
      subject: `offer-${id}`,
    });
    expect({ status, body }).toMatchObject({ status: 403 });
    expect(await outcomes()).toEqual([{ kind: 'asked', outcome: null, ticket: false }]);
  });
});
