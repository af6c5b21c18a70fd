import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import type { Accepted } from '#bot/browser/api.ts';
import { people } from '#store/schema/people.ts';
import { personByEmail } from '#store/people.ts';
import { findTicket, latestTicketOf, messagesOf } from '#store/tickets.ts';
import { direct } from '#test/support/client.ts';
import { LEE, MARIA, PRIYA, SAM, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { lastAudit, submit, type TestDesk } from './helpers.ts';

/** Maria and Tom are in Sales; Sam and Priya look after devices. Everybody has talked with the desk before. */
let desk: TestDesk;
beforeEach(async () => {
  desk = await createTestDesk();
  for (const email of [MARIA, TOM, SAM, PRIYA, LEE]) await desk.say(email, direct(email), 'hello');
});
afterEach(async () => await desk.database.close());

const idOf = async (email: string) => (await personByEmail(desk.database.db, email))?.id ?? 0;
const newestOf = async (email: string) => await latestTicketOf(desk.database.db, await idOf(email));
const inDirect = async (email: string) => (await desk.read(email, direct(email))).map(({ text }) => text);
const cardIn = async (as: string, room: string, name: string) => (await desk.read(as, room)).findLast(({ text }) => text.startsWith(`${name} ·`));
const labels = async (email: string, name: string) => (await cardIn(email, direct(email), name))?.buttons.map(({ label }) => label);
const shown = async (as: string, room: string, name: string) => JSON.stringify((await cardIn(as, room, name))?.card);

async function tomsLaptop(): Promise<{ id: number; name: string }> {
  await desk.say(MARIA, direct(MARIA), "Tom's laptop is broken, he cannot write");
  await desk.click(MARIA, direct(MARIA), 'I cannot work');
  const { id } = (await newestOf(TOM)) ?? { id: 0 };
  return { id, name: `T-${id}` };
}

describe('a report for a colleague', () => {
  test('is theirs; both see it, the team reads who has raised it, and the words are whose they are', async () => {
    const { id, name } = await tomsLaptop();
    expect(await findTicket(desk.database.db, id)).toMatchObject({ requesterId: await idOf(TOM), state: 'new' });
    expect(await newestOf(MARIA)).toBeUndefined();
    expect((await messagesOf(desk.database.db, id))[0]).toMatchObject({ authorId: await idOf(MARIA), body: "Tom's laptop is broken, he cannot write" });
    expect(await inDirect(TOM)).toContain(`Maria Lindqvist has reported ${name} for you.`);
    expect(await inDirect(MARIA)).toContain(`I reported this for Tom Becker (${name}). You both read here what comes of it, and you can add to it.`);
    expect(await labels(TOM, name)).toContain('No longer needed');
    expect(await labels(MARIA, name)).toEqual(['Add something', 'Stop watching']);
    const card = await shown(SAM, 'devices', name);
    expect(card).toContain('Tom Becker, Account Manager, Sales');
    expect(card).toMatch(/Raised by.{1,150}Maria Lindqvist/);
    expect(card).not.toContain('Kept informed');
    proves('browser', 'report-for-another');
  });

  test('is added to by who raised it, by button, by number and in the talk, and its requester reads that as well', async () => {
    const { name } = await tomsLaptop();
    await desk.fill(MARIA, direct(MARIA), 'Add something', { text: 'It smells, too' });
    expect(await inDirect(TOM)).toContain('It smells, too');
    await desk.say(MARIA, direct(MARIA), `${name}: he is in room 4`);
    expect(await inDirect(TOM)).toContain(`${name}: he is in room 4`);
    const card = await cardIn(SAM, 'devices', name);
    await desk.click(SAM, 'devices', 'Claim');
    await desk.say(SAM, 'devices', 'Is the charger warm?', card?.id);
    expect(await inDirect(MARIA)).toContain('Is the charger warm?');
    await desk.say(MARIA, direct(MARIA), 'yes, quite warm');
    expect((await desk.read(SAM, 'devices', card?.id)).at(-1)).toMatchObject({ text: 'yes, quite warm', quoted: 'Maria Lindqvist' });
    expect(await inDirect(TOM)).toContain('yes, quite warm');
  });

  test('cannot be withdrawn by who raised it, nor rated, and what they no longer watch they cannot add to', async () => {
    const { id, name } = await tomsLaptop();
    for (const action of ['ticket.withdraw', 'ticket.reopen', 'ticket.rate', 'ticket.inform']) {
      const { status } = await desk.call<Accepted>(MARIA, `/rooms/${direct(MARIA)}/actions`, { action, subject: String(id), value: '5' });
      expect({ action, status }).toEqual({ action, status: 403 });
    }
    await desk.click(MARIA, direct(MARIA), 'Stop watching');
    expect((await desk.last(MARIA, direct(MARIA))).text).toBe(`You no longer watch ${name}.`);
    const { status } = await desk.call<Accepted>(MARIA, `/rooms/${direct(MARIA)}/actions`, { action: 'ticket.add', subject: String(id) });
    expect(status).toBe(403);
    expect(await lastAudit(desk)).toMatchObject({ action: 'ticket.add', outcome: 'refused' });
  });

  test('of whom there are two is asked about once, and with a word of nobody known it is the reporter’s own', async () => {
    const [maria] = await desk.database.db.select().from(people).limit(1);
    const more = { title: 'Buyer', departmentId: maria?.departmentId ?? 0, timeZone: 'Europe/Stockholm' };
    await desk.database.db.insert(people).values({ ...more, email: 'tom.ford@example.test', name: 'Tom Ford' });
    await desk.say(MARIA, direct(MARIA), 'I am writing on behalf of Tom: his laptop stays black');
    await desk.click(MARIA, direct(MARIA), 'It slows me down');
    await desk.click(MARIA, direct(MARIA), 'Tom Ford, Buyer, Sales');
    expect(await newestOf('tom.ford@example.test')).toMatchObject({ title: 'I am writing on behalf of Tom: his laptop stays black' });
    expect(await newestOf(TOM)).toBeUndefined();

    await submit(desk, MARIA, { action: 'ticket.report', value: 'checked', values: { summary: 'The dock is dead', urgency: 'slowed', whom: 'Zaphod' } });
    expect(await newestOf(MARIA)).toMatchObject({ title: 'The dock is dead' });
    expect(await inDirect(MARIA)).toContain('I know no colleague called “Zaphod”, so this is in your name. Whoever works on it can read whom it is about.');
  });

  test('is made with the form as well, by an address in any case', async () => {
    await submit(desk, MARIA, {
      action: 'ticket.report',
      value: 'checked',
      values: { summary: 'The dock is dead', urgency: 'slowed', whom: 'TOM@Example.test' },
    });
    const ticket = await newestOf(TOM);
    expect(ticket).toMatchObject({ title: 'The dock is dead' });
    expect((await messagesOf(desk.database.db, ticket?.id ?? 0)).map(({ body }) => body)).toEqual(['The dock is dead']);
  });
});

describe('an agent', () => {
  test('raises for somebody from a thread, and has it in the channel, not in direct messages', async () => {
    const { name } = await tomsLaptop();
    const card = await cardIn(PRIYA, 'devices', name);
    await desk.say(PRIYA, 'devices', '!raise Maria: Her monitor flickers', card?.id);
    const made = await newestOf(MARIA);
    expect(made).toMatchObject({ title: 'Her monitor flickers' });
    expect(await inDirect(MARIA)).toContain(`Priya Raman has reported T-${made?.id} for you.`);
    expect(await shown(SAM, 'devices', `T-${made?.id}`)).toMatch(/Raised by.{1,150}Priya Raman/);
    expect(await cardIn(PRIYA, direct(PRIYA), `T-${made?.id}`)).toBeUndefined();
    expect(await lastAudit(desk)).toMatchObject({ action: 'ticket.raise', outcome: 'done' });
  });

  test('is told how to write it when nobody or several are meant', async () => {
    const { name } = await tomsLaptop();
    const card = await cardIn(PRIYA, 'devices', name);
    await desk.say(PRIYA, 'devices', '!raise Zaphod: it is broken', card?.id);
    expect((await desk.read(PRIYA, 'devices', card?.id)).at(-1)?.text).toMatch(/^Say for whom, and then what is wrong/);
  });
});
