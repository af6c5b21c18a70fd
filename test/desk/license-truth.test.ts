import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MessageView } from '#bot/browser/api.ts';
import { addDays } from '#rules/business-time/local-time.ts';
import { timerRow } from '#desk/context.ts';
import { newId } from '#lib/ids.ts';
import { planRows, runnableRows } from '#store/outbox.ts';
import { runRow } from '#worker/run-row.ts';
import { seatsOf, stockCatalog } from '#test/support/catalog.ts';
import { direct } from '#test/support/client.ts';
import { LEE, MARIA, PRIYA, SAM, TOM } from '#test/support/company.ts';
import { createTestDesk, runAll } from '#test/support/desk.ts';
import { lastAudit, numberOf, submit, type TestDesk } from './helpers.ts';

/** Priya owns Figma and Lee pays for it; the one seat there is is Sam’s. Nobody has to agree to anything. */
let desk: TestDesk;
let figma: number;
beforeEach(async () => {
  desk = await createTestDesk();
  ({ figma } = await stockCatalog(desk.database, { seats: 1, today: desk.clock.now() }));
  await desk.database.db.execute(sql`update products set approval = 'none' where id = ${figma}`);
  for (const who of [TOM, LEE, PRIYA, SAM]) await desk.say(who, direct(who), 'hello');
  await wants(SAM);
});
afterEach(async () => await desk.database.close());

const last = async (who: string) => await desk.last(who, direct(who));
const words = ({ text, card }: MessageView) => `${text} ${JSON.stringify(card)}`;
const all = async (who: string) => (await desk.read(who, direct(who))).map(words).join('\n');
const homeOf = async (email: string) => await desk.desk.home({ user: { id: email, email }, address: { platform: 'browser', workspace: 'local' } });
const day = (days: number) => addDays(new Date().toISOString().slice(0, 10), days);
const product = () => `product/${figma}`;

async function wants(who: string, level = 'Editor') {
  await desk.say(who, direct(who), 'I need a license for figma');
  await desk.click(who, direct(who), level);
  await desk.say(who, direct(who), 'I draw the new shop');
}

describe('whoever looks after a product', () => {
  const TERM = { contract: 'C-2', seats: '1', price: '20,5', currency: 'usd', from: day(-5), to: day(360) };

  test('sees how its seats stand, enters what was bought, and whoever waits has a seat at once', async () => {
    await wants(MARIA);
    await wants(TOM);
    const card = (await homeOf(LEE)).find(({ title }) => title === 'Licenses you look after')?.cards[0];
    expect(JSON.stringify(card)).toMatch(/Figma.*1 bought · 1 held · 0 reserved · 0 free.*2 people.*€15\.00 a month.*1 seat until 20/);
    expect((await homeOf(MARIA)).map(({ title }) => title)).not.toContain('Licenses you look after');

    await desk.say(PRIYA, direct(PRIYA), 'pool');
    expect((await last(PRIYA)).buttons.map(({ label }) => label)).toEqual(['More seats…', 'Give to another owner…']);
    await desk.fill(PRIYA, direct(PRIYA), 'More seats…', { ...TERM, from: day(400) });
    expect((await last(PRIYA)).text).toBe('A term ends after it begins. Nothing has changed.');
    await desk.fill(PRIYA, direct(PRIYA), 'More seats…', TERM);
    expect((await last(PRIYA)).text).toBe(`Figma has C-2: 1 seat at $20.50 a month each, ${TERM.from} to ${TERM.to}. 1 of 2 who waited get one now.`);
    expect(await all(MARIA)).toContain('L-2 · Figma (Editor): You have it');
    expect((await last(TOM)).text).toContain('you are next');

    // The same contract again is changed; what is not added up has another currency.
    await desk.fill(PRIYA, direct(PRIYA), 'More seats…', { ...TERM, seats: '2' });
    expect(await all(TOM)).toContain('You have it');
    const [entry] = await desk.database.db.execute(sql`select actor, subject, reason from audit where action = 'license.term' order by id desc limit 1`);
    expect(entry).toMatchObject({
      actor: `browser/local/${PRIYA}`,
      subject: product(),
      reason: expect.stringMatching(/^C-2: 1 seat .* → C-2: 2 seats /) as string,
    });
    await desk.say(LEE, direct(LEE), 'my pool');
    expect(words(await last(LEE))).toContain('€15.00 and $41.00 a month');
    await desk.fill(LEE, direct(LEE), 'More seats…', TERM);
    expect((await last(LEE)).text).toBe('2 seats of C-2 are in use, so it cannot have fewer. Nothing has changed.');
  });

  test('may enter a term that begins later: whoever waits is served on its first day', async () => {
    await wants(MARIA);
    await submit(desk, LEE, { action: 'license.more_seats', subject: product(), values: { ...TERM, from: day(2) } });
    expect((await last(LEE)).text).toContain('0 of 1 who waited get one now.');
    expect((await last(MARIA)).text).toContain('you are next');
    desk.clock.advance(2 * 86_400_000);
    await desk.database.db.execute(sql`update outbox set next_at = now() where payload->>'timer' = 'license.line' and state = 'ready'`);
    await desk.settle();
    expect(await all(MARIA)).toContain('You have it');
  });

  test('gives it to somebody else, who is told; nobody else may do either', async () => {
    const tom = String(await numberOf(desk, sql`select id as n from people where email = ${TOM}`));
    const { status } = await desk.call(MARIA, `/rooms/${direct(MARIA)}/forms`, { action: 'license.new_owner', subject: product(), values: { owner: tom } });
    expect(status).toBe(403);
    expect(await lastAudit(desk)).toMatchObject({ action: 'license.new_owner', outcome: 'refused' });
    await submit(desk, PRIYA, { action: 'license.new_owner', subject: product(), values: { owner: tom } });
    expect((await last(TOM)).text).toBe('You look after the licenses of Figma from now on: Priya Raman has said so. Write “pool” to see how its seats stand.');
    await desk.say(TOM, direct(TOM), 'pool');
    expect((await last(TOM)).text).toBe('Figma');
    expect((await homeOf(PRIYA)).map(({ title }) => title)).not.toContain('Licenses you look after');
    expect(await seatsOf(desk.database, figma)).toHaveLength(1);
  });
});

describe('when no seat is free', () => {
  const ticketThread = async (title: string) => {
    const card = (await desk.read(SAM, 'service-desk')).findLast((message) => words(message).includes(title)) ?? expect.fail('There is no ticket.');
    return (await desk.read(SAM, 'service-desk', card.id)).map(({ text }) => text).join('\n');
  };

  test('whoever pays is asked to buy for those who wait: anew for more of them, never for fewer, and what was approved is not asked twice', async () => {
    await desk.database.db.execute(sql`update seats set last_used_on = ${day(-40)}`);
    await wants(MARIA);
    expect(words(await last(LEE))).toMatch(
      /P-1.*Buy 1 seat of Figma for Maria Lindqvist.*€15\.00 a month each\. Not used in the last 30 days: 1 of 1 seat whose use is known/,
    );
    expect(words(await last(MARIA))).toMatch(/you are next.*More seats.*I have asked Lee Chen/);
    await wants(TOM);
    expect(words(await last(LEE))).toMatch(/P-1.*Buy 2 seats of Figma for Maria Lindqvist and Tom Becker.*€15\.00 a month each, €30\.00 together/);
    await desk.click(TOM, direct(TOM), 'I no longer need it');
    expect(words(await last(LEE))).toContain('Buy 2 seats');

    await desk.click(LEE, direct(LEE), 'Approve');
    expect(words(await last(MARIA))).toContain('More are being bought: Lee Chen has approved this.');
    expect(await ticketThread('Buy 2 seats of Figma')).toMatch(
      /please buy 2 seats of Figma at €15\.00.*Lee Chen has approved this\. Who waits: Maria Lindqvist/,
    );
    // Two are on their way: the second who waits needs no question, the third does.
    await wants(TOM);
    expect(await numberOf(desk, sql`select count(*) as n from purchase_requests`)).toBe(1);
    await wants(PRIYA);
    expect(words(await last(LEE))).toContain('Buy 1 seat of Figma');
    await desk.fill(LEE, direct(LEE), 'Decline', { reason: 'Not this quarter' });
    expect(words(await last(PRIYA))).toMatch(/number 3 in line.*Lee Chen has decided against buying more: Not this quarter/);

    await submit(desk, LEE, {
      action: 'license.more_seats',
      subject: product(),
      values: { contract: 'C-2', seats: '3', price: '12', currency: 'EUR', from: day(-1), to: day(300) },
    });
    expect((await last(LEE)).text).toContain('Whoever waited gets one now.');
    expect(await desk.database.db.execute(sql`select id, state from purchase_requests order by id`)).toEqual([
      { id: 1, state: 'bought' },
      { id: 2, state: 'declined' },
    ]);
  });

  test('of two who begin to wait at the same moment, both are asked for', async () => {
    for (const who of [MARIA, TOM]) {
      await desk.say(who, direct(who), 'I need a license for figma');
      await desk.click(who, direct(who), 'Editor');
    }
    for (const who of [MARIA, TOM]) await desk.call(who, `/rooms/${direct(who)}/messages`, { text: 'I draw the new shop' });
    const rows = await runnableRows(desk.database.db, 10);
    expect(rows).toHaveLength(2);
    await Promise.all(rows.map(async ({ id }) => await runRow(desk.worker, id)));
    await desk.settle();
    expect(await desk.database.db.execute(sql`select seats from purchase_requests`)).toEqual([{ seats: 2 }]);
    expect(await numberOf(desk, sql`select count(*) as n from approvals where state = 'pending'`)).toBe(1);
  });

  test('the question ends with the line, and somebody in line reads when a seat is due back, if that is known', async () => {
    await wants(MARIA);
    expect(words(await last(MARIA))).not.toContain('Perhaps from');
    await desk.database.db.execute(sql`update seats set ends_on = ${day(20)}, version = version + 1`);
    await wants(TOM);
    expect(words(await last(TOM))).not.toContain('Perhaps from');
    await desk.click(TOM, direct(TOM), 'I no longer need it');
    expect(words(await last(MARIA))).toContain(`${day(21)}, when a seat is due back`);
    await desk.click(MARIA, direct(MARIA), 'I no longer need it');
    expect(words(await last(LEE))).toContain('No longer asked');
    expect(await desk.database.db.execute(sql`select state from purchase_requests`)).toEqual([{ state: 'dropped' }]);
  });
});

describe('each night groups and seats are compared', () => {
  const night = async (worker = desk.worker) => {
    await planRows(desk.database.db, [{ id: newId(new Date()), requestId: newId(new Date()), ...timerRow('license.reconcile', 'all', desk.clock.now()) }]);
    await runAll(worker);
  };
  const putIn = async (email: string, group: string) => await desk.worker.directory.addMember(group, email);
  const groupsOf = async (email: string) => await desk.worker.directory.groupsOf(email);
  const cards = async (who = PRIYA) => (await desk.read(who, direct(who))).filter(({ text }) => /^Figma: groups and seats (?:agree|differ)$/.test(text));
  const card = async () => (await cards()).at(-1) ?? expect.fail('There is no card.');

  test('the owner has one card with what differs, mends each by a button, and hears nothing twice', async () => {
    await desk.database.db.execute(sql`update entitlements set seats = 2 where product_id = ${figma}`);
    await putIn(MARIA, 'figma-editors');
    await putIn(TOM, 'figma-viewers');
    await desk.worker.directory.removeMember('figma-editors', SAM);
    await night();
    const found = await card();
    expect(words(found)).toMatch(/Tom Becker \(tom@example\.test\) is in the group figma-viewers and has no seat of Figma \(Viewer\)\./);
    expect(words(found)).toContain('Sam Okafor (sam@example.test) has a seat of Figma (Editor) and is not in the group figma-editors.');
    expect(found.buttons.map(({ label }) => label)).toEqual([
      'Give Tom Becker a seat',
      'Take Tom Becker out of the group',
      'Give Maria Lindqvist a seat',
      'Take Maria Lindqvist out of the group',
      'Put Sam Okafor into the group',
      'Free the seat of Sam Okafor',
    ]);
    await night();
    expect(await card()).toMatchObject({ id: found.id });

    await desk.click(PRIYA, direct(PRIYA), 'Give Maria Lindqvist a seat');
    expect((await last(MARIA)).text).toBe('You had access to Figma (Editor) without a seat; Priya Raman has given you one. Nothing changes for you.');
    // That was the last free one.
    expect((await card()).buttons.map(({ label }) => label)).not.toContain('Give Tom Becker a seat');
    await desk.click(PRIYA, direct(PRIYA), 'Take Tom Becker out of the group');
    expect(await groupsOf(TOM)).toEqual([]);
    await desk.click(PRIYA, direct(PRIYA), 'Put Sam Okafor into the group');
    expect(await groupsOf(SAM)).toEqual(['figma-editors']);
    expect(await card()).toMatchObject({ id: found.id, text: 'Figma: groups and seats agree', buttons: [] });

    await desk.worker.directory.removeMember('figma-editors', MARIA);
    await night();
    await desk.click(PRIYA, direct(PRIYA), 'Free the seat of Maria Lindqvist');
    expect(await seatsOf(desk.database, figma)).toMatchObject([
      { email: SAM, state: 'active' },
      { email: MARIA, state: 'released' },
    ]);
    expect(await numberOf(desk, sql`select count(*) as n from license_differences where mended_at is null`)).toBe(0);
    expect(
      await numberOf(
        desk,
        sql`select count(*) as n from outbox where payload->>'timer' = 'license.reconcile' and state = 'ready' and next_at > now() + interval '1 hour'`,
      ),
    ).toBe(1);
  });

  test('a seat that is granted while the group is read is no difference, what mends itself is gone, and a group that is gone is said', async () => {
    await desk.database.db.execute(sql`update entitlements set seats = 2 where product_id = ${figma}`);
    await putIn(MARIA, 'figma-editors');
    const { directory } = desk.worker;
    const slow = async (group: string) => {
      const members = await directory.membersOf(group);
      if (group !== 'figma-editors') return members;
      await desk.database.db.execute(sql`
        insert into seats (entitlement_id, product_id, level_id, person_id, since) select e.id, e.product_id, l.id, p.id, current_date
        from entitlements e, product_levels l, people p where e.product_id = ${figma} and l.name = 'Editor' and p.email = ${MARIA}`);
      return members;
    };
    await night({ ...desk.worker, directory: { ...directory, membersOf: slow } });
    expect(await cards()).toEqual([]);
    expect(await numberOf(desk, sql`select count(*) as n from license_checks where problem is null`)).toBe(2);
    expect(await seatsOf(desk.database, figma)).toMatchObject([{ email: SAM }, { email: MARIA, state: 'active' }]);

    await putIn(TOM, 'figma-viewers');
    await night();
    expect(words(await card())).toContain('Tom Becker');
    await directory.removeMember('figma-viewers', TOM);
    await desk.database.db.execute(sql`with gone as (delete from group_members where group_name = 'figma-editors') select`);
    await desk.database.db.execute(sql`delete from groups where name = 'figma-editors'`);
    await night();
    expect(words(await card())).toContain('The group of Figma (Editor) could not be read, so nothing new is known of it: There is no group “figma-editors”');
    expect(words(await card())).not.toContain('Tom Becker');
  });
});
