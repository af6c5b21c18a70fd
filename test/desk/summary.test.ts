import { and, eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { personByEmail } from '#store/people.ts';
import { runnableRows } from '#store/outbox.ts';
import { slaCycles } from '#store/schema/sla.ts';
import { runRow } from '#worker/run-row.ts';
import { subscribe } from '#workflows/summary/settle.ts';
import { proves } from '#test/parity/proves.ts';
import { direct } from '#test/support/client.ts';
import { LEE, MARIA, PRIYA, SAM, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { timersAreDue } from '../worker/helpers.ts';
import { lastAudit, numberOf, report, submit, type TestDesk } from './helpers.ts';

const HOUR = 3_600_000;
let desk: TestDesk;
beforeEach(async () => {
  desk = await createTestDesk();
  // A Wednesday, far ahead, as the database rings timers by a clock of its own. Sam leads Devices, and is in London.
  goTo('2037-11-25T10:00:00Z');
});
afterEach(async () => await desk.database.close());

const goTo = (instant: string) => desk.clock.advance(Date.parse(instant) - desk.clock.now().getTime());
const room = direct(SAM);
const said = async (as = SAM, where = direct(as)) => (await desk.last(as, where)).text;
const shown = async (as = SAM, where = direct(as)) => JSON.stringify((await desk.last(as, where)).card);
const labels = async (as = SAM, where = direct(as)) => (await desk.last(as, where)).buttons.map(({ label }) => label);
const summaries = async () => await numberOf(desk, sql`select count(*) as n from summaries`);

/** The clock shows that time, and all timers ring. */
async function at(instant: string): Promise<void> {
  goTo(instant);
  await timersAreDue(desk.worker);
  await desk.settle();
}

async function promise(ticketId: number, dueAt: string): Promise<void> {
  const startedAt = new Date('2037-11-25T10:00:00Z');
  const terms = { policyId: 'usual', policyVersion: 1, targetMs: HOUR, dueAt: new Date(dueAt) };
  // This desk promises nothing by itself; its clocks are there.
  const changed = await desk.database.db
    .update(slaCycles)
    .set({ state: 'running', startedAt, ...terms })
    .where(and(eq(slaCycles.ticketId, ticketId), eq(slaCycles.metric, 'resolution')))
    .returning();
  expect(changed).toHaveLength(1);
}

const MONDAY = '2037-11-30T09:00:00Z';
const EVERY_MONDAY = 'send me the SLA summary every Monday at 9';

describe('a lead', () => {
  test('subscribes by a sentence, reads it at the hour, acts on it, and stops it', async () => {
    const [late, soon, taken] = [await report(desk, 'my laptop is dead'), await report(desk, 'my laptop is slow'), await report(desk, 'my monitor flickers')];
    const done = await report(desk, 'my laptop hums');
    await submit(desk, SAM, { action: 'ticket.resolve', subject: String(done), values: { code: 'fixed', summary: 'A new fan' } });
    await promise(late, '2037-11-27T10:00:00Z');
    await promise(soon, '2037-11-30T16:00:00Z');
    await desk.act(PRIYA, 'devices', { action: 'ticket.claim', subject: String(taken) });

    await desk.say(SAM, room, EVERY_MONDAY);
    expect(await said()).toBe('All right. You get a summary every Monday at 09:00 (Europe/London).');
    expect(await shown()).toContain('Mon 30 Nov, 09:00');

    await at('2037-11-30T08:59:00Z');
    expect(await summaries()).toBe(0);
    await at(MONDAY);
    expect(await said()).toBe('Summary of Devices, 23 Nov to 29 Nov: 3 tickets need a decision now.');
    expect(await labels()).toEqual([
      `Claim T-${late}`,
      `Claim T-${soon}`,
      `Ask about T-${taken}`,
      'Look again',
      'How is this computed?',
      'Change time',
      'Stop these',
    ]);
    expect((await desk.last(SAM, room)).attachment?.name).toMatch(/^deskside-summary-.+\.csv$/);
    const card = await shown();
    expect(card).toContain('/charts/');
    expect(card).toMatch(/Late: a promise is broken.*T-\d+.*P\d · My laptop is dead · nobody in Devices has it.*Fri 27 Nov, 10:00/);
    expect(card).toMatch(/Late within the next working day.*My laptop is slow.*The owner has not written.*My monitor flickers · Priya Raman has it/);
    expect(card).toMatch(/Change of what is open.*\+3 tickets/);

    await desk.click(SAM, room, `Claim T-${late}`);
    expect(await said()).toContain(`You have T-${late} now`);
    await desk.click(SAM, room, `Ask about T-${taken}`);
    expect(await said()).toBe(`I have asked Priya Raman about T-${taken}.`);
    expect(await said(PRIYA)).toContain(`Sam Okafor asks how T-${taken} stands.`);
    await desk.click(SAM, room, 'How is this computed?');
    expect(await shown()).toContain('Left out: ');

    await desk.click(SAM, room, 'Stop these');
    expect(await said()).toMatch(/^I have stopped your summaries/);
    await at('2037-12-07T09:00:00Z');
    expect(await summaries()).toBe(1);
    proves('browser', 'summary', 'summary-charts', 'summary-file', 'summary-on-request');
  });

  test('has it look again: what was done is off the list', async () => {
    const late = await report(desk, 'my laptop is dead');
    await promise(late, '2037-11-27T10:00:00Z');
    await desk.say(SAM, room, EVERY_MONDAY);
    await at(MONDAY);
    expect(await said()).toContain('1 ticket needs a decision now.');
    await submit(desk, SAM, { action: 'ticket.resolve', subject: String(late), values: { code: 'fixed', summary: 'A new one' } });
    await desk.database.db.execute(sql`update sla_cycles set state = 'stopped', ended_at = '2037-11-30T09:00:00Z'`);
    await desk.click(SAM, room, 'Look again');
    expect(await said()).toContain('Nothing needs a decision now.');
    proves('browser', 'summary-on-request');
  });

  test('is asked one thing at most: how often, or at what time, or of which team', async () => {
    await desk.say(SAM, room, 'I want a summary of my team');
    expect(await said()).toMatch(/^How often, and at what time\?/);
    await desk.say(SAM, room, 'daily');
    expect(await said()).toBe('All right. You get a summary every day at 09:00 (Europe/London).');

    await desk.say(LEE, direct(LEE), 'weekly summary');
    expect(await said(LEE)).toMatch(/^At what time\?/);
    await desk.say(LEE, direct(LEE), '8:30');
    expect(await said(LEE)).toBe('All right. You get a summary every Monday at 08:30 (Europe/Stockholm).');

    await desk.database.db.execute(sql`update team_members set is_lead = true`);
    await desk.say(SAM, room, 'stop the summary');
    await desk.say(SAM, room, EVERY_MONDAY);
    expect(await labels()).toEqual(['All of them', 'Service Desk', 'Devices', 'Never mind']);
    await desk.click(SAM, room, 'Devices');
    expect(await shown()).toContain('"Devices"');
  });

  test('changes it by words and by the button, and has one and not two', async () => {
    await desk.say(SAM, room, EVERY_MONDAY);
    await desk.say(SAM, room, 'send the summary at 7 instead of 9');
    expect(await said()).toBe('All right. You get a summary every Monday at 07:00 (Europe/London).');
    await desk.fill(SAM, room, 'Change time', { often: 'week-5', at: '4 pm' });
    expect(await said()).toBe('All right. You get a summary every Friday at 16:00 (Europe/London).');
    await at('2037-11-27T16:00:00Z');
    await at('2037-11-30T09:00:00Z');
    expect(await summaries()).toBe(1);
    await desk.say(SAM, room, 'unsubscribe');
    expect(await said()).toMatch(/^I have stopped/);
    await desk.say(SAM, room, 'stop the summary');
    expect(await said()).toBe('You get no summaries, so there is nothing to stop.');
  });

  test('is told what it cannot do, and offered a person', async () => {
    await desk.say(SAM, room, 'summary every two weeks please');
    expect(await said()).toContain('Anything else a person has to arrange.');
    await desk.click(SAM, room, 'Pass it on');
    expect(await numberOf(desk, sql`select count(*) as n from tickets`)).toBe(1);
  });

  test('has it in their team’s channel when they say so; the team reads it, and only they stop it', async () => {
    const taken = await report(desk, 'my monitor flickers');
    await promise(taken, '2037-11-27T10:00:00Z');
    await desk.say(SAM, room, 'send the summary every Monday at 9 in our channel');
    expect(await shown()).toContain('In the channel of Devices');
    await at(MONDAY);
    expect(await said(PRIYA, 'devices')).toContain('Summary of Devices');
    const refused = await desk.press(PRIYA, 'devices', 'Stop these');
    expect(refused).toMatchObject({ status: 403, body: { error: 'Only the person who asked can do this.' } });
    expect(await lastAudit(desk)).toMatchObject({ action: 'summary.stop', outcome: 'refused' });
    await desk.click(PRIYA, 'devices', `Claim T-${taken}`);
    expect(await numberOf(desk, sql`select count(*) as n from tickets where assignee_id is not null`)).toBe(1);
  });
});

describe('somebody who manages people', () => {
  test('gets what their department asks for, without what it is about, and may ask how it stands', async () => {
    await desk.database.db.execute(sql`update people set manager_id = (select id from people where email = ${TOM}) where email = ${MARIA}`);
    const late = await report(desk, 'my laptop shows my diagnosis');
    await promise(late, '2037-11-26T10:00:00Z');
    await desk.say(TOM, direct(TOM), EVERY_MONDAY);
    expect(await shown(TOM)).toContain('what Sales asks for');
    await at(MONDAY);
    expect(await labels(TOM)).toContain(`Ask about T-${late}`);
    expect(await shown(TOM)).not.toContain('diagnosis');
    await desk.click(TOM, direct(TOM), `Ask about T-${late}`);
    expect(await said(TOM)).toBe(`I have asked Devices about T-${late}.`);
    const thread = await desk.read(PRIYA, 'devices', (await desk.read(PRIYA, 'devices'))[0]?.id);
    expect(thread.at(-1)?.text).toBe('Tom Becker asks how this stands. Who takes it?');
  });
});

describe('somebody without the right', () => {
  test('is refused, told why, and it is audited', async () => {
    await desk.say(MARIA, direct(MARIA), EVERY_MONDAY);
    expect(await said(MARIA)).toMatch(/^Summaries are for people who lead or work in a support team/);
    expect(await lastAudit(desk)).toMatchObject({ outcome: 'refused' });
    expect(await numberOf(desk, sql`select count(*) as n from summary_subscriptions`)).toBe(0);
  });

  test('presses no button of another’s summary', async () => {
    await desk.say(SAM, room, EVERY_MONDAY);
    await at(MONDAY);
    for (const action of ['explain', 'again', 'rest', 'nudge']) {
      const answer = await desk.call(MARIA, `/rooms/${direct(MARIA)}/actions`, { action: `summary.${action}`, subject: '1' });
      expect(answer.status).toBe(403);
    }
    expect((await desk.call(LEE, `/rooms/${direct(LEE)}/actions`, { action: 'summary.stop', subject: 'sub-1' })).status).toBe(403);
  });

  test('gets nothing more once they have lost it, and is told', async () => {
    await desk.say(SAM, room, EVERY_MONDAY);
    await desk.database.db.execute(sql`delete from team_members where person_id = (select id from people where email = ${SAM})`);
    await at(MONDAY);
    expect(await summaries()).toBe(0);
    expect(await said()).toMatch(/^I have stopped your summaries, as you no longer lead/);
    expect(await lastAudit(desk)).toMatchObject({ actor: 'desk', action: 'summary.due', outcome: 'refused' });
  });

  test('has left: nothing is sent and nothing goes on', async () => {
    await desk.say(SAM, room, EVERY_MONDAY);
    await desk.database.db.execute(sql`update people set status = 'left' where email = ${SAM}`);
    await at(MONDAY);
    expect(await summaries()).toBe(0);
    expect(await numberOf(desk, sql`select count(*) as n from outbox where kind = 'timer' and state = 'ready'`)).toBe(0);
  });
});

describe('one for each date', () => {
  test('after an outage of three weeks comes one, which says that it is late', async () => {
    await desk.say(SAM, room, EVERY_MONDAY);
    await at('2037-12-16T11:00:00Z');
    expect(await summaries()).toBe(1);
    expect(await shown()).toMatch(/This is late: it was due.*Mon 14 Dec, 09:00.*I was not running then\. 2 earlier ones were never sent/);
    await at('2037-12-21T09:00:00Z');
    expect(await summaries()).toBe(2);
    expect(await shown()).not.toContain('This is late');
  });

  test('two workers at the same time send one', async () => {
    await desk.say(SAM, room, EVERY_MONDAY);
    goTo(MONDAY);
    await desk.database.db.execute(sql`insert into outbox (id, lane, kind, payload, request_id)
      select gen_random_uuid(), 'again', kind, payload, request_id from outbox where kind = 'timer' and state = 'ready'`);
    await timersAreDue(desk.worker);
    const rows = await runnableRows(desk.database.db, 10);
    expect(rows).toHaveLength(2);
    await Promise.all(rows.map(async ({ id }) => await runRow(desk.worker, id)));
    await desk.settle();
    expect(await summaries()).toBe(1);
    expect((await desk.read(SAM, room)).filter(({ text }) => text.startsWith('Summary of'))).toHaveLength(1);
  });

  test('at 9 stays at 9 when the clocks change', async () => {
    goTo('2037-10-20T10:00:00Z');
    await desk.say(SAM, room, 'send me a summary every day at 9');
    const dues: string[] = [];
    for (const moment of ['2037-10-24T08:00:00Z', '2037-10-25T09:00:00Z', '2037-10-26T09:00:00Z']) {
      await at(moment);
      const [row] = await desk.database.db.execute<{ due: string }>(
        sql`select to_char(due_at at time zone 'UTC', 'MM-DD HH24:MI') as due from summaries order by id desc limit 1`,
      );
      dues.push(row?.due ?? '');
    }
    expect(dues).toEqual(['10-24 08:00', '10-25 09:00', '10-26 09:00']);
  });

  test('from the file as from words', async () => {
    const { db } = desk.database;
    const sam = await personByEmail(db, SAM);
    const wanted = { personId: sam?.id ?? 0, schedule: { every: 'week', weekday: 1, time: '09:00' }, zone: 'Europe/London' } as const;
    const [team] = await db.execute<{ id: number; name: string }>(sql`select id, name from teams where key = 'devices'`);
    const about = { teams: [{ id: team?.id ?? 0, name: team?.name ?? '', isLead: true }] };
    await db.transaction(async (tx) => await subscribe(tx, { ...wanted, about }, desk.clock.now()));
    await db.transaction(async (tx) => await subscribe(tx, { ...wanted, about }, desk.clock.now()));
    await at(MONDAY);
    expect(await summaries()).toBe(1);
    expect(await said()).toContain('Summary of Devices');
  });
});
