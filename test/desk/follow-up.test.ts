import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { eventsOf, findTicket } from '#store/tickets.ts';
import { direct } from '#test/support/client.ts';
import { LEE, SAM, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { hire, numberOf, report, submit, type TestDesk } from './helpers.ts';

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
const texts = async (count: number) => (await desk.read(ada, dm)).slice(-count).map(({ text }) => text);
const agent = async (id: number, action: string, values: Record<string, string>) =>
  await submit(desk, SAM, { action: `ticket.${action}`, subject: String(id), values });
const typesOf = async (id: number) => (await eventsOf(desk.database.db, id)).map(({ event }) => event.type);

describe('“how is my ticket going?”', () => {
  test('with nothing open says so', async () => {
    await say('how is my ticket going?');
    expect(await texts(1)).toEqual(['You have nothing open with us. If something is wrong, just tell me.']);
  });

  test('with one open brings its card down', async () => {
    await report(desk, 'my laptop is loud', ada);
    await say('how is my ticket going?');
    expect(await texts(3)).toEqual([
      expect.stringMatching(/^T-\d+ .*\(newer card below\)$/),
      'how is my ticket going?',
      expect.stringMatching(/^T-\d+ .*take it soon$/),
    ]);
    proves('browser', 'status');
  });

  test('with several open brings the last three down, the newest at the end, and says that there are more', async () => {
    const ids: number[] = [];
    for (const fault of ['my laptop is loud', 'the door badge fails', 'vpn drops', 'no sound in calls']) ids.push(await report(desk, fault, ada));
    await say('how are my tickets going?');
    const told = await texts(4);
    expect(told.slice(0, 3).map((text) => text.slice(0, 6))).toEqual(ids.slice(1).map((id) => `T-${id}`));
    expect(told.at(-1)).toMatch(/^These are your newest 3; you have more open/);

    await say('you can close my ticket, it works again');
    const offer = await desk.last(ada, dm);
    expect(offer.buttons.map(({ label }) => label)).toEqual(
      ids
        .slice(1)
        .toReversed()
        .map((id) => `Close T-${id}`),
    );
    expect(JSON.stringify(offer.card)).toContain('you have more open');
  });

  test('about one of them by its number shows that one', async () => {
    const first = await report(desk, 'my laptop is loud', ada);
    await report(desk, 'vpn drops', ada);
    await say(`what is the status of T-${first}?`);
    expect(await texts(1)).toEqual([expect.stringMatching(`^T-${first} `)]);
  });

  test('about one that is not theirs finds nothing, as about one that is not there', async () => {
    const foreign = await report(desk, 'salary list is open to everybody', TOM);
    for (const name of [`T-${foreign}`, 'T-9999']) {
      await say(`what is the status of ${name}?`);
      expect(await texts(1)).toEqual([`I cannot find ${name} among your requests.`]);
    }
    expect(JSON.stringify(await desk.read(ada, dm))).not.toContain('alary');
  });
});

describe('while an agent talks with somebody', () => {
  let id: number;
  beforeEach(async () => {
    id = await report(desk, 'my laptop is loud', ada);
    await desk.act(SAM, 'devices', { action: 'ticket.claim', subject: String(id) });
  });

  test('plain words are the answer, and the ticket no longer waits', async () => {
    await agent(id, 'ask', { text: 'Since when?' });
    expect(await findTicket(desk.database.db, id)).toMatchObject({ state: 'waiting' });
    await say('since monday');
    expect(await texts(1)).toEqual([`I passed this on to Sam Okafor (T-${id}).`]);
    expect(await findTicket(desk.database.db, id)).toMatchObject({ state: 'in_progress' });
    const card = await desk.last(SAM, 'devices');
    expect(await desk.last(SAM, 'devices', card.id)).toMatchObject({ text: 'since monday', quoted: 'Ada' });
  });

  test('a question about the ticket is not an answer', async () => {
    await agent(id, 'ask', { text: 'Since when?' });
    await say('how is my ticket going?');
    expect(await findTicket(desk.database.db, id)).toMatchObject({ state: 'waiting' });
    expect(await typesOf(id)).toEqual(['reported', 'claimed', 'asked']);
  });

  test('after three days of silence their words are a new matter', async () => {
    await agent(id, 'reply', { text: 'Try it without the dock.' });
    desk.clock.advance(3 * 86_400_000 + 1000);
    await say('xyzzy');
    expect(await typesOf(id)).toEqual(['reported', 'claimed', 'replied']);
  });

  test('“thanks” after it was resolved reopens nothing; “still broken” does', async () => {
    await agent(id, 'resolve', { code: 'fixed', summary: 'A new fan' });
    await say('thanks a lot!');
    expect(await texts(1)).toEqual(['You are welcome!']);
    expect(await findTicket(desk.database.db, id)).toMatchObject({ state: 'resolved' });
    await say('it is still broken');
    expect(await texts(1)).toEqual([`I reopened T-${id} and passed on what you wrote.`]);
    expect(await findTicket(desk.database.db, id)).toMatchObject({ state: 'in_progress', reopenCount: 1, resolution: null });
  });

  test('a request can be withdrawn, and the team is told why', async () => {
    await desk.fill(ada, dm, 'No longer needed', { reason: 'It was my headset' });
    expect(await findTicket(desk.database.db, id)).toMatchObject({ state: 'withdrawn' });
    expect((await desk.read(ada, dm)).flatMap(({ buttons }) => buttons)).toEqual([]);
    const card = await desk.last(SAM, 'devices');
    expect((await desk.last(SAM, 'devices', card.id)).text).toBe('Ada no longer needs this: It was my headset');
    proves('browser', 'withdraw');
  });
});

describe('“I want to talk to a person”', () => {
  test('opens a ticket without a question, and its words reach the service desk', async () => {
    await say('I want to talk to a person');
    expect(await texts(1)).toEqual([expect.stringMatching(/^T-\d+ · Would like to talk to a person: Sent to Service Desk/)]);
    expect(JSON.stringify((await desk.last(LEE, 'service-desk')).card)).toContain('I want to talk to a person');
    proves('browser', 'talk-to-person');
  });

  test('goes to the person who has the request already', async () => {
    const id = await report(desk, 'my laptop is loud', ada);
    await desk.act(SAM, 'devices', { action: 'ticket.claim', subject: String(id) });
    await say('I want to talk to a person');
    expect(await texts(1)).toEqual([`I passed this on to Sam Okafor (T-${id}).`]);
    expect(await numberOf(desk, sql`select count(*) as n from tickets t join people p on p.id = t.requester_id where p.email = ${ada}`)).toBe(1);
  });
});
