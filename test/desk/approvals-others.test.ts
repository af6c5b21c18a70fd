import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findTicket } from '#store/tickets.ts';
import { runRow } from '#worker/run-row.ts';
import { runnableRows } from '#store/outbox.ts';
import { proves } from '#test/parity/proves.ts';
import { direct } from '#test/support/client.ts';
import { GONE, LEE, MARIA, PRIYA, SAM, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { hire, lastAudit, numberOf, report, submit, type TestDesk } from './helpers.ts';

const DAY = 86_400_000;

let desk: TestDesk;
beforeEach(async () => {
  desk = await createTestDesk();
  for (const who of [TOM, LEE, PRIYA, SAM]) await desk.say(who, direct(who), 'hello');
});
afterEach(async () => await desk.database.close());

const idOf = async (email: string) => String(await numberOf(desk, sql`select id as n from people where email = ${email}`));
const cardOf = async (who: string) => (await desk.read(who, direct(who))).findLast(({ text }) => text.startsWith('Approval ·'));
const labels = async (who: string) => (await cardOf(who))?.buttons.map(({ label }) => label) ?? [];
const texts = async (who: string) => (await desk.read(who, direct(who))).map(({ text }) => text);
const newest = async () => String(await numberOf(desk, sql`select max(id) as n from approvals`));
const homeOf = async (email: string) => await desk.desk.home({ user: { id: email, email }, address: { platform: 'browser', workspace: 'local' } });
const day = (days: number) => new Date(desk.clock.now().getTime() + days * DAY).toISOString().slice(0, 10);
async function wantMonitor(): Promise<number> {
  await submit(desk, MARIA, {
    action: 'ticket.hardware_request',
    value: 'checked',
    values: { what: 'a second monitor', why: 'I compare long tables all day' },
  });
  return await numberOf(desk, sql`select max(id) as n from tickets`);
}
const away = async (who: string, deputy: string, from: string, until: string) =>
  await submit(desk, who, { action: 'approval.away', values: { from, until, deputy: await idOf(deputy) } });

describe('whoever is away', () => {
  test('has somebody else decide for them, who reads in whose place', async () => {
    await away(TOM, LEE, day(-1), day(7));
    await wantMonitor();
    expect(await labels(TOM)).toEqual([]);
    expect(JSON.stringify(await cardOf(LEE))).toMatch(/In place of.*Tom Becker/);
    await desk.click(LEE, direct(LEE), 'Approve');
    expect(JSON.stringify(await cardOf(LEE))).toContain('Approved by Lee Chen');
  });

  test('hands over what waits for them when the first day begins', async () => {
    const id = await wantMonitor();
    await desk.fill(TOM, direct(TOM), 'I am away…', { from: day(-1), until: day(7), deputy: await idOf(LEE) });
    expect(await labels(TOM)).toEqual([]);
    expect(await labels(LEE)).toContain('Approve');
    expect(await texts(TOM)).toContainEqual(expect.stringMatching(/^All right: Lee Chen decides for you from/));
    await desk.act(TOM, direct(TOM), { action: 'approval.approve', subject: await newest() });
    expect((await texts(TOM)).at(-1)).toBe('Somebody else was asked in your place.');
    expect(await findTicket(desk.database.db, id)).toMatchObject({ approval: 'pending' });
    proves('browser', 'away');
  });

  test('whose deputy is the one who asks: the team’s leads are asked', async () => {
    await away(TOM, MARIA, day(-1), day(7));
    await wantMonitor();
    expect(await labels(TOM)).toEqual([]);
    expect(await labels(MARIA)).toEqual([]);
    expect(await labels(SAM)).toContain('Approve');
  });

  test('says so once for the same days, sees it on their own page, and ends it there', async () => {
    await away(TOM, LEE, day(1), day(7));
    await away(TOM, SAM, day(7), day(9));
    expect((await texts(TOM)).at(-1)).toMatch(/^You have said already who decides for you/);
    const cards = (await homeOf(TOM)).find(({ title }) => title === 'When you are away')?.cards ?? [];
    expect(cards.map(({ title }) => title)).toEqual(['Lee Chen decides for you', 'Somebody else can decide for you']);
    const { action, value } = cards[0]?.buttons[0] ?? { action: 'none' };
    expect(action).toBe('approval.back');
    await desk.act(SAM, direct(SAM), { action, value });
    expect(await lastAudit(desk)).toMatchObject({ action: 'approval.back', outcome: 'refused' });
    await desk.act(TOM, direct(TOM), { action, value });
    await wantMonitor();
    expect(await labels(TOM)).toContain('Approve');
  });

  test.each([
    ['2026-13-01', '2026-12-09', /Please write the days/],
    ['next week', '2026-12-09', /Please write the days/],
    ['2030-01-09', '2030-01-01', /cannot be before the first/],
    ['2020-01-01', '2020-01-09', /over already/],
  ])('from %s to %s is told what to mend', async (from, until, why) => {
    await away(TOM, LEE, from, until);
    expect((await texts(TOM)).at(-1)).toMatch(why);
  });
});

test('an absence that begins later takes along what waits then', async () => {
  await wantMonitor();
  await away(TOM, LEE, day(2), day(9));
  expect(await labels(TOM)).toContain('Approve');
  // Past midnight wherever they are, and before the next in the ladder are asked.
  desk.clock.advance(2.6 * DAY);
  await desk.database.db.execute(sql`update outbox set next_at = now() where done_at is null and payload->>'timer' = 'approval.away'`);
  await desk.settle();
  expect(await labels(TOM)).toEqual([]);
  expect(await labels(LEE)).toContain('Approve');
});

describe('a question that is handed on', () => {
  test('is answered by somebody else, and never by the one who asks or has left', async () => {
    const id = await wantMonitor();
    const hand = async (to: string) =>
      await submit(desk, TOM, { action: 'approval.hand_on', subject: await newest(), values: { to: await idOf(to), reason: 'You have the budget' } });
    await hand(MARIA);
    expect((await texts(TOM)).at(-1)).toMatch(/nobody decides about their own request/);
    await hand(GONE);
    expect((await texts(TOM)).at(-1)).toMatch(/^Gone Person cannot be asked/);
    await desk.fill(TOM, direct(TOM), 'Hand to somebody else', { to: await idOf(LEE), reason: 'You have the budget' });
    expect(await labels(TOM)).toEqual([]);
    await desk.click(LEE, direct(LEE), 'Approve');
    expect(await findTicket(desk.database.db, id)).toMatchObject({ approval: 'approved' });
    proves('browser', 'hand-on');
  });
});

describe('an agent', () => {
  const ask = async (id: number, values: Record<string, string>) => await submit(desk, SAM, { action: 'ticket.ask_approval', subject: String(id), values });

  test('does not decide about what they ask themselves, nor does whoever they stand in for', async () => {
    const id = await report(desk, 'my laptop is broken beyond repair');
    const what = { what: 'A new ThinkPad', why: 'The board is dead' };
    await ask(id, { who: await idOf(SAM), ...what });
    expect((await desk.last(SAM, direct(SAM))).text).toBe('You are the one who asks, so please choose somebody else.');
    await away(TOM, SAM, day(-1), day(7));
    await ask(id, { who: await idOf(TOM), ...what });
    expect(await findTicket(desk.database.db, id)).toMatchObject({ state: 'new', approval: 'unanswered' });
    expect(await labels(SAM)).toEqual([]);
  });

  test('asks two in order: the second once the first has approved', async () => {
    const id = await report(desk, 'my laptop is broken beyond repair');
    await ask(id, { who: await idOf(TOM), also: await idOf(LEE), how: 'in_order', what: 'A new ThinkPad', why: 'The board is dead', cost: '€ 1,400' });
    expect(JSON.stringify(await cardOf(TOM))).toMatch(/A new ThinkPad.*€ 1,400/);
    expect(await labels(LEE)).toEqual([]);
    await desk.click(TOM, direct(TOM), 'Approve');
    expect(await findTicket(desk.database.db, id)).toMatchObject({ approval: 'pending' });
    await desk.click(LEE, direct(LEE), 'Approve');
    expect(await findTicket(desk.database.db, id)).toMatchObject({ approval: 'approved' });
  });

  test('asks two at once, who both have to: one yes is not enough, one no is, and the ticket goes on', async () => {
    const id = await report(desk, 'my laptop is broken beyond repair');
    await ask(id, { who: await idOf(TOM), also: await idOf(LEE), how: 'all', what: 'A new ThinkPad', why: 'The board is dead' });
    await desk.click(TOM, direct(TOM), 'Approve');
    expect(await labels(TOM)).toEqual([]);
    await desk.fill(LEE, direct(LEE), 'Decline', { reason: 'Not this year' });
    expect(await findTicket(desk.database.db, id)).toMatchObject({ state: 'new', approval: 'declined' });
    expect((await desk.last(MARIA, direct(MARIA))).text).toBe(
      `Lee Chen has declined what we asked them about T-${id}, which stays open. Their words: “Not this year”`,
    );
    proves('browser', 'ask-approval');
  });

  test('does not get an approval from one of two who both have to when the other has left', async () => {
    const id = await report(desk, 'my laptop is broken beyond repair');
    await ask(id, { who: await idOf(TOM), also: await idOf(LEE), how: 'all', what: 'A new ThinkPad', why: 'The board is dead' });
    await desk.database.db.execute(sql`update people set status = 'left' where email = ${LEE}`);
    desk.clock.advance(1.1 * DAY);
    await desk.database.db.execute(sql`update outbox set next_at = now() where done_at is null and payload->>'timer' = 'approval.remind'`);
    await desk.settle();
    expect(await findTicket(desk.database.db, id)).toMatchObject({ state: 'new', approval: 'unanswered' });
    expect(await labels(TOM)).toEqual([]);
  });

  test('does not ask about what waits already, and can go on without', async () => {
    const id = await wantMonitor();
    await ask(id, { who: await idOf(LEE), what: 'A monitor', why: 'Because' });
    expect((await desk.last(SAM, direct(SAM))).text).toMatch(/waits for an approval already.*You wrote: “A monitor”/);
    await submit(desk, SAM, { action: 'ticket.go_on', subject: String(id), values: { reason: 'There is one in stock' } });
    expect(await findTicket(desk.database.db, id)).toMatchObject({ state: 'new', approval: 'withdrawn' });
    expect(JSON.stringify(await cardOf(TOM))).toMatch(/No longer asked.*There is one in stock/);
    await submit(desk, SAM, { action: 'ticket.resolve', subject: String(id), values: { code: 'fixed', summary: 'Here you are' } });
    expect(await findTicket(desk.database.db, id)).toMatchObject({ state: 'resolved' });
  });
});

test('an approver’s page shows what waits for them, with buttons, as long as it does', async () => {
  await wantMonitor();
  const waiting = async () => (await homeOf(TOM)).find(({ title }) => title === 'Waiting for your decision')?.cards ?? [];
  expect((await waiting()).map(({ buttons }) => buttons.map(({ label }) => label))).toEqual([['Approve', 'Decline', 'Hand to somebody else', 'I am away…']]);
  await desk.click(TOM, direct(TOM), 'Approve');
  expect(await waiting()).toEqual([]);
  expect((await homeOf(MARIA)).map(({ title }) => title)).toEqual(['My requests', 'My devices']);
});

test.each([1, 2, 3])('an approval, going on without it and a withdrawal at the same time have one outcome (%s)', async () => {
  const id = await wantMonitor();
  const [ref, subject] = [String(id), await newest()];
  const room = (who: string) => `/rooms/${direct(who)}`;
  await desk.call(TOM, `${room(TOM)}/actions`, { action: 'approval.approve', subject });
  await desk.call(SAM, '/rooms/devices/forms', { action: 'ticket.go_on', subject: ref, values: { reason: 'In stock' } });
  await desk.call(MARIA, `${room(MARIA)}/forms`, { action: 'ticket.withdraw', subject: ref, values: { reason: 'I found one' } });
  const rows = await runnableRows(desk.database.db, 100);
  expect(rows).toHaveLength(3);
  await Promise.all(rows.map(async ({ id: row }) => await runRow(desk.worker, row)));
  await desk.settle();
  expect(await numberOf(desk, sql`select count(*) as n from outbox where done_at is null and kind <> 'timer'`)).toBe(0);
  expect(await numberOf(desk, sql`select count(*) as n from approvals where state = 'pending'`)).toBe(0);
  const [approval] = await desk.database.db.execute<{ state: string }>(sql`select state from approvals where id = ${Number(subject)}`);
  expect(await findTicket(desk.database.db, id)).toMatchObject({ state: 'withdrawn', approval: approval?.state });
});

test('twenty who press at once, approving and declining, decide once', async () => {
  const names = Array.from({ length: 20 }, (_, at) => `Lead${at}`);
  const leads = await Promise.all(names.map(async (name) => await hire(desk, name)));
  await desk.database.db.execute(sql`
    insert into team_members (team_id, person_id, is_lead) select t.id, p.id, true from teams t, people p where t.key = 'devices' and p.email in ${leads}`);
  for (const lead of leads) await desk.say(lead, direct(lead), 'hello');
  await desk.database.db.execute(sql`update people set manager_id = null where email = ${MARIA}`);
  const id = await wantMonitor();
  const subject = await newest();
  for (const [at, lead] of leads.entries()) {
    const ref = at % 2 === 0 ? { action: 'approval.approve', subject } : { action: 'approval.decline', subject, values: { reason: 'No' } };
    await desk.call(lead, `/rooms/${direct(lead)}/${'values' in ref ? 'forms' : 'actions'}`, ref);
  }
  const rows = await runnableRows(desk.database.db, 100);
  expect(rows).toHaveLength(20);
  await Promise.all(rows.map(async ({ id: row }) => await runRow(desk.worker, row)));
  await desk.settle();
  expect(await numberOf(desk, sql`select count(*) as n from approval_asks where answer in ('approved', 'declined')`)).toBe(1);
  expect(await numberOf(desk, sql`select count(*) as n from audit where action in ('approval.approve', 'approval.decline') and outcome = 'done'`)).toBe(1);
  expect(await numberOf(desk, sql`select count(*) as n from audit where action in ('approval.approve', 'approval.decline') and outcome = 'refused'`)).toBe(19);
  expect(['approved', 'declined']).toContain((await findTicket(desk.database.db, id))?.approval);
});
