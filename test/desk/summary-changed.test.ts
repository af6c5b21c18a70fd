import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { summary } from '#workflows/summary/definition.ts';
import { direct } from '#test/support/client.ts';
import { PRIYA, SAM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { timersAreDue } from '../worker/helpers.ts';
import { lastAudit, numberOf, report, type TestDesk } from './helpers.ts';

// A summary that was shown, and what changes afterwards.
let desk: TestDesk;
beforeEach(async () => {
  desk = await createTestDesk();
  // A Friday, far ahead, as the database rings timers by a clock of its own. Sam leads Devices, and is in London.
  goTo('2037-11-20T10:00:00Z');
});
afterEach(async () => await desk.database.close());

const goTo = (instant: string) => desk.clock.advance(Date.parse(instant) - desk.clock.now().getTime());
const room = direct(SAM);
const said = async (as = SAM, where = direct(as)) => (await desk.last(as, where)).text;
const shown = async (as = SAM, where = direct(as)) => JSON.stringify((await desk.last(as, where)).card);
const summaries = async () => await numberOf(desk, sql`select count(*) as n from summaries`);

/** The clock shows that time, and all timers ring. */
async function at(instant: string): Promise<void> {
  goTo(instant);
  await timersAreDue(desk.worker);
  await desk.settle();
}

/** What was reported before is old by then. */
const MONDAY = '2037-12-07T09:00:00Z';
const EVERY_MONDAY = 'send me the SLA summary every Monday at 9';

test('after another time is chosen on its day, what is promised next is what comes', async () => {
  await desk.say(SAM, room, EVERY_MONDAY);
  await at(MONDAY);
  goTo('2037-12-07T10:00:00Z');
  await desk.fill(SAM, room, 'Change time', { often: 'week-1', at: '14:00' });
  expect(await shown()).toContain('Mon 14 Dec, 14:00');
  await at('2037-12-07T14:00:00Z');
  expect(await summaries()).toBe(1);
  await at('2037-12-14T14:00:00Z');
  expect(await summaries()).toBe(2);
});

test('after something else is asked for, it stays what it was, and its buttons are about what comes now', async () => {
  await desk.database.db.execute(sql`update team_members set is_lead = true`);
  await desk.database.db.execute(sql`update teams set name = 'IT' where key = 'service-desk'`);
  for (const words of ['the door is stuck', 'my laptop is dead']) await report(desk, words);
  await desk.say(SAM, room, 'send it every Monday at 9, the summary of Devices in its channel');
  await at(MONDAY);
  const posted = async () => (await shown(PRIYA, 'devices')).replaceAll(/"version":\d+/g, '');
  const before = await posted();
  expect(before).toContain('My laptop is dead');

  for (const [words, answer] of [
    ['send the summary daily instead', 'In the channel of Devices'],
    ['send me a daily summary of IT in a direct message', '"IT"'],
  ] as const) {
    await desk.say(SAM, room, words);
    expect(await shown()).toContain(answer);
    await desk.click(PRIYA, 'devices', 'Look again');
    expect(await posted()).toBe(before);
  }

  await at('2037-12-08T09:00:00Z');
  expect(await shown()).toContain('The door is stuck');
  expect(await summaries()).toBe(2);
  await desk.click(SAM, 'devices', 'Stop these');
  expect(await said(SAM, 'devices')).toMatch(/^I have stopped your summaries/);
  expect(await numberOf(desk, sql`select count(*) as n from summary_subscriptions where stopped_at is null`)).toBe(0);
});

test('after the right to it is lost, it shows nothing more, and each try is audited', async () => {
  const old = await report(desk, 'my laptop is dead');
  await desk.say(SAM, room, EVERY_MONDAY);
  await at(MONDAY);
  await desk.database.db.execute(sql`delete from team_members where person_id = (select id from people where email = ${SAM})`);
  const refused = /^This summary shows nothing any more/;
  for (const [action, value] of Object.entries({ explain: '', again: '', rest: '0', nudge: String(old) })) {
    await desk.call(SAM, `/rooms/${room}/actions`, { action: `summary.${action}`, subject: '1', value });
    await desk.settle();
    expect(await said()).toMatch(refused);
    expect(await lastAudit(desk)).toMatchObject({ action: `summary.${action}`, outcome: 'refused' });
  }
  const drawn = await summary.draw?.(desk.database.db, '1', 'requester', { personId: 1 });
  expect(drawn?.post.text).toMatch(refused);
  expect(JSON.stringify(drawn)).not.toMatch(/laptop|Devices/);
});
