/** What people see of clocks. Maria's laptop waits for the Devices team: Sam, its lead, and Priya. All times are the reader's. */
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { direct } from '#test/support/client.ts';
import { LEE, MARIA, PRIYA, SAM } from '#test/support/company.ts';
import { HOUR, officePlan } from '#test/rules/business-time/plans.ts';
import { policy } from '#test/rules/sla/story.ts';
import { numberOf, report, submit, type TestDesk } from './helpers.ts';
import { createSlaDesk, cyclesOf, fri, goOnUntil, linesOf, mon, nextMon, thu, tue, wed } from './sla-desk.ts';

let desk: TestDesk;
let id: number;
const start = async (...settings: Parameters<typeof createSlaDesk>) => {
  desk = await createSlaDesk(...settings);
  id = await report(desk, 'my laptop is loud');
};
afterEach(async () => await desk.database.close());

const act = async (as: string, action: string, values: Record<string, string>) => await submit(desk, as, { action, subject: String(id), values });
const cardOf = async (as: string, room: string) => (await desk.read(as, room)).findLast(({ text }) => text.startsWith(`T-${id} · `));
const facts = async (as: string, room: string) => linesOf((await cardOf(as, room))?.card ?? null).filter((line) => /^(Promised|Snoozed|Next): /.test(line));
const promised = async () => [...(await facts(MARIA, direct(MARIA))), ...(await facts(SAM, 'devices'))];
const clock = async (metric: string) => (await cyclesOf(desk, id)).filter((cycle) => cycle.metric === metric);

test('a promise stands on both cards, each in its reader’s own time, and moves with what happens', async () => {
  await start();
  expect(await promised()).toEqual(['Promised: First reply by Mon 3 Jun, 17:00', 'Promised: First reply by Mon 3 Jun, 16:00']);
  await desk.click(PRIYA, 'devices', 'Claim');
  await goOnUntil(desk, mon(10));
  await act(PRIYA, 'ticket.ask', { text: 'Since when?' });
  expect(await promised()).toEqual(['Promised: Paused: waiting for an answer from you', 'Promised: Paused: waiting for an answer from the requester']);
  await goOnUntil(desk, wed(10));
  await desk.say(MARIA, direct(MARIA), 'since Monday');
  expect(await promised()).toEqual(['Promised: Resolved by Wed 5 Jun, 17:00', 'Promised: Resolved by Wed 5 Jun, 16:00']);
  await act(PRIYA, 'ticket.set_priority', { priority: '2' });
  expect(await facts(MARIA, direct(MARIA))).toEqual(['Promised: Resolved by Wed 5 Jun, 13:00']);
  await act(PRIYA, 'ticket.resolve', { code: 'fixed', summary: 'A new fan' });
  expect(await promised()).toEqual([]);
  await goOnUntil(desk, thu(9));
  await act(MARIA, 'ticket.reopen', { reason: 'It is loud again' });
  expect(await facts(MARIA, direct(MARIA))).toEqual(['Promised: Reply by Thu 6 Jun, 13:00']);
  expect(await clock('resolution')).toMatchObject([
    { number: 1, state: 'stopped', endedAt: wed(10), elapsedMs: HOUR, pausedMs: 48 * HOUR },
    { number: 2, state: 'running', startedAt: thu(9), dueAt: thu(13) },
  ]);
});

test('“thanks” moves no clock: it answers no question, and ends no pause', async () => {
  await start();
  await desk.click(PRIYA, 'devices', 'Claim');
  await goOnUntil(desk, mon(10));
  await act(PRIYA, 'ticket.ask', { text: 'Since when?' });
  const before = await cyclesOf(desk, id);
  await goOnUntil(desk, mon(11));
  await desk.say(MARIA, direct(MARIA), 'thanks a lot!');
  await desk.say(MARIA, direct(MARIA), 'thanks a lot!', (await cardOf(MARIA, direct(MARIA)))?.id);
  expect(await cyclesOf(desk, id)).toEqual(before);
  await act(PRIYA, 'ticket.resolve', { code: 'fixed', summary: 'A new fan' });
  const after = await cyclesOf(desk, id);
  await desk.say(MARIA, direct(MARIA), 'thanks a lot!');
  expect(await cyclesOf(desk, id)).toEqual(after);
});

test('what is late says so, to agents plainly and to the requester kindly', async () => {
  await start();
  await goOnUntil(desk, mon(17));
  expect(await promised()).toEqual([
    'Promised: This takes longer than it should: a first reply was to come by Mon 3 Jun, 17:00. We are sorry, and have not forgotten you.',
    'Promised: Overdue since Mon 3 Jun, 16:00 (a first reply)',
  ]);
});

test('where nothing is promised nothing is said, and nothing is to be explained', async () => {
  await start([]);
  expect(await promised()).toEqual([]);
  expect((await cardOf(MARIA, direct(MARIA)))?.buttons.map(({ label }) => label)).toEqual([
    'Add something',
    'No longer needed',
    'Keep somebody informed',
    'Make it private',
  ]);
  await desk.act(MARIA, direct(MARIA), { action: 'ticket.why', subject: String(id) });
  expect((await desk.last(MARIA, direct(MARIA))).text).toBe(`Nothing is promised for T-${id} at the moment, so there is no time to explain.`);
});

test('a ticket keeps its waiting time when it moves to a team that works by another calendar (GLPI 6902, 15605)', async () => {
  // The second team of the small company is Devices, where the ticket begins; the first is the Service Desk.
  const other = policy({ id: 'desk', conditions: [{ field: 'teamId', in: [1] }], calendar: 'late' });
  const late = [{ from: '12:00', to: '20:00' }];
  const week = { monday: late, tuesday: late, wednesday: late, thursday: late, friday: late };
  await start([other, policy()], { late: { zone: 'Europe/Vienna', week } });
  await desk.click(PRIYA, 'devices', 'Claim');
  await goOnUntil(desk, mon(11));
  await act(PRIYA, 'ticket.ask', { text: 'Since when?' });
  await goOnUntil(desk, tue(11));
  await desk.say(MARIA, direct(MARIA), 'since Monday');
  const team = await numberOf(desk, sql`select id as n from teams where key = 'service-desk'`);
  expect(team).toBe(1);
  await goOnUntil(desk, tue(12));
  await act(PRIYA, 'ticket.escalate', { team: String(team), reason: 'It is the software' });
  // Two hours on Monday and one on Tuesday; the other five are counted from twelve by the second calendar.
  expect(await clock('resolution')).toMatchObject([{ policyId: 'desk', elapsedMs: 3 * HOUR, pausedMs: 24 * HOUR, dueAt: tue(17) }]);
  expect(linesOf((await desk.last(LEE, 'service-desk')).card)).toEqual(expect.arrayContaining(['Promised: Resolved by Tue 4 Jun, 17:00']));
});

describe('why this time', () => {
  const why = async (as: string, room: string) => {
    await desk.click(as, room, 'Why this time?');
    return linesOf((await desk.last(as, room)).card);
  };

  test('is told to the requester and to agents alike, part by part, and to nobody else', async () => {
    const holidays = [{ date: '2030-06-06', name: 'Corpus Christi' }];
    await start([policy()], { office: officePlan('Europe/Vienna', { holidays }) });
    await desk.click(PRIYA, 'devices', 'Claim');
    await goOnUntil(desk, mon(16));
    await act(PRIYA, 'ticket.ask', { text: 'Since when?' });
    await goOnUntil(desk, wed(16, 30));
    await desk.say(MARIA, direct(MARIA), 'since Monday');
    expect(await why(MARIA, direct(MARIA))).toEqual([
      `Why this time? T-${id}: a solution`,
      '“Usual” promises a solution within 8 h of opening hours (Europe/Vienna).',
      'Mon 3 Jun, 09:00 to Mon 3 Jun, 16:00: counts, 7 h',
      'Mon 3 Jun, 16:00 to Wed 5 Jun, 16:30: paused (waiting for an answer from you), 48 h 30 min',
      'Wed 5 Jun, 16:30 to Wed 5 Jun, 17:00: counts, 30 min',
      'Wed 5 Jun, 17:00 to Thu 6 Jun, 00:00: closed (outside opening hours, such as at night), 7 h',
      'Thu 6 Jun, 00:00 to Fri 7 Jun, 00:00: closed (Corpus Christi), 24 h',
      'Fri 7 Jun, 00:00 to Fri 7 Jun, 09:00: closed (outside opening hours, such as at night), 9 h',
      'Fri 7 Jun, 09:00 to Fri 7 Jun, 09:30: counts, 30 min',
      'So far 7 h of 8 h used; due Fri 7 Jun, 09:30.',
    ]);
    await desk.click(SAM, 'devices', 'More…');
    const told = await why(SAM, 'devices');
    expect(told).toContain('Mon 3 Jun, 15:00 to Wed 5 Jun, 15:30: paused (waiting for an answer from the requester), 48 h 30 min');
    expect((await desk.last(SAM, 'devices')).onlyForYou).toBe(true);
    const refused = await desk.call(LEE, `/rooms/${direct(LEE)}/actions`, { action: 'ticket.why', subject: String(id) });
    expect(refused).toMatchObject({ status: 403, body: { error: 'Only the person who asked can do this.' } });
  });

  test('says what is left while it is paused', async () => {
    await start();
    await desk.click(PRIYA, 'devices', 'Claim');
    await goOnUntil(desk, mon(10));
    await act(PRIYA, 'ticket.ask', { text: 'Since when?' });
    await goOnUntil(desk, tue(10));
    expect((await why(MARIA, direct(MARIA))).at(-1)).toBe('So far 1 h of 8 h used. When the pause ends, 7 h are left.');
  });

  test('sums up what is long ago', async () => {
    await start([policy({ targets: { resolution: { 3: 80 * HOUR } } })]);
    await goOnUntil(desk, nextMon(10));
    const lines = await why(MARIA, direct(MARIA));
    expect(lines.length).toBeLessThanOrEqual(20);
    expect(lines[2]).toBe('Mon 3 Jun, 09:00 to Wed 5 Jun, 17:00 in sum: counts, 24 h; closed, 32 h');
    expect(lines.at(-1)).toBe('So far 41 h of 80 h used; due Fri 14 Jun, 17:00.');
    expect(lines).toContain('Sat 8 Jun, 00:00 to Mon 10 Jun, 00:00: closed (weekend or day off), 48 h');
  });
});

describe('a ticket that was snoozed', () => {
  const snooze = async (values: Record<string, string>) => await act(PRIYA, 'ticket.snooze', { reason: 'The part comes on Thursday', ...values });

  test('waits until then, wakes by itself, and tells its owner and the thread (GLPI 15035)', async () => {
    await start();
    await desk.click(PRIYA, 'devices', 'Claim');
    await act(PRIYA, 'ticket.reply', { text: 'The part comes on Thursday' });
    await goOnUntil(desk, mon(10));
    await snooze({ when: 'at', at: '2030-06-06 13:30' });
    // Half past one in India is ten in Vienna and Stockholm.
    expect(await promised()).toEqual(['Next: We come back to this on Thu 6 Jun, 10:00', 'Snoozed: Until Thu 6 Jun, 09:00']);
    expect(await clock('resolution')).toMatchObject([{ state: 'paused', elapsedMs: HOUR, dueAt: null }]);
    await goOnUntil(desk, thu(9, 59));
    expect(await facts(MARIA, direct(MARIA))).toEqual(['Next: We come back to this on Thu 6 Jun, 10:00']);
    await goOnUntil(desk, thu(10));
    expect(await promised()).toEqual(['Promised: Resolved by Thu 6 Jun, 17:00', 'Promised: Resolved by Thu 6 Jun, 16:00']);
    const wakes = `T-${id} goes on now: The part comes on Thursday`;
    expect((await desk.last(PRIYA, direct(PRIYA))).text).toBe(wakes);
    expect((await desk.last(SAM, 'devices', (await cardOf(SAM, 'devices'))?.id)).text).toBe(wakes);
    await goOnUntil(desk, thu(11));
    expect((await desk.read(PRIYA, direct(PRIYA))).filter(({ text }) => text === wakes)).toHaveLength(1);
    await desk.click(MARIA, direct(MARIA), 'Why this time?');
    expect(linesOf((await desk.last(MARIA, direct(MARIA))).card)).toContain('Mon 3 Jun, 10:00 to Thu 6 Jun, 10:00: paused (The part comes on Thursday), 72 h');
    proves('browser', 'snooze', 'why-this-time');
  });

  test('wakes also where nothing is promised', async () => {
    await start([]);
    await snooze({ when: 'two_hours' });
    await goOnUntil(desk, mon(11));
    const woken = (await desk.read(SAM, 'devices', (await cardOf(SAM, 'devices'))?.id)).find(({ text }) => text.startsWith(`T-${id} goes on now`));
    expect(woken?.buttons.map(({ label }) => label)).toEqual(['Claim']);
  });

  test('goes on when its requester writes, or when an agent says so', async () => {
    await start();
    await desk.click(PRIYA, 'devices', 'Claim');
    await snooze({ when: 'next_monday' });
    await goOnUntil(desk, tue(9));
    await act(MARIA, 'ticket.add', { text: 'It is on fire' });
    expect(await clock('resolution')).toMatchObject([{ state: 'running', dueAt: tue(17) }]);
    await snooze({ when: 'tomorrow' });
    await desk.click(PRIYA, 'devices', 'More…');
    await desk.click(PRIYA, 'devices', 'Go on now');
    expect(await clock('resolution')).toMatchObject([{ state: 'running', dueAt: tue(17) }]);
    expect(await facts(SAM, 'devices')).toEqual(['Promised: Overdue since Mon 3 Jun, 16:00 (a first reply)']);
    await goOnUntil(desk, fri(9));
    expect((await desk.read(PRIYA, direct(PRIYA))).filter(({ text }) => text.includes('goes on now'))).toEqual([]);
  });

  test.each(['yesterday', '2030-06-03 08:00', '2032-01-01 09:00', '2030-02-30 09:00'])(
    'is not snoozed until “%s”, and the agent reads how to write it',
    async (at) => {
      await start();
      await snooze({ when: 'at', at });
      expect((await desk.last(PRIYA, direct(PRIYA))).text).toBe(
        `I cannot read “${at}” as a time within the year to come. Write it like this: 2026-12-03 14:00`,
      );
      expect(await facts(SAM, 'devices')).toEqual(['Promised: First reply by Mon 3 Jun, 16:00']);
    },
  );
});
