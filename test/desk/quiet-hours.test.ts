/** Notices of clocks when those who are told are at home: Priya, who has Maria’s laptop, in India, and Sam, who leads the team, in London. */
import { afterEach, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { MARIA, PRIYA, SAM } from '#test/support/company.ts';
import { HOUR } from '#test/rules/business-time/plans.ts';
import { policy } from '#test/rules/sla/story.ts';
import { USUAL_NOTICES, type NoticeSettings } from '#rules/notices.ts';
import { act, idOf, moves } from './follow-up-desk.ts';
import { numberOf, report, type TestDesk } from './helpers.ts';
import { createSlaDesk, goOnUntil, mon, noticesIn, noticesTo, PATIENT, tue, wed } from './sla-desk.ts';

const SOLUTION_ONLY = policy({ targets: { resolution: { 1: 2 * HOUR, 2: 4 * HOUR, 3: 8 * HOUR } } });
const USED = (percent: number) => `T-1001 · My laptop is loud: ${percent} % of the time for a solution is used`;
const OVERDUE = 'T-1001 · My laptop is loud: a solution is overdue';

let desk: TestDesk;
let id: number;
afterEach(async () => await desk.database.close());

async function start(notices: Partial<NoticeSettings> = {}): Promise<void> {
  desk = await createSlaDesk([SOLUTION_ONLY], {}, { notices: { ...PATIENT, ...notices } });
  id = await report(desk, 'my laptop is loud');
  await desk.click(PRIYA, 'devices', 'Claim');
}
const held = async () => await numberOf(desk, sql`select count(*) as n from held_notices`);

test('what falls into the evening of the owner waits until their morning and the opening; the lead is told at once', async () => {
  await start();
  // Five o’clock in Vienna is half past eight in the evening in Kolkata.
  await goOnUntil(desk, mon(17));
  expect([await noticesTo(desk, PRIYA), await noticesTo(desk, SAM), await held()]).toEqual([[], [OVERDUE], 1]);
  for (const at of [tue(3, 30), tue(8, 59)]) await goOnUntil(desk, at);
  expect(await noticesTo(desk, PRIYA)).toEqual([]);
  for (const at of [tue(9), tue(9), tue(10)]) await goOnUntil(desk, at);
  expect([await noticesTo(desk, PRIYA), await noticesTo(desk, SAM), await held()]).toEqual([[OVERDUE], [OVERDUE], 0]);
});

test('of several parts that fall into one night, one is told in the morning', async () => {
  await start();
  await moves(desk, PRIYA, 'Pacific/Auckland');
  for (const at of [mon(13), mon(15), mon(17)]) await goOnUntil(desk, at);
  expect([await noticesTo(desk, PRIYA), await held()]).toEqual([[], 1]);
  // At nine in Vienna it is seven in the evening there.
  await goOnUntil(desk, tue(9));
  expect(await noticesTo(desk, PRIYA)).toEqual([OVERDUE]);
});

test('the priority that is excepted is told of in the night', async () => {
  await start();
  await moves(desk, PRIYA, 'Pacific/Auckland');
  await act(desk, SAM, id, 'ticket.set_priority', { priority: '1' });
  await goOnUntil(desk, mon(11));
  expect(await noticesTo(desk, PRIYA)).toEqual([OVERDUE]);
});

test('what was resolved, or is another’s, by the morning is told of no more', async () => {
  await start();
  await goOnUntil(desk, mon(17));
  await act(desk, SAM, id, 'ticket.hand_over', { to: String(await idOf(desk, SAM)) });
  await goOnUntil(desk, tue(9));
  expect([await noticesTo(desk, PRIYA), await held()]).toEqual([[], 0]);
});

test('a lead hears in the morning only of what a lead is told of', async () => {
  await start();
  await moves(desk, SAM, 'America/New_York');
  await moves(desk, PRIYA, 'Europe/Vienna');
  for (const at of [mon(13), mon(15)]) await goOnUntil(desk, at);
  expect([await noticesTo(desk, PRIYA), await noticesTo(desk, SAM)]).toEqual([[USED(50), USED(75)], [USED(75)]]);
});

test('the parts are those of the file', async () => {
  await start({ percentages: [25, 90] });
  await goOnUntil(desk, mon(11));
  expect([await noticesTo(desk, PRIYA), await noticesTo(desk, SAM)]).toEqual([[USED(25)], []]);
  for (const at of [mon(13), mon(15), mon(16, 11)]) await goOnUntil(desk, at);
  expect(await noticesTo(desk, SAM)).toEqual([]);
  await goOnUntil(desk, mon(16, 12));
  expect([await noticesTo(desk, SAM), await numberOf(desk, sql`select count(*) as n from sla_notices`)]).toEqual([[USED(90)], 2]);
});

test('a channel has no quiet hours: the team’s thread is told in the calendar’s hours, and its lead in their own', async () => {
  desk = await createSlaDesk([SOLUTION_ONLY], {}, { notices: { ...PATIENT, quietHours: USUAL_NOTICES.quietHours } });
  await moves(desk, SAM, 'America/Los_Angeles');
  await report(desk, 'my laptop is loud', MARIA);
  await goOnUntil(desk, mon(15));
  expect([await noticesIn(desk, PRIYA, 'devices'), await noticesTo(desk, SAM)]).toEqual([[USED(75)], []]);
  await goOnUntil(desk, mon(16));
  expect(await noticesTo(desk, SAM)).toEqual([USED(75)]);
  await goOnUntil(desk, wed(9));
  expect(await noticesTo(desk, SAM)).toEqual([USED(75)]);
  await goOnUntil(desk, wed(16));
  expect(await noticesTo(desk, SAM)).toEqual([USED(75), OVERDUE]);
});
