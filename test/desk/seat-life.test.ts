import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { timerRow } from '#desk/context.ts';
import { newId } from '#lib/ids.ts';
import { DAY } from '#rules/business-time/local-time.ts';
import { DAILY } from '#rules/seat-life.ts';
import { planRows } from '#store/outbox.ts';
import { reportText } from '#transfer/report.ts';
import { importUsage } from '#transfer/usage.ts';
import type { MessageView } from '#bot/browser/api.ts';
import { seatsOf, stockCatalog } from '#test/support/catalog.ts';
import { direct } from '#test/support/client.ts';
import { LEE, MARIA, PRIYA, SAM, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { numberOf, submit, type TestDesk } from './helpers.ts';

/** On 3 June 2030 there are two seats of Figma, which Priya owns; Maria's manager is Tom. */
let desk: TestDesk;
let figma: number;
beforeEach(async () => {
  desk = await createTestDesk({ start: '2030-06-03T08:00:00Z' });
  ({ figma } = await stockCatalog(desk.database, { today: desk.clock.now() }));
  for (const who of [MARIA, TOM, LEE, PRIYA, SAM]) await desk.say(who, direct(who), 'hello');
  await lookAfterSeats();
});
afterEach(async () => await desk.database.close());

/** So many days later all timers ring whose time has come, and once more the daily one, which then has nothing left to do. */
async function daysPass(days: number): Promise<void> {
  desk.clock.advance(days * DAY);
  await ring();
  await lookAfterSeats();
  await ring();
}

async function lookAfterSeats(): Promise<void> {
  const now = desk.clock.now();
  await planRows(desk.database.db, [{ id: newId(now), requestId: newId(now), ...timerRow(DAILY, 'all', now) }]);
}

/** The database has a clock of its own. */
async function ring(): Promise<void> {
  const due = sql`state = 'ready' and kind = 'timer' and next_at > now() and next_at <= ${desk.clock.now().toISOString()}::timestamptz`;
  const { db } = desk.database;
  while ((await db.execute(sql`update outbox set next_at = now() - interval '1 second' where ${due} returning id`)).length > 0) await desk.settle();
}

/** A seat of Figma without asking anybody; for so many months. */
async function gets(who: string, term = 'good', level = 'Editor'): Promise<void> {
  await desk.database.db.execute(sql`update products set approval = 'none' where id = ${figma}`);
  const id = await numberOf(desk, sql`select id as n from product_levels where name = ${level}`);
  await submit(desk, who, { action: 'license.request', subject: `product/${figma}`, values: { why: 'mock-ups', level: String(id), term } });
  await desk.database.db.execute(sql`update products set approval = 'manager' where id = ${figma}`);
}

const last = async (who: string) => await desk.last(who, direct(who));
const words = ({ text, card }: MessageView) => `${text} ${JSON.stringify(card)}`;
const labels = ({ buttons }: MessageView) => buttons.map(({ label }) => label);
const texts = async (who: string) => (await desk.read(who, direct(who))).map(({ text }) => text);
const all = async (who: string) => (await desk.read(who, direct(who))).map(words).join('\n');
const holds = async () => (await seatsOf(desk.database, figma)).map(({ email, state }) => `${email} ${state}`);
/** How often somebody was shown something, counting the copies that shrank to a line since. */
const timesTold = async (who: string, what: string) => (await texts(who)).filter((text) => text.startsWith(what)).length;

const leaves = async (who: string) => void (await desk.database.db.execute(sql`update people set status = 'left' where email = ${who}`));
/** How much somebody was ever sent, whether they may still read it or not. */
const posts = async (who: string) => await numberOf(desk, sql`select count(*) as n from browser_messages where room = ${direct(who)}`);

test('what is looked after daily sets itself again, once, at the same hour', async () => {
  await daysPass(3);
  const waiting = await desk.database.db.execute(
    sql`select next_at from outbox where state = 'ready' and payload->>'timer' = ${DAILY} and payload->>'subject' = 'all'`,
  );
  expect([...waiting]).toEqual([{ next_at: '2030-06-07 08:00:00+00' }]);
});

test('who has a seat for a time is told before it ends, asks for longer or gives it back; what ended is taken back', async () => {
  await gets(MARIA, '1');
  await gets(LEE, '1');
  await daysPass(15);
  expect(await timesTold(MARIA, 'Figma (Editor) ends')).toBe(0);
  await daysPass(1);
  expect(await timesTold(MARIA, 'Figma (Editor) ends on 2030-07-03')).toBe(1);
  expect(labels(await last(MARIA))).toEqual(['Extend', 'Give it back']);
  // The desk stood still on the day a week before: the notice comes when it runs again.
  await daysPass(9);
  expect(await timesTold(MARIA, 'Figma (Editor) ends on 2030-07-03')).toBe(2);

  await desk.fill(MARIA, direct(MARIA), 'Extend', { term: '1' });
  expect(words(await last(TOM))).toMatch(/L-3.*Figma \(Editor\) for longer, until 2030-08-03/);
  expect(await all(MARIA)).toMatch(/Whether you have it until 2030-08-03 \(L-3\) waits for approval/);
  await daysPass(4);
  expect(await timesTold(MARIA, 'Figma (Editor) ends')).toBe(2);
  await desk.click(TOM, direct(TOM), 'Approve');
  expect(words(await last(MARIA))).toMatch(/L-3 · Figma \(Editor\) for longer: You have it.*2030-08-03/);
  expect(words(await last(MARIA))).not.toContain('I have asked');

  // Lee was told three times, asks for longer as well, and gives it back before anybody decides.
  expect(await timesTold(LEE, 'Figma (Editor) ends on 2030-07-03')).toBe(3);
  await desk.fill(LEE, direct(LEE), 'Extend', { term: '3' });
  await desk.fill(LEE, direct(LEE), 'Give it back', { sure: 'yes' });
  expect(await all(LEE)).toMatch(/L-4 · Figma \(Editor\) for longer: Canceled[^]*Figma \(Editor\) is given back. Thank you\./);
  expect(words(await last(SAM))).toContain('No longer asked');
  expect(await holds()).toEqual([`${MARIA} active`, `${LEE} released`]);

  // Maria asks once more, and nobody decides: it is kept for a week.
  await daysPass(31);
  // The card that was there changed with the end, and was put up anew a day before it.
  expect(await timesTold(MARIA, 'Figma (Editor) ends on 2030-08-03')).toBe(2);
  await desk.fill(MARIA, direct(MARIA), 'Extend', { term: '12' });
  await daysPass(8);
  expect(await holds()).toContain(`${MARIA} active`);
  await daysPass(1);
  expect(await holds()).toEqual([`${MARIA} released`, `${LEE} released`]);
  expect(await all(MARIA)).toMatch(/L-5 · Figma \(Editor\) for longer: Canceled.*Nobody has decided before its time was over/);
  expect((await last(MARIA)).text).toBe('You had Figma (Editor) until 2030-08-03, so I have taken it back. If you need it again, tell me.');
  expect(await desk.worker.directory.groupsOf(MARIA)).toEqual([]);
});

test('who has left gives back everything and is not written to; the owner hears of it, and whoever waits moves up', async () => {
  await desk.database.db.execute(sql`update entitlements set seats = 1 where product_id = ${figma}`);
  await gets(MARIA, '1');
  await gets(LEE);
  await gets(TOM);
  await desk.say(MARIA, direct(MARIA), 'I need a license for Slide Deck because I present on Friday');
  expect((await last(TOM)).text).toContain('you are number 2 in line');
  const before = await Promise.all([MARIA, LEE].map(posts));
  for (const who of [MARIA, LEE]) await leaves(who);
  // Another level is just being given to Maria: taking the seat back could overtake that in the directory, so it waits a day.
  await desk.database.db.execute(sql`
    insert into license_requests (kind, state, product_id, level_id, person_id, asked_by_id, reason, seat_id, asked_at)
    select 'level', 'granting', product_id, level_id, person_id, person_id, '', id, now() from seats where product_id = ${figma} and until is null`);
  await daysPass(1);
  expect(await holds()).toEqual([`${MARIA} active`]);
  await desk.database.db.execute(sql`update license_requests set state = 'failed', ended_at = now(), version = version + 1 where state = 'granting'`);

  await daysPass(1);
  expect(await Promise.all([MARIA, LEE].map(posts))).toEqual(before);
  expect(await holds()).toEqual([`${MARIA} released`, `${TOM} active`]);
  expect(await desk.worker.directory.groupsOf(MARIA)).toEqual([]);
  expect((await last(TOM)).text).toContain('L-3 · Figma (Editor): You have it');
  expect((await last(PRIYA)).text).toBe('I am taking back what people had who have left: Figma (Editor) of Maria Lindqvist.');
  expect(await numberOf(desk, sql`select count(*) as n from license_requests where ended_at is null`)).toBe(0);
  // Slide Deck is nobody's and has no group: its team has a ticket that is not Maria's.
  expect(await all(SAM)).toContain('License: Slide Deck for Maria Lindqvist');
  await daysPass(40);
  expect(await Promise.all([MARIA, LEE].map(posts))).toEqual(before);
});

async function bringUsage(...lines: string[]): Promise<string> {
  const text = ['email,product,last_used_on', ...lines].join('\n');
  return reportText('usage.csv', await desk.database.db.transaction(async (tx) => await importUsage(tx, text, desk.clock.now())));
}

test('who does not use a seat is asked twice, and may have it back for a week', async () => {
  await desk.database.db.execute(sql`update products set idle_days = 45 where id = ${figma}`);
  await desk.database.db.execute(sql`update entitlements set seats = 4 where product_id = ${figma}`);
  for (const who of [MARIA, LEE, SAM, PRIYA, TOM]) await gets(who);
  await daysPass(10);
  expect(
    await bringUsage(
      `${MARIA},Figma,2030-06-10`,
      `${LEE.toUpperCase()},figjam,2030-06-12`,
      `${SAM},figma,2030-06-10`,
      `${PRIYA},Figma,2030-06-10`,
      `${PRIYA},figjam,2030-06-09`,
      'nobody@example.test,Figma,2030-06-10',
      `${MARIA},Zeplin,2030-06-10`,
      `${TOM},Figma,2030-06-10`,
      `${TOM},figjam,2031-06-10`,
      `${MARIA},figjam,10.6.2030`,
    ),
  ).toBe(
    'usage.csv:7: email: nobody here has the address “nobody@example.test”\n' +
      'usage.csv:8: product: there is no product “Zeplin”\n' +
      'usage.csv:9: they hold no seat of Figma\n' +
      'usage.csv:10: last_used_on: 2031-06-10 is in the future; today is 2030-06-13\n' +
      'usage.csv:11: last_used_on: is not a date, such as 2027-03-31\n' +
      '0 added, 4 changed, 1 unchanged, 5 refused.\n',
  );

  await daysPass(41);
  expect(await all(MARIA)).not.toContain('Do you still need');
  await daysPass(1);
  for (const who of [MARIA, SAM, PRIYA])
    expect(words(await last(who))).toMatch(/Do you still need Figma \(Editor\)\?.*last used it on 2030-06-10.*once more on 2030-08-01.*may no longer be there/);
  // Sam needs it no longer: Tom has waited for it. Then Sam does, and is next in line.
  await desk.click(SAM, direct(SAM), 'No, take it back');
  expect((await last(TOM)).text).toContain('You have it');
  expect(words(await last(SAM))).toMatch(/I have taken Figma \(Editor\) back.*until 2030-08-01/);
  await desk.click(SAM, direct(SAM), 'I need it after all');
  expect((await last(SAM)).text).toContain('Approved, but no seat is free; you are next');

  await daysPass(2);
  expect(await all(MARIA)).not.toContain('I ask a second time');
  await desk.click(LEE, direct(LEE), 'Yes, I use it');
  expect((await texts(LEE)).slice(-2)).toEqual(['You have Figma (Editor)', 'Thank you. You keep Figma (Editor).']);
  await daysPass(5);
  expect(words(await last(MARIA))).toMatch(/Do you still need.*I ask a second time: without an answer I take it back on 2030-08-08/);
  await daysPass(7);
  // Of the two that nobody spoke for, Sam has one, and whoever presses first has the other.
  expect((await last(SAM)).text).toContain('You have it');
  expect(labels(await last(PRIYA))).toEqual(['I need it after all']);
  await desk.click(MARIA, direct(MARIA), 'I need it after all');
  expect((await last(MARIA)).text).toMatch(/^L-\d+ · Figma \(Editor\): You have it$/);
  expect(await desk.worker.directory.groupsOf(MARIA)).toEqual(['figma-editors']);
  await daysPass(7);
  expect(labels(await last(PRIYA))).toEqual(['I need it after all']);
  await daysPass(1);
  expect([await last(PRIYA)].map(({ text, buttons }) => [text, buttons])).toEqual([['You had Figma (Editor) until 2030-08-08', []]]);

  // Lee said so 45 days ago, is asked anew, and uses it.
  await daysPass(25);
  expect((await last(LEE)).text).toBe('Do you still need Figma (Editor)?');
  await bringUsage(`${LEE},Figma,2030-09-09`);
  await daysPass(1);
  expect((await last(LEE)).text).toBe('You have Figma (Editor)');
  await daysPass(30);
  expect((await holds()).filter((line) => line.endsWith('active'))).toEqual([LEE, TOM, SAM, MARIA].map((who) => `${who} active`));
});

test('whoever decides about a product is told 90, 60 and 30 days before notice, with what its seats cost and how they are used', async () => {
  const { db } = desk.database;
  await db.execute(sql`
    insert into entitlements (product_id, seats, seat_price_cents, currency, starts_on, ends_on) values (${figma}, 1, 1200, 'EUR', '2029-02-23', '2030-02-22')`);
  await db.execute(sql`update entitlements set contract = 'F-2030', notice_on = '2030-09-11' where product_id = ${figma} and seats = 2`);
  await gets(MARIA);
  await gets(TOM);
  await bringUsage(`${MARIA},Figma,2030-05-02`);
  await daysPass(9);
  expect(await all(PRIYA)).not.toContain('F-2030');
  await daysPass(1);
  const card = words(await last(PRIYA));
  for (const fact of [
    'Figma: notice must be given by 2030-09-11',
    'F-2030',
    '2030-02-23 to 2031-02-23',
    '2 bought, 2 held on 2030-06-13',
    '1 not used for 30 days; of 1 nobody has told me whether they are used',
    '€30.00 a month (€15.00 a seat), €360.00 for the term of 12 months',
    'on 2030-02-23: 1 → 2 seats, €12.00 → €15.00 a seat',
  ])
    expect(card).toContain(fact);

  // From 60 days before on they are told once, however late the desk is; then the owner leaves, and whoever pays is told.
  await daysPass(45);
  expect(await timesTold(PRIYA, 'Figma: notice')).toBe(2);
  const before = await posts(PRIYA);
  await leaves(PRIYA);
  await daysPass(15);
  expect((await last(LEE)).text).toBe('Figma: notice must be given by 2030-09-11');
  expect(await posts(PRIYA)).toBe(before);

  // Slide Deck is nobody's and can be given no notice of: its team has one ticket while that is open.
  const tickets = sql`select count(*) as n from tickets where title = 'License: Slide Deck: its term ends on 2031-02-23'`;
  await daysPass(104);
  expect(await numberOf(desk, tickets)).toBe(0);
  await daysPass(1);
  expect(await numberOf(desk, tickets)).toBe(1);
  await daysPass(60);
  expect(await numberOf(desk, tickets)).toBe(1);
  expect(await numberOf(desk, sql`select count(*) as n from renewal_notices where ticket_id is not null`)).toBe(2);
});
