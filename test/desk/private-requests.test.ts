import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import type { FormToFill, Problem } from '#bot/browser/api.ts';
import { decisionsFor } from '#store/decisions.ts';
import { personByEmail } from '#store/people.ts';
import { findTicket, latestTicketOf } from '#store/tickets.ts';
import { direct } from '#test/support/client.ts';
import { LEE, MARIA, PRIYA, SAM, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { lastAudit, report, submit, type TestDesk } from './helpers.ts';

/** What nobody but Maria, whoever has her request and the team's lead (Sam) may read. */
const SECRET = 'my laptop shows harassing messages';
const WORDS = `This is confidential: ${SECRET}`;
/** In whatever is shown to others there is neither the words nor whose they are. */
const TELLS = /harass|confidential|Maria|DS-0001/i;

let desk: TestDesk;
let id: number;
let name: string;
beforeEach(async () => {
  desk = await createTestDesk();
  for (const email of [TOM, SAM, PRIYA, LEE]) await desk.say(email, direct(email), 'hello');
});
afterEach(async () => await desk.database.close());

const idOf = async (email: string) => (await personByEmail(desk.database.db, email))?.id ?? 0;
const start = async () => {
  await desk.say(MARIA, direct(MARIA), WORDS);
  await desk.click(MARIA, direct(MARIA), 'It slows me down');
  id = (await latestTicketOf(desk.database.db, await idOf(MARIA)))?.id ?? 0;
  name = `T-${id}`;
};
const inRoom = async (as: string, room: string) => JSON.stringify(await desk.read(as, room));
const channel = async () => {
  // What only Priya sees there is an answer to what she did.
  const messages = (await desk.read(PRIYA, 'devices')).filter(({ onlyForYou }) => !onlyForYou);
  const threads = await Promise.all(messages.map(async (message) => await desk.read(PRIYA, 'devices', message.id)));
  return JSON.stringify([messages, threads]);
};
const homeOf = async (email: string) =>
  JSON.stringify(await desk.desk.home({ user: { id: email, email }, address: { platform: 'browser', workspace: 'local' } }));
const cardOf = async (as: string, room: string) => (await desk.read(as, room)).findLast(({ text }) => text.startsWith(`${name} ·`));

describe('a request that its requester calls confidential', () => {
  test('is in the team’s channel without title, words and name; its requester sees what it is', async () => {
    await start();
    expect(await findTicket(desk.database.db, id)).toMatchObject({ private: true, title: 'A private request' });
    expect((await cardOf(PRIYA, 'devices'))?.text).toBe(`${name} · A private request: Waiting to be taken`);
    expect(await channel()).not.toMatch(TELLS);
    const own = await cardOf(MARIA, direct(MARIA));
    expect(own?.text).toContain(SECRET);
    expect(JSON.stringify(own?.card)).toContain('Only whoever works on it and the team’s leads read it');
    proves('browser', 'private-request');
  });

  test('is read by the lead on a press, which is audited, and by nobody else of the team', async () => {
    await start();
    const { status, body } = await desk.call<Problem>(PRIYA, '/rooms/devices/actions', { action: 'ticket.open', subject: String(id) });
    await desk.settle();
    expect(status).toBe(202);
    expect(body).not.toMatchObject({ error: expect.anything() as string });
    expect(await lastAudit(desk)).toMatchObject({ action: 'ticket.open', outcome: 'refused', person_id: await idOf(PRIYA) });
    expect(await inRoom(PRIYA, direct(PRIYA))).not.toMatch(TELLS);
    await desk.click(SAM, 'devices', 'Show it');
    expect(await inRoom(SAM, direct(SAM))).toContain(SECRET);
    expect(await lastAudit(desk)).toMatchObject({ action: 'ticket.open', outcome: 'done', person_id: await idOf(SAM) });
  });

  test('is read by whoever claims it, in direct messages, and no longer once they hand it back', async () => {
    await start();
    await desk.click(PRIYA, 'devices', 'Claim');
    expect(JSON.stringify((await cardOf(PRIYA, direct(PRIYA)))?.card)).toContain(SECRET);
    expect(await channel()).not.toMatch(TELLS);
    await desk.click(PRIYA, 'devices', 'Hand back');
    expect(JSON.stringify((await cardOf(PRIYA, direct(PRIYA)))?.card)).not.toMatch(TELLS);
  });

  test('is talked about in forms and direct messages: nothing that is said comes into the channel', async () => {
    await start();
    await desk.click(PRIYA, 'devices', 'Claim');
    await desk.fill(PRIYA, 'devices', 'Reply', { text: 'Who harasses you?' });
    expect(await inRoom(MARIA, direct(MARIA))).toContain('Who harasses you?');
    await desk.say(MARIA, direct(MARIA), `${name}: harassing mails come from outside`);
    expect(await inRoom(PRIYA, direct(PRIYA))).toContain('harassing mails come from outside');
    await desk.say(PRIYA, 'devices', 'I will look at the log', (await cardOf(PRIYA, 'devices'))?.id);
    expect(await inRoom(MARIA, direct(MARIA))).not.toContain('I will look at the log');
    await submit(desk, PRIYA, { action: 'ticket.note', subject: String(id), values: { text: 'harassment, tell HR' } });
    await submit(desk, PRIYA, { action: 'ticket.snooze', subject: String(id), values: { when: 'tomorrow', reason: 'harassment log' } });
    await submit(desk, PRIYA, { action: 'ticket.hand_over', subject: String(id), values: { to: String(await idOf(SAM)), word: 'the harassment' } });
    await submit(desk, SAM, { action: 'ticket.resolve', subject: String(id), values: { code: 'fixed', summary: 'The harassing sender is blocked' } });
    await submit(desk, MARIA, { action: 'ticket.reopen', subject: String(id), values: { reason: 'harassed again' } });
    expect(await inRoom(SAM, direct(SAM))).toContain('harassed again');
    expect(await channel()).not.toMatch(/harass|Maria/i);
  });

  test('goes to another team without its words', async () => {
    await start();
    const [serviceDesk] = await desk.database.db.execute<{ id: string }>(sql`select id from teams where key = 'service-desk'`);
    await submit(desk, PRIYA, { action: 'ticket.escalate', subject: String(id), values: { team: String(serviceDesk?.id), reason: 'harassing mails' } });
    expect(await inRoom(LEE, 'service-desk')).not.toMatch(TELLS);
    expect(await channel()).not.toMatch(TELLS);
  });

  test('stands nowhere with words: not in lists, look-alikes, choices to merge, or what a manager decides', async () => {
    await start();
    const toms = await report(desk, SECRET, TOM);
    const tomsCard = JSON.stringify((await desk.read(PRIYA, 'devices')).findLast(({ text }) => text.startsWith(`T-${toms} ·`))?.card);
    expect(tomsCard).not.toContain('Looks like');
    expect(await homeOf(PRIYA)).toContain('A private request');
    expect(await homeOf(PRIYA)).not.toMatch(/Maria|confidential/i);
    const { body } = await desk.call<FormToFill>(PRIYA, '/rooms/devices/actions', { action: 'ticket.merge', subject: String(toms) });
    expect(JSON.stringify(body)).not.toContain(name);
    await submit(desk, SAM, { action: 'ticket.merge', subject: String(toms), values: { into: name } }, 'devices').catch(() => undefined);
    expect(await findTicket(desk.database.db, toms)).toMatchObject({ mergedInto: null });
    // After ten working days it is in the summary, for whoever gets one.
    const asked = { scope: {}, personId: undefined, zone: 'UTC', now: new Date(Date.now() + 14 * 86_400_000), limit: 10 };
    const { decisions } = await decisionsFor(desk.database.db, asked);
    expect(decisions.find(({ ticketId }) => ticketId === id)).toMatchObject({
      title: 'A private request',
      reasons: expect.arrayContaining(['ageing']) as string[],
    });
  });

  test('becomes no answer for everybody', async () => {
    await start();
    await submit(desk, SAM, { action: 'ticket.resolve', subject: String(id), values: { code: 'fixed', summary: 'The harassing sender is blocked' } });
    const { body } = await desk.call<Problem>(SAM, '/rooms/devices/actions', { action: 'knowledge.write', subject: `ticket-${id}` });
    expect(body).toMatchObject({ error: 'This request is private, so nothing of it becomes an answer that everybody reads.' });
  });

  test('has no watchers but those whom its requester adds', async () => {
    await start();
    await submit(desk, MARIA, { action: 'ticket.inform', subject: String(id), values: { who: 'Tom' } });
    expect(await inRoom(TOM, direct(TOM))).toContain('keeps you informed');
    await desk.act(SAM, 'devices', { action: 'ticket.watch', subject: String(id) });
    expect((await desk.read(SAM, 'devices')).findLast((message) => message.onlyForYou)?.text).toBe(
      `${name} is private, so only its requester can let somebody watch it.`,
    );
  });
});

describe('a request that is made private later', () => {
  test('is hidden wherever it hangs already, and others stop watching it', async () => {
    id = await report(desk, `${SECRET}, says Maria`);
    name = `T-${id}`;
    await desk.act(PRIYA, 'devices', { action: 'ticket.watch', subject: String(id) });
    await submit(desk, MARIA, { action: 'ticket.add', subject: String(id), values: { text: 'it is harassment' } });
    await submit(desk, SAM, { action: 'ticket.reply', subject: String(id), values: { text: 'Who is harassing?' } });
    expect(await channel()).toMatch(TELLS);
    await desk.click(MARIA, direct(MARIA), 'Make it private');
    expect(await channel()).not.toMatch(TELLS);
    expect(await inRoom(PRIYA, direct(PRIYA))).not.toMatch(TELLS);
    expect(await homeOf(PRIYA)).not.toMatch(/Maria|harass/i);
    expect(await inRoom(MARIA, direct(MARIA))).toContain('My laptop shows harassing messages');
  });

  test('by an agent, behind “More…”, and its requester is told', async () => {
    id = await report(desk, SECRET);
    name = `T-${id}`;
    await desk.click(SAM, 'devices', 'More…');
    await desk.click(SAM, 'devices', 'Make it private');
    expect(await findTicket(desk.database.db, id)).toMatchObject({ private: true });
    expect(await inRoom(MARIA, direct(MARIA))).toContain(`${name} is private now: only whoever works on it and the team’s leads read it.`);
  });
});

test('with the form it is ticked', async () => {
  await submit(desk, MARIA, { action: 'ticket.report', value: 'checked', values: { summary: SECRET, urgency: 'slowed', private: 'yes' } });
  expect(await latestTicketOf(desk.database.db, await idOf(MARIA))).toMatchObject({ private: true, title: 'A private request' });
  expect(await channel()).not.toMatch(TELLS);
});
