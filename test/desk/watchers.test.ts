import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import type { Accepted, Problem } from '#bot/browser/api.ts';
import { people } from '#store/schema/people.ts';
import { direct } from '#test/support/client.ts';
import { LEE, MARIA, PRIYA, SAM, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { lastAudit, report, type TestDesk } from './helpers.ts';

/** Maria has reported something; Sam and Priya look after it. */
let desk: TestDesk;
let id: number;
let name: string;
beforeEach(async () => {
  desk = await createTestDesk();
  for (const email of [TOM, LEE]) await desk.say(email, direct(email), 'hello');
  id = await report(desk, 'my laptop is loud');
  name = `T-${id}`;
});
afterEach(async () => await desk.database.close());

const inDirect = async (email: string) => (await desk.read(email, direct(email))).map(({ text }) => text);
const cardOf = async (as: string, room: string) => (await desk.read(as, room)).findLast(({ text }) => text.startsWith(`${name} ·`));
const told = async (email: string, room: string) => (await desk.read(email, room)).findLast((message) => message.onlyForYou)?.text;
const labels = async (email: string) => (await cardOf(email, direct(email)))?.buttons.map(({ label }) => label);
const inThread = async (as: string, text: string) => await desk.say(as, 'devices', text, (await cardOf(as, 'devices'))?.id);

describe('a colleague whom the requester keeps informed', () => {
  test('by a button: is told, gets what the requester is told and how it ends, and no notes', async () => {
    await desk.fill(MARIA, direct(MARIA), 'Keep somebody informed', { who: 'Tom' });
    expect(await inDirect(TOM)).toContain(`Maria Lindqvist keeps you informed about ${name}. You can stop that with its button.`);
    expect((await desk.last(MARIA, direct(MARIA))).text).toBe(`Tom Becker hears of ${name} from now on: what you are told, and how it ends.`);
    expect(JSON.stringify((await cardOf(MARIA, direct(MARIA)))?.card)).toMatch(/Kept informed.{1,150}Tom Becker/);
    expect(JSON.stringify((await cardOf(SAM, 'devices'))?.card)).toMatch(/Kept informed.{1,150}Tom Becker/);

    await inThread(SAM, 'A fan is on its way');
    await inThread(SAM, 'note: she drops it a lot');
    expect(await inDirect(TOM)).toContain('A fan is on its way');
    await desk.click(SAM, 'devices', 'Claim');
    await inThread(SAM, '!resolve fixed A new fan');
    const { text, card } = await desk.last(TOM, direct(TOM));
    expect(text).toBe(`${name} · My laptop is loud: Resolved`);
    expect(JSON.stringify(card)).toContain('A new fan');
    expect((await inDirect(TOM)).join('\n')).not.toContain('drops it');
    proves('browser', 'keep-informed');
  });

  test('by words, with the number or without', async () => {
    await desk.say(MARIA, direct(MARIA), 'please keep Tom informed');
    await desk.say(MARIA, direct(MARIA), `cc Lee Chen on ${name}`);
    expect(await labels(TOM)).toEqual(['Stop watching']);
    expect(await labels(LEE)).toEqual(['Stop watching']);
  });

  test('can leave, and hears nothing more', async () => {
    await desk.say(MARIA, direct(MARIA), 'please keep Tom informed');
    await desk.click(TOM, direct(TOM), 'Stop watching');
    const before = await inDirect(TOM);
    await inThread(SAM, 'A fan is on its way');
    await desk.click(SAM, 'devices', 'Claim');
    await inThread(SAM, '!resolve fixed A new fan');
    expect(await inDirect(TOM)).toEqual(before);
    expect(before).toContain(`${name}: you no longer watch this.`);
    expect(JSON.stringify((await cardOf(MARIA, direct(MARIA)))?.card)).not.toContain('Kept informed');
  });

  test('can do nothing with it, whatever is sent', async () => {
    await desk.say(MARIA, direct(MARIA), 'please keep Tom informed');
    for (const action of ['add', 'withdraw', 'reopen', 'rate', 'inform', 'inform_this', 'claim', 'reply', 'note', 'resolve', 'watch', 'more']) {
      const { status } = await desk.call<Accepted>(TOM, `/rooms/${direct(TOM)}/actions`, { action: `ticket.${action}`, subject: String(id), value: '5' });
      expect({ action, status }).toEqual({ action, status: 403 });
    }
    expect(await lastAudit(desk)).toMatchObject({ action: 'ticket.more', outcome: 'refused' });
  });

  test('is chosen by a button when two have that name, and named when there is nobody', async () => {
    const [somebody] = await desk.database.db.select().from(people).limit(1);
    const more = { title: 'Buyer', departmentId: somebody?.departmentId ?? 0, timeZone: 'Europe/Stockholm' };
    await desk.database.db.insert(people).values({ ...more, email: 'tom.ford@example.test', name: 'Tom Ford' });
    await desk.fill(MARIA, direct(MARIA), 'Keep somebody informed', { who: 'tom' });
    await desk.click(MARIA, direct(MARIA), 'Tom Becker');
    expect(await labels(TOM)).toEqual(['Stop watching']);
    await desk.fill(MARIA, direct(MARIA), 'Keep somebody informed', { who: 'Zaphod' });
    expect((await desk.last(MARIA, direct(MARIA))).text).toBe('I know no colleague called “Zaphod”. Try the whole name or the email address.');
    await desk.fill(MARIA, direct(MARIA), 'Keep somebody informed', { who: 'Tom Becker' });
    expect((await desk.last(MARIA, direct(MARIA))).text).toBe(`Tom Becker hears of ${name} already.`);
    await desk.fill(MARIA, direct(MARIA), 'Keep somebody informed', { who: MARIA });
    expect((await desk.last(MARIA, direct(MARIA))).text).toBe(`${name} is Maria Lindqvist’s own request.`);
  });
});

describe('an agent who watches', () => {
  test('by a button behind “More…” gets what the requester reads, and stops there', async () => {
    await desk.click(PRIYA, 'devices', 'More…');
    await desk.click(PRIYA, 'devices', 'Watch');
    expect(await told(PRIYA, 'devices')).toBe(`You watch ${name} now: what its requester reads comes to you as well.`);
    await inThread(SAM, 'A fan is on its way');
    expect(await inDirect(PRIYA)).toContain('A fan is on its way');
    await desk.click(PRIYA, 'devices', 'More…');
    await desk.click(PRIYA, 'devices', 'Stop watching');
    expect(await told(PRIYA, 'devices')).toBe(`You no longer watch ${name}.`);
    proves('browser', 'watch');
  });

  test('by words in the thread; again changes nothing; their own words do not come back to them', async () => {
    await inThread(PRIYA, '!watch');
    await inThread(PRIYA, '!watch');
    const thread = await desk.read(PRIYA, 'devices', (await cardOf(PRIYA, 'devices'))?.id);
    expect(thread.at(-1)?.text).toBe(`You watch ${name} already.`);
    await inThread(PRIYA, 'We have a fan here');
    expect(await inDirect(PRIYA)).not.toContain('We have a fan here');
    await inThread(PRIYA, '!stop watching');
    expect(await inDirect(PRIYA)).toEqual([`${name}: you no longer watch this.`]);
  });

  test('of another team cannot', async () => {
    const { body } = await desk.call<Problem>(LEE, `/rooms/${direct(LEE)}/actions`, { action: 'ticket.watch', subject: String(id) });
    expect(body).toMatchObject({ error: 'Only members of the team that works on this can do it.' });
  });
});
