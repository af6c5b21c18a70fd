import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MessageView } from '#bot/browser/api.ts';
import { proves } from '#test/parity/proves.ts';
import { NOTHING_SAID } from '#rules/edition.ts';
import { addEdition } from '#store/editions.ts';
import { eventsOf, findTicket } from '#store/tickets.ts';
import { direct } from '#test/support/client.ts';
import { LEE, MARIA, PRIYA, SAM, TOM } from '#test/support/company.ts';
import { hoursPass } from '#test/support/stage.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { lastAudit, numberOf, submit, type TestDesk } from './helpers.ts';

const HOUR = 3_600_000;
const ASK = { action: 'ticket.hardware_request', value: 'checked', values: { what: 'a second monitor', why: 'I compare long tables all day' } };

/** Maria's manager is Tom; her monitor is for the Devices team, whose lead is Sam. */
let desk: TestDesk;
let id: number;
beforeEach(async () => {
  desk = await createTestDesk();
  // Whoever is to be told something is known here already.
  for (const who of [TOM, LEE, PRIYA, SAM]) await desk.say(who, direct(who), 'hello');
  await submit(desk, MARIA, ASK);
  id = await numberOf(desk, sql`select max(id) as n from tickets`);
});
afterEach(async () => await desk.database.close());

const last = async (who: string) => await desk.last(who, direct(who));
const words = ({ text, card }: MessageView) => `${text} ${JSON.stringify(card)}`;
const labels = ({ buttons }: MessageView) => buttons.map(({ label }) => label);
const ticket = async () => await findTicket(desk.database.db, id);
/** The newest card of the question in somebody's direct messages, wherever it hangs. */
const cardOf = async (who: string) =>
  (await desk.read(who, direct(who))).findLast(({ text }) => text.startsWith('Approval ·')) ?? expect.fail(`${who} has no card.`);
const teamCard = async () => (await desk.read(SAM, 'devices')).findLast(({ text }) => text.startsWith(`T-${id}`)) ?? expect.fail('There is no card.');
const threadOf = async () => (await desk.read(SAM, 'devices', (await teamCard()).id)).map(({ text }) => text);
const manage = async (email: string, manager: string) =>
  await desk.database.db.execute(sql`update people set manager_id = (select id from people where email = ${manager}) where email = ${email}`);
const leave = async (email: string) => await desk.database.db.execute(sql`update people set status = 'left' where email = ${email}`);
const after = async (hours: number) => await hoursPass(desk, hours);

describe('what a manager has to agree to', () => {
  test('is asked in their direct messages, with all they need to decide', async () => {
    const card = await cardOf(TOM);
    expect(labels(card)).toEqual(['Approve', 'Decline', 'Hand to somebody else', 'I am away…']);
    for (const fact of ['Maria Lindqvist', 'a second monitor', 'I compare long tables all day', 'Please decide by']) expect(words(card)).toContain(fact);
    expect(words(await last(MARIA))).toMatch(/waiting for approval.*Waiting for Tom Becker since/);
    expect(words(await teamCard())).toMatch(/waiting for approval.*Waiting for Tom Becker since/);
    expect(await ticket()).toMatchObject({ state: 'new', approval: 'pending' });
  });

  test('can be claimed meanwhile, but not resolved', async () => {
    await desk.click(SAM, 'devices', 'Claim');
    expect(await ticket()).toMatchObject({ state: 'in_progress', approval: 'pending' });
    const { status, body } = await desk.press(SAM, 'devices', 'Resolve');
    expect({ status, body }).toMatchObject({ status: 403, body: { error: expect.stringMatching(/waits for an approval.*Go on without approval/) as string } });
    await desk.say(SAM, 'devices', '!resolve fixed It is on your desk', (await teamCard()).id);
    expect((await desk.last(SAM, 'devices', (await teamCard()).id)).text).toMatch(/waits for an approval.*You wrote: “It is on your desk”/);
    expect(await ticket()).toMatchObject({ state: 'in_progress' });
  });

  test('once approved is told to both sides, and the card says who decided', async () => {
    await desk.click(TOM, direct(TOM), 'Approve');
    const card = await cardOf(TOM);
    expect(labels(card)).toEqual([]);
    expect(words(card)).toContain('Approved by Tom Becker');
    expect(await threadOf()).toContain('Tom Becker has approved this.');
    expect(words(await teamCard())).toContain('Approved by Tom Becker');
    expect(words(await last(MARIA))).toContain('Approved by Tom Becker');
    expect((await desk.read(MARIA, direct(MARIA))).map(({ text }) => text)).toContain(`Tom Becker has approved T-${id}.`);
    expect(await ticket()).toMatchObject({ state: 'new', approval: 'approved' });
    expect(await lastAudit(desk)).toMatchObject({ actor: `browser/local/${TOM}`, action: 'approval.approve', outcome: 'done' });
    await desk.fill(SAM, 'devices', 'Resolve', { code: 'fixed', summary: 'It is on your desk' });
    expect(await ticket()).toMatchObject({ state: 'resolved' });
    proves('browser', 'approve');
  });

  test('once declined is withdrawn, and the requester reads who declined it and why', async () => {
    await desk.fill(TOM, direct(TOM), 'Decline', { reason: 'You get a bigger one in May' });
    expect(words(await cardOf(TOM))).toMatch(/Declined by Tom Becker.*You get a bigger one in May/);
    expect(await ticket()).toMatchObject({ state: 'withdrawn', approval: 'declined' });
    expect((await last(MARIA)).text).toBe(`I am sorry: Tom Becker has declined T-${id}. Their words: “You get a bigger one in May”`);
    expect(await threadOf()).toContain('Tom Becker has declined this: You get a bigger one in May');
    expect((await eventsOf(desk.database.db, id)).slice(-2).map(({ event }) => event.type)).toEqual(['approval', 'withdrawn']);
    proves('browser', 'decline');
  });

  test('is not declined without a reason', async () => {
    const opened = await desk.press(TOM, direct(TOM), 'Decline');
    const { ref } = opened.body as { ref: { action: string } };
    expect(await desk.call(TOM, `/rooms/${direct(TOM)}/forms`, { ...ref, values: { reason: '  ' } })).toMatchObject({ status: 422 });
    expect(await ticket()).toMatchObject({ approval: 'pending' });
  });
});

describe('nobody decides', () => {
  const forged = async (who: string) =>
    await desk.call(who, `/rooms/${direct(who)}/actions`, {
      action: 'approval.approve',
      subject: String(await numberOf(desk, sql`select max(id) as n from approvals`)),
    });

  test('about their own request, nor about one that they were not asked about', async () => {
    for (const who of [MARIA, SAM, PRIYA]) expect(await forged(who)).toMatchObject({ status: 403 });
    expect(await ticket()).toMatchObject({ approval: 'pending' });
    expect(await lastAudit(desk)).toMatchObject({ action: 'approval.approve', outcome: 'refused' });
  });

  test('who has left', async () => {
    await leave(TOM);
    expect((await forged(TOM)).status).toBeGreaterThanOrEqual(401);
    expect(await ticket()).toMatchObject({ approval: 'pending' });
  });
});

describe('who comes second', () => {
  test('is told who was first: another approver', async () => {
    const subject = String(await numberOf(desk, sql`select max(id) as n from approvals`));
    await after(73);
    // Tom has not answered, nobody is above him, so the lead of the team was asked as well.
    await desk.click(SAM, direct(SAM), 'Approve');
    await desk.act(TOM, direct(TOM), { action: 'approval.approve', subject });
    expect((await last(TOM)).text).toMatch(/^Sam Okafor has approved this already \(.+\)\.$/);
    expect(await numberOf(desk, sql`select count(*) as n from approval_asks where answer = 'approved'`)).toBe(1);
  });

  test('is told that it is no longer wanted, and keeps what they wrote', async () => {
    const subject = String(await numberOf(desk, sql`select max(id) as n from approvals`));
    await submit(desk, MARIA, { action: 'ticket.withdraw', subject: String(id), values: { reason: 'I found one' } });
    expect(labels(await cardOf(TOM))).toEqual([]);
    await submit(desk, TOM, { action: 'approval.decline', subject, values: { reason: 'Too dear' } });
    expect((await last(TOM)).text).toMatch(/no longer needs your approval.*I found one.*You wrote: “Too dear”/);
    expect(await ticket()).toMatchObject({ state: 'withdrawn', approval: 'withdrawn' });
  });
});

describe('what is asked for and changes while it waits', () => {
  test('is asked again, and a button from before counts for nothing', async () => {
    const before = String(await numberOf(desk, sql`select max(id) as n from approvals`));
    await submit(desk, MARIA, { action: 'ticket.add', subject: String(id), values: { text: 'make it three monitors, please' } });
    expect(words(await cardOf(TOM))).toContain('make it three monitors');
    await desk.act(TOM, direct(TOM), { action: 'approval.approve', subject: before });
    expect((await last(TOM)).text).toMatch(/has changed since you saw it/);
    expect(await ticket()).toMatchObject({ approval: 'pending' });
    await desk.click(TOM, direct(TOM), 'Approve');
    expect(await ticket()).toMatchObject({ approval: 'approved' });
    const digests = await desk.database.db.execute<{ digest: string }>(sql`select digest from approvals order by id`);
    expect(new Set(digests.map(({ digest }) => digest)).size).toBe(2);
    expect((await eventsOf(desk.database.db, id)).at(-1)?.event).toMatchObject({ type: 'approval', stands: 'approved', digest: digests.at(-1)?.digest });
  });
});

describe('who does not answer', () => {
  test('is reminded after a day, and after three the next is asked', async () => {
    await manage(TOM, LEE);
    await after(25);
    expect((await desk.read(TOM, direct(TOM))).map(({ text }) => text)).toContain(`A reminder: T-${id} still waits for your decision.`);
    expect(labels(await last(TOM))).toContain('Approve');
    await after(48);
    expect(labels(await cardOf(LEE))).toContain('Approve');
    expect(await threadOf()).toContainEqual(
      expect.stringMatching(/^Tom Becker did not answer in three days\. I have asked Tom Becker and Lee Chen for approval/),
    );
    expect(words(await teamCard())).toContain('Waiting for Tom Becker or Lee Chen');
    await desk.click(LEE, direct(LEE), 'Approve');
    expect(await ticket()).toMatchObject({ approval: 'approved' });
    expect(labels(await cardOf(TOM))).toEqual([]);
    proves('browser', 'approval-reminded');
  });

  test('and nobody after them: the team is told, and can go on by itself', async () => {
    await after(73);
    await after(73);
    expect(await ticket()).toMatchObject({ state: 'new', approval: 'unanswered' });
    expect((await threadOf()).at(-1)).toMatch(/did not answer in three days\. There is nobody else I could ask\. You can go on by yourselves/);
    await desk.fill(SAM, 'devices', 'Resolve', { code: 'fixed', summary: 'It is on your desk' });
    expect(await ticket()).toMatchObject({ state: 'resolved' });
  });

  test('by the times of the file, and in the end its backup is asked', async () => {
    const approvals = { remindAfter: 12 * HOUR, nextAfter: 36 * HOUR, backup: [PRIYA] };
    await addEdition(desk.database.db, { since: new Date(0), content: { ...NOTHING_SAID, approvals }, source: 'approvals:' });
    // What was asked before goes by what was said then; it is asked anew as it changes.
    await submit(desk, MARIA, { action: 'ticket.add', subject: String(id), values: { text: 'a large one' } });
    await after(13);
    expect((await desk.read(TOM, direct(TOM))).map(({ text }) => text)).toContain(`A reminder: T-${id} still waits for your decision.`);
    await after(24);
    expect((await threadOf()).at(-1)).toMatch(/^Tom Becker did not answer in 36 hours\. I have asked .*Sam Okafor/);
    await after(37);
    expect(labels(await cardOf(PRIYA))).toContain('Approve');
    await desk.click(PRIYA, direct(PRIYA), 'Approve');
    expect(await ticket()).toMatchObject({ approval: 'approved' });
  });

  test('as they have left: the one above them is asked the day after', async () => {
    await manage(TOM, LEE);
    await leave(TOM);
    await after(25);
    expect(labels(await cardOf(LEE))).toContain('Approve');
    expect(await threadOf()).toContainEqual(expect.stringMatching(/^Tom Becker cannot decide now\. I have asked Lee Chen/));
  });
});

describe('asked how it stands', () => {
  test('the requester hears who has it since when, and what happens next', async () => {
    await desk.say(MARIA, direct(MARIA), 'has my request been approved?');
    expect((await last(MARIA)).text).toMatch(
      new RegExp(`^T-${id} has been waiting for Tom Becker since .+\\. If there is no answer, I ask somebody else on .+\\.$`),
    );
    await desk.click(TOM, direct(TOM), 'Approve');
    await desk.say(MARIA, direct(MARIA), 'has my request been approved?');
    expect((await last(MARIA)).text).toMatch(new RegExp(`^T-${id}: Tom Becker approved it on .+\\.$`));
  });
});
