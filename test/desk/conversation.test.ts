import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { messagesOf } from '#store/tickets.ts';
import { direct } from '#test/support/client.ts';
import { SAM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { hire, report, type TestDesk } from './helpers.ts';

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

const say = async (text: string) => await desk.say(ada, dm, text);
const last = async () => await desk.last(ada, dm);
const labels = async () => (await last()).buttons.map(({ label }) => label);
const ticketsOf = async () =>
  await desk.database.db.execute<{ id: number }>(sql`select t.* from tickets t join people p on p.id = t.requester_id where p.email = ${ada} order by t.id`);
const HOW_MUCH = /How much does it stop you\?$/;

describe('a report', () => {
  test('that does not say what is wrong is asked about, one question at a time', async () => {
    await say('I have a problem');
    expect((await last()).text).toBe('I am sorry to hear that. What is not working, and what do you see when you try?');
    await say('the beamer in room 4 stays dark');
    expect((await last()).text).toMatch(HOW_MUCH);
    expect(await labels()).toEqual(['I cannot work', 'It slows me down', 'It can wait', 'Never mind']);
    await desk.click(ada, dm, 'It slows me down');
    expect((await last()).text).toMatch(/^T-\d+ · The beamer in room 4 stays dark: Sent to Service Desk/);
    expect([...(await ticketsOf())]).toMatchObject([{ urgency: 'slowed', priority: 3 }]);
  });

  test('that says it all opens a ticket at once', async () => {
    await say('my laptop does not start, I cannot work');
    expect((await last()).text).toMatch(/^T-\d+ · My laptop does not start/);
    expect([...(await ticketsOf())]).toMatchObject([{ urgency: 'blocked', priority: 2 }]);
  });

  test('sent as a form opens a ticket without a question', async () => {
    await say('hello');
    await desk.fill(ada, dm, 'Report a problem', { summary: 'my monitor flickers', urgency: 'can_wait' });
    expect((await last()).text).toMatch(/^T-\d+ · My monitor flickers: Sent to Devices/);
    proves('browser', 'report-by-form');
  });
});

describe('a choice', () => {
  test.each([
    ['its label', 'it slows me down', 'slowed'],
    ['its number', '1', 'blocked'],
    ['how it begins', 'It C', 'can_wait'],
    ['its value', ' can_wait ', 'can_wait'],
  ])('is answered by %s', async (_, typed, urgency) => {
    await say('my laptop does not start');
    await say(typed);
    expect([...(await ticketsOf())]).toMatchObject([{ urgency }]);
  });

  test.each(['it', '0', '4', '-1', '1.5', 'perhaps', 'constructor'])('is put again when “%s” does not say which', async (typed) => {
    await say('my laptop does not start');
    await say(typed);
    expect((await desk.read(ada, dm)).map(({ text }) => text)).toContain('I did not get which one you mean.');
    expect((await last()).text).toMatch(HOW_MUCH);
    expect(await ticketsOf()).toHaveLength(0);
  });

  test('stays put when something else is asked in between', async () => {
    await say('my laptop does not start');
    await say('how is my ticket going?');
    expect((await desk.read(ada, dm)).map(({ text }) => text)).toEqual(
      expect.arrayContaining([expect.stringMatching(/nothing open/), 'Back to your request.']),
    );
    await desk.click(ada, dm, 'I cannot work');
    expect((await last()).text).toMatch(/^T-\d+/);
  });

  test('loses its buttons once it is answered, and an old one that is pressed all the same says so', async () => {
    await say('my laptop does not start');
    const question = await last();
    const old = question.buttons[0]?.ref ?? { action: '' };
    await say('2');
    const before = (await desk.read(ada, dm)).find(({ id }) => id === question.id);
    expect(before).toMatchObject({ text: 'How much does it stop you? It slows me down.', buttons: [] });
    await desk.act(ada, dm, old);
    expect((await last()).text).toBe('That question has been answered already.');
    expect([...(await ticketsOf())]).toMatchObject([{ urgency: 'slowed', version: 1 }]);
  });

  test.each(['never mind', 'stop'])('is dropped by “%s”', async (typed) => {
    await say('my laptop does not start');
    await say(typed);
    expect((await last()).text).toBe('All right, I have dropped it. Write to me whenever you need something.');
    expect((await desk.read(ada, dm)).flatMap(({ buttons }) => buttons)).toEqual([]);
    await say('1');
    expect(await ticketsOf()).toHaveLength(0);
  });
});

describe('a second report about much the same', () => {
  let first: number;
  beforeEach(async () => {
    first = await report(desk, 'my laptop does not start in the morning', ada);
    await say('my laptop does not start');
  });

  test('is shown the first one, and asked about', async () => {
    const question = `You already have T-${first} open: “My laptop does not start in the morning”. Is this about the same thing?`;
    expect((await last()).text).toBe(question);
    expect(await labels()).toEqual(['Yes, add it there', 'No, something else', 'Never mind']);
    proves('browser', 'same-problem');
  });

  test('is added to the first one when it is the same', async () => {
    await desk.click(ada, dm, 'Yes, add it there');
    expect((await last()).text).toBe(`I added this to T-${first}.`);
    expect((await messagesOf(desk.database.db, first)).map(({ body }) => body)).toEqual([
      'my laptop does not start in the morning',
      'my laptop does not start',
    ]);
    const card = await desk.last(SAM, 'devices');
    expect((await desk.last(SAM, 'devices', card.id)).text).toBe('my laptop does not start');
    expect(await ticketsOf()).toHaveLength(1);
  });

  test('becomes a ticket of its own when it is not', async () => {
    await say('no, something else');
    expect((await last()).text).toMatch(HOW_MUCH);
    await say('3');
    expect((await last()).text).toMatch(/^T-\d+ · My laptop does not start: Sent to Devices/);
    expect([...(await ticketsOf())]).toMatchObject([{ id: first }, { urgency: 'can_wait' }]);
  });
});
