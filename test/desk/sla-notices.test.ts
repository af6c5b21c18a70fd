/** Notices of clocks, from the report to the last of them. Maria's laptop waits for the Devices team: Sam, its lead, and Priya. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { bringTickets } from '#commands/import.ts';
import { direct } from '#test/support/client.ts';
import { MARIA, PRIYA, SAM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { policy } from '#test/rules/sla/story.ts';
import { HOUR } from '#test/rules/business-time/plans.ts';
import { numberOf, report, submit, type TestDesk } from './helpers.ts';
import { createSlaDesk, cyclesOf, fri, goOnUntil, mon, noticesIn, noticesTo, thu, tue, wed } from './sla-desk.ts';

const SOLUTION_ONLY = policy({ targets: { resolution: { 1: 2 * HOUR, 2: 4 * HOUR, 3: 8 * HOUR } } });

let desk: TestDesk;
let id: number;
const start = async (...settings: Parameters<typeof createSlaDesk>) => {
  desk = await createSlaDesk(...settings);
  id = await report(desk, 'my laptop is loud');
};
afterEach(async () => await desk.database.close());

const told = async () => await numberOf(desk, sql`select count(*) as n from sla_notices`);
const act = async (as: string, action: string, values: Record<string, string>) => await submit(desk, as, { action, subject: String(id), values });
const prioritize = async (priority: number) => await act(PRIYA, 'ticket.set_priority', { priority: String(priority) });

describe('a ticket with an owner', () => {
  beforeEach(async () => {
    await start([SOLUTION_ONLY]);
    await desk.click(PRIYA, 'devices', 'Claim');
  });

  test('is told of at half of its time, to its owner alone', async () => {
    await goOnUntil(desk, mon(12, 59));
    expect(await told()).toBe(0);
    await goOnUntil(desk, mon(13));
    expect(await noticesTo(desk, PRIYA)).toEqual([`T-${id} · My laptop is loud: 50 % of the time for a solution is used`]);
    expect([await noticesTo(desk, SAM), await noticesTo(desk, MARIA), await noticesIn(desk, SAM, 'devices')]).toEqual([[], [], []]);
  });

  test('is told of once at each part, from three quarters on to the lead as well', async () => {
    for (const at of [mon(13), mon(13), mon(15), mon(15, 1), mon(17), mon(17, 1), wed(9), fri(9)]) await goOnUntil(desk, at);
    const parts = ['75 % of the time for a solution is used', 'a solution is overdue'].map((part) => `T-${id} · My laptop is loud: ${part}`);
    expect(await noticesTo(desk, PRIYA)).toEqual([`T-${id} · My laptop is loud: 50 % of the time for a solution is used`, ...parts]);
    expect(await noticesTo(desk, SAM)).toEqual(parts);
    expect(await told()).toBe(3);
  });

  test('is shown to its lead on a press, who can have it handed over from the notice', async () => {
    await goOnUntil(desk, mon(15));
    const notice = await desk.last(SAM, direct(SAM));
    expect(notice.buttons.map(({ label }) => label)).toEqual(['Show it', 'More…']);
    await desk.click(SAM, direct(SAM), 'More…');
    expect((await desk.last(SAM, direct(SAM))).buttons.map(({ label }) => label)).toContain('Hand over');
    await desk.click(SAM, direct(SAM), 'Show it');
    expect((await desk.last(SAM, direct(SAM))).text).toBe(`T-${id} · My laptop is loud: Priya Raman has it`);
  });

  test('that waits for its requester is told of to nobody', async () => {
    await act(PRIYA, 'ticket.ask', { text: 'Since when?' });
    for (const at of [mon(13), tue(9), thu(9)]) await goOnUntil(desk, at);
    expect(await told()).toBe(0);
    await desk.say(MARIA, direct(MARIA), 'since Monday');
    await goOnUntil(desk, thu(12, 59));
    expect(await told()).toBe(0);
    await goOnUntil(desk, thu(13));
    expect(await noticesTo(desk, PRIYA)).toHaveLength(1);
  });

  test('that is resolved in time is told of to nobody', async () => {
    await act(PRIYA, 'ticket.resolve', { code: 'fixed', summary: 'A new fan' });
    for (const at of [mon(13), tue(9), thu(9)]) await goOnUntil(desk, at);
    expect(await told()).toBe(0);
  });

  test('handed over in between, it is the new owner who is told', async () => {
    await goOnUntil(desk, mon(13));
    const sam = await numberOf(desk, sql`select id as n from people where email = ${SAM}`);
    await act(PRIYA, 'ticket.hand_over', { to: String(sam) });
    await goOnUntil(desk, mon(15));
    expect(await noticesTo(desk, PRIYA)).toHaveLength(1);
    expect(await noticesTo(desk, SAM)).toEqual([`T-${id} · My laptop is loud: 75 % of the time for a solution is used`]);
  });
});

describe('a ticket that nobody has taken', () => {
  beforeEach(async () => await start([SOLUTION_ONLY]));

  test('is told of in the thread of its team, with a button to take it', async () => {
    await goOnUntil(desk, mon(13));
    expect(await noticesIn(desk, PRIYA, 'devices')).toEqual([`T-${id} · My laptop is loud: 50 % of the time for a solution is used`]);
    expect([await noticesTo(desk, PRIYA), await noticesTo(desk, SAM)]).toEqual([[], []]);
  });

  test('is told of to the lead once it is late, who can take it there (Chatwoot 6889)', async () => {
    await goOnUntil(desk, mon(17));
    expect(await noticesTo(desk, SAM)).toEqual([`T-${id} · My laptop is loud: a solution is overdue`]);
    await desk.click(SAM, direct(SAM), 'Claim');
    expect((await desk.last(SAM, 'devices')).text).toBe(`T-${id} · My laptop is loud: Sam Okafor has it`);
  });
});

test('what was told of one ticket keeps no other one quiet', async () => {
  await start([SOLUTION_ONLY]);
  await desk.click(PRIYA, 'devices', 'Claim');
  await goOnUntil(desk, tue(9));
  expect(await noticesTo(desk, PRIYA)).toEqual([`T-${id} · My laptop is loud: a solution is overdue`]);
  const other = await report(desk, 'my laptop has no sound');
  await desk.click(PRIYA, 'devices', 'Claim');
  await goOnUntil(desk, tue(13));
  expect((await noticesTo(desk, PRIYA)).slice(1)).toEqual([`T-${other} · My laptop has no sound: 50 % of the time for a solution is used`]);
});

describe('after an outage', () => {
  test('one word is said instead of three, when the desk opens and not at night (Zammad 4432; FreeScout 4950, 2674)', async () => {
    await start([SOLUTION_ONLY]);
    await desk.click(PRIYA, 'devices', 'Claim');
    await goOnUntil(desk, tue(2));
    expect(await noticesTo(desk, PRIYA)).toEqual([]);
    await goOnUntil(desk, tue(9));
    expect(await noticesTo(desk, PRIYA)).toEqual([`T-${id} · My laptop is loud: a solution is overdue`]);
    expect(await told()).toBe(3);
  });

  test('the highest priority is told of at night', async () => {
    await start([SOLUTION_ONLY]);
    await desk.click(PRIYA, 'devices', 'Claim');
    await prioritize(1);
    await goOnUntil(desk, tue(2));
    expect(await noticesTo(desk, PRIYA)).toEqual([`T-${id} · My laptop is loud: a solution is overdue`]);
  });

  test('two clocks that have run out are told of in one message', async () => {
    await start();
    await goOnUntil(desk, tue(10));
    expect(await noticesTo(desk, SAM)).toEqual([`T-${id} · My laptop is loud: a first reply is overdue, a solution is overdue`]);
  });
});

test('what is promised around the clock is told of around the clock', async () => {
  const night = policy({ id: 'night', conditions: [{ field: 'priority', in: [1] }], calendar: 'always', targets: { resolution: { 1: 2 * HOUR } } });
  desk = await createSlaDesk([night]);
  await goOnUntil(desk, mon(22));
  id = await report(desk, 'my laptop is loud');
  await desk.click(PRIYA, 'devices', 'Claim');
  await prioritize(1);
  await goOnUntil(desk, mon(22, 59));
  expect(await noticesTo(desk, PRIYA)).toEqual([]);
  await goOnUntil(desk, mon(23));
  expect(await noticesTo(desk, PRIYA)).toEqual([`T-${id} · My laptop is loud: 50 % of the time for a solution is used`]);
});

test('without an edition clocks are kept for their times, and nobody is told of anything', async () => {
  desk = await createTestDesk({ start: mon(9).toISOString() });
  id = await report(desk, 'my laptop is loud');
  await desk.click(PRIYA, 'devices', 'Claim');
  await goOnUntil(desk, tue(9));
  await act(PRIYA, 'ticket.resolve', { code: 'fixed', summary: 'A new fan' });
  await goOnUntil(desk, wed(9));
  expect(await told()).toBe(0);
  expect(await cyclesOf(desk, id)).toMatchObject([
    { metric: 'first_response', state: 'stopped', policyId: null, startedAt: mon(9), endedAt: tue(9) },
    { metric: 'resolution', state: 'stopped', policyId: null, startedAt: mon(9), endedAt: tue(9) },
  ]);
});

test('a ticket from another desk has its clock, is told of from then on and not of before, and closes', async () => {
  desk = await createSlaDesk([SOLUTION_ONLY]);
  await goOnUntil(desk, mon(16));
  const lines = [
    'reference,requester,team,title,description,urgency,priority,category,state,assignee,created_at,resolved_at,resolution_code,resolution',
    `1,${MARIA},devices,Loud laptop,It hums,slowed,,,in_progress,${PRIYA},2030-06-03T09:00:00+02:00,,,`,
    `2,${MARIA},devices,Dim laptop,It is dark,slowed,,,resolved,${PRIYA},2030-05-27T09:00:00+02:00,2030-05-27T12:00:00+02:00,fixed,The brightness was down`,
  ];
  await desk.database.db.transaction(async (tx) => await bringTickets(tx, lines.join('\n'), 'old desk', desk.clock.now()));
  const [open, done] = await desk.database.sql<{ id: number }[]>`select id from tickets order by id`;
  expect((await cyclesOf(desk, Number(done?.id))).find(({ metric }) => metric === 'resolution')).toMatchObject({ state: 'stopped', policyId: 'usual' });
  await goOnUntil(desk, mon(16, 30));
  expect([await told(), await noticesTo(desk, PRIYA)]).toEqual([2, []]);
  expect(await numberOf(desk, sql`select id as n from tickets where state = 'closed'`)).toBe(done?.id);
  await goOnUntil(desk, tue(9));
  expect(await noticesTo(desk, PRIYA)).toEqual([`T-${open?.id} · Loud laptop: a solution is overdue`]);
});
