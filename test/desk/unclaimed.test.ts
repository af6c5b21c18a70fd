/** A ticket that nobody takes goes round its team: Devices, nine to five in Vienna, is Sam, who leads it, and Priya; Lee joins where a test says so. */
import { afterEach, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { sql } from 'drizzle-orm';
import { direct } from '#test/support/client.ts';
import { LEE, MARIA, PRIYA, SAM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { timersAreDue } from '#test/worker/helpers.ts';
import { runRow } from '#worker/run-row.ts';
import { runnableRows } from '#store/outbox.ts';
import { act, createFollowUpDesk, idOf, joins, logOf, moves, reportLaptop, toldOf } from './follow-up-desk.ts';
import { numberOf, report, type TestDesk } from './helpers.ts';
import { fri, goOnUntil, mon, nextMon, tue } from './sla-desk.ts';

const ASKED = 'can you take it?';
const ON_CALL = 'you are on call, can you take it?';
const NOBODY = 'nobody has taken it';
const PASSED = 'passed on, thank you for saying so';

let desk: TestDesk;
afterEach(async () => await desk.database.close());

const offers = async () => await numberOf(desk, sql`select count(*) as n from ticket_offers`);
const urgent = async (id: number) => await act(desk, PRIYA, id, 'ticket.set_priority', { priority: '1' });
const ROTA = { zone: 'Europe/Vienna', handOver: '09:00', shifts: [], rotation: { from: '2030-06-03', everyDays: 7, emails: [PRIYA] } };

test('for a quarter of an hour it is everybody’s; then one after another is asked, and at last the lead', async () => {
  desk = await createFollowUpDesk();
  const id = await reportLaptop(desk);
  await goOnUntil(desk, mon(9, 14));
  expect(await offers()).toBe(0);
  await goOnUntil(desk, mon(9, 15));
  expect([await toldOf(desk, SAM, id), await toldOf(desk, PRIYA, id)]).toEqual([[ASKED], []]);
  await goOnUntil(desk, mon(9, 29));
  expect(await offers()).toBe(1);
  await goOnUntil(desk, mon(9, 30));
  expect([await toldOf(desk, SAM, id), await toldOf(desk, PRIYA, id)]).toEqual([[ASKED], [ASKED]]);
  await goOnUntil(desk, mon(9, 45));
  expect([await toldOf(desk, SAM, id), await toldOf(desk, PRIYA, id)]).toEqual([[ASKED, NOBODY], [ASKED]]);
  for (const at of [mon(10), mon(16), tue(9), nextMon(9)]) await goOnUntil(desk, at);
  expect(await offers()).toBe(3);
});

test('whoever has the fewest open tickets is asked first, and of those whoever was asked longest ago', async () => {
  desk = await createFollowUpDesk();
  await joins(desk, LEE, 'devices');
  const first = await reportLaptop(desk);
  await act(desk, SAM, first, 'ticket.claim');
  const second = await reportLaptop(desk);
  await goOnUntil(desk, mon(9, 15));
  expect([await toldOf(desk, PRIYA, second), await toldOf(desk, LEE, second)]).toEqual([[ASKED], []]);
  const third = await reportLaptop(desk);
  await goOnUntil(desk, mon(9, 30));
  expect([await toldOf(desk, LEE, second), await toldOf(desk, LEE, third), await toldOf(desk, PRIYA, third)]).toEqual([[ASKED], [], [ASKED]]);
});

test('over a night and a weekend nobody is asked, and the time goes on where it was', async () => {
  desk = await createFollowUpDesk();
  desk.clock.advance(fri(16, 55).getTime() - desk.clock.now().getTime());
  const id = await reportLaptop(desk);
  for (const at of [fri(17), fri(17, 10), fri(23)]) await goOnUntil(desk, at);
  expect(await offers()).toBe(0);
  await goOnUntil(desk, nextMon(9, 9));
  expect(await offers()).toBe(0);
  await goOnUntil(desk, nextMon(9, 10));
  expect(await toldOf(desk, SAM, id)).toEqual([ASKED]);
});

test('“Not me” passes it on at once, and a claim ends it: the cards shrink', async () => {
  desk = await createFollowUpDesk();
  const id = await reportLaptop(desk);
  await goOnUntil(desk, mon(9, 15));
  expect((await desk.last(SAM, direct(SAM))).buttons.map(({ label }) => label)).toEqual(['Claim', 'Not me', 'Show it']);
  await desk.click(SAM, direct(SAM), 'Not me');
  expect([await toldOf(desk, SAM, id), await toldOf(desk, PRIYA, id)]).toEqual([[PASSED], [ASKED]]);
  await desk.click(PRIYA, direct(PRIYA), 'Claim');
  expect([await toldOf(desk, SAM, id), await toldOf(desk, PRIYA, id)]).toEqual([['Priya Raman has it'], ['Priya Raman has it']]);
  expect((await desk.last(SAM, direct(SAM))).buttons).toEqual([]);
  for (const at of [mon(9, 45), mon(10), mon(12)]) await goOnUntil(desk, at);
  expect(await offers()).toBe(2);
  proves('browser', 'offered');
});

test('nobody is asked to take their own request, or somebody who has left, or who has just let it go', async () => {
  desk = await createFollowUpDesk();
  await joins(desk, LEE, 'devices');
  const own = await report(desk, 'my laptop is slow', SAM);
  await act(desk, PRIYA, own, 'ticket.claim');
  await act(desk, PRIYA, own, 'ticket.hand_back');
  await desk.database.db.execute(sql`update people set status = 'left' where email = ${LEE}`);
  await goOnUntil(desk, mon(9, 15));
  // Nobody is left but Priya, who is asked as one who looks after the team would be.
  expect(await offers()).toBe(1);
  expect(await toldOf(desk, PRIYA, own)).toEqual([NOBODY]);
});

test.each([
  ['ticket.hand_over', PRIYA],
  ['ticket.snooze', PRIYA],
  ['ticket.resolve', PRIYA],
  ['ticket.withdraw', MARIA],
])('%s ends it', async (action, as) => {
  desk = await createFollowUpDesk();
  const id = await reportLaptop(desk);
  await goOnUntil(desk, mon(9, 15));
  expect(await toldOf(desk, SAM, id)).toEqual([ASKED]);
  const values = { to: String(await idOf(desk, SAM)), when: 'next_monday', reason: 'It can wait', code: 'fixed', summary: 'A new fan' };
  await act(desk, as, id, action, values);
  for (const at of [mon(9, 30), mon(10), tue(9)]) await goOnUntil(desk, at);
  expect(await offers()).toBe(1);
  expect(await toldOf(desk, SAM, id)).not.toContain(ASKED);
});

test('of priority 1 at night whoever is on call is asked at once, and then the leads', async () => {
  desk = await createFollowUpDesk({ onCall: { devices: ROTA } });
  const id = await reportLaptop(desk);
  await act(desk, SAM, id, 'ticket.claim');
  await goOnUntil(desk, mon(23));
  await act(desk, SAM, id, 'ticket.hand_back');
  await goOnUntil(desk, mon(23));
  expect(await offers()).toBe(0);
  await urgent(id);
  await goOnUntil(desk, mon(23));
  expect([await toldOf(desk, PRIYA, id), await toldOf(desk, SAM, id)]).toEqual([[ON_CALL], []]);
  await goOnUntil(desk, mon(23, 15));
  expect(await toldOf(desk, SAM, id)).toEqual([NOBODY]);
});

test('of priority 1 at night, when nobody is on call, the leads are asked at once', async () => {
  desk = await createFollowUpDesk({ change: { quietHours: { from: '20:00', to: '07:00', except: [1] } } });
  const id = await reportLaptop(desk);
  await act(desk, PRIYA, id, 'ticket.snooze', { when: 'at', at: '2030-06-04 02:30', reason: 'At night' });
  await urgent(id);
  await goOnUntil(desk, mon(22, 59));
  expect(await offers()).toBe(0);
  await goOnUntil(desk, mon(23));
  await goOnUntil(desk, mon(23));
  expect([await toldOf(desk, PRIYA, id), await toldOf(desk, SAM, id)]).toEqual([[], [NOBODY]]);
});

test('who is in their quiet hours is passed over as long as somebody else is there', async () => {
  desk = await createFollowUpDesk({ change: { quietHours: { from: '20:00', to: '07:00', except: [1] } } });
  await moves(desk, SAM, 'America/New_York');
  const id = await reportLaptop(desk);
  for (const at of [mon(9, 15), mon(9, 30), mon(12, 59)]) await goOnUntil(desk, at);
  expect([await toldOf(desk, SAM, id), await toldOf(desk, PRIYA, id)]).toEqual([[], [ASKED]]);
  await goOnUntil(desk, mon(13));
  expect(await toldOf(desk, SAM, id)).toEqual([ASKED]);
});

test('after an outage one is asked, and not all; two workers with the same timer ask one', async () => {
  desk = await createFollowUpDesk();
  const id = await reportLaptop(desk);
  desk.clock.advance(mon(12).getTime() - desk.clock.now().getTime());
  await timersAreDue(desk.worker);
  const timer = (await runnableRows(desk.database.db, 10)).map((row) => row.id);
  expect(timer).toHaveLength(1);
  await Promise.all([...timer, ...timer].map(async (row) => await runRow(desk.worker, row)));
  // The same once more, as if the first had been lost.
  await desk.database.db.execute(
    sql`update outbox set state = 'ready', done_at = null, leased_until = null, next_at = now() where id = ${timer[0] ?? ''}::uuid`,
  );
  await desk.settle();
  expect(await offers()).toBe(1);
  expect(await toldOf(desk, SAM, id)).toEqual([ASKED]);
  await goOnUntil(desk, mon(12, 15));
  expect(await toldOf(desk, PRIYA, id)).toEqual([ASKED]);
});

test('before anything was applied nobody is asked', async () => {
  desk = await createTestDesk({ start: mon(9).toISOString() });
  const id = await reportLaptop(desk);
  for (const at of [mon(10), mon(16), tue(9)]) await goOnUntil(desk, at);
  expect([await offers(), await logOf(desk, id)]).toEqual([0, []]);
});

test('with a file that says nothing of notices, the usual settings hold', async () => {
  desk = await createFollowUpDesk({ usual: true });
  const id = await reportLaptop(desk);
  await goOnUntil(desk, mon(9, 15));
  expect(await toldOf(desk, SAM, id)).toEqual([ASKED]);
});

test('of priority 1 in the evening, whoever is on call is asked when the day ends', async () => {
  desk = await createFollowUpDesk({ onCall: { devices: ROTA } });
  await joins(desk, LEE, 'devices');
  desk.clock.advance(mon(16, 50).getTime() - desk.clock.now().getTime());
  const id = await reportLaptop(desk);
  await urgent(id);
  await goOnUntil(desk, mon(16, 59));
  expect(await offers()).toBe(0);
  await goOnUntil(desk, mon(17));
  expect([await toldOf(desk, PRIYA, id), await offers()]).toEqual([[ON_CALL], 1]);
  await desk.click(PRIYA, direct(PRIYA), 'Claim');
  for (const at of [mon(17, 15), tue(9)]) await goOnUntil(desk, at);
  expect([await toldOf(desk, PRIYA, id), await offers()]).toEqual([['Priya Raman has it'], 1]);
});

test('only who was asked can pass it on, and only while it waits', async () => {
  desk = await createFollowUpDesk();
  const id = await reportLaptop(desk);
  await goOnUntil(desk, mon(9, 15));
  const offer = await numberOf(desk, sql`select id as n from ticket_offers`);
  const press = async (as: string) => {
    await desk.call(as, `/rooms/${direct(as)}/actions`, { action: 'ticket.pass', subject: `${id}/offer/${offer}` });
    await desk.settle();
    return (await desk.last(as, direct(as))).text;
  };
  expect(await press(PRIYA)).toBe('I have not asked you to take that.');
  await act(desk, PRIYA, id, 'ticket.claim');
  expect(await press(SAM)).toBe(`T-${id} does not wait for your answer any more.`);
  expect(await offers()).toBe(1);
});

test('of a private ticket whoever is asked reads no word and no name', async () => {
  desk = await createFollowUpDesk();
  const id = await report(desk, 'this is confidential: my laptop shows what Tom earns');
  await goOnUntil(desk, mon(9, 15));
  await goOnUntil(desk, mon(9, 45));
  const told = (await desk.read(PRIYA, direct(PRIYA))).find(({ text }) => text.includes(ASKED));
  expect(told?.text).toBe(`T-${id} · A private request: ${ASKED}`);
  expect(JSON.stringify(await desk.read(PRIYA, direct(PRIYA)))).not.toMatch(/earns|Maria/);
});
