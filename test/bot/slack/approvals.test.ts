import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { LEE, TOM } from '#test/support/company.ts';
import { createSlackDesk, DEVICES } from '#test/support/slack-desk.ts';
import { inSlack, type Person } from '#test/support/slack-people.ts';

const HOUR = 3_600_000;

/** Maria would like a monitor; Tom is her manager, and Lee is his. */
let desk: Awaited<ReturnType<typeof createSlackDesk>>;
let people: ReturnType<typeof inSlack>;
let tom: Person;
beforeEach(async () => {
  desk = await createSlackDesk();
  people = inSlack(desk);
  tom = desk.workspace.as('UTOM');
  const { maria, sam, lee, say } = people;
  await desk.database.db.execute(sql`update people set manager_id = (select id from people where email = ${LEE}) where email = ${TOM}`);
  // Whoever is to be told something is known here already.
  for (const who of [tom, lee, sam]) await say(who, who.dm, 'hello');
  await say(maria, maria.dm, 'I need a second monitor for my laptop because I compare long tables all day');
});
afterEach(async () => await desk.stop());

const cardOf = (who: Person) => who.sees(who.dm).findLast(({ text }) => text.includes('Approval · T-1001')) ?? expect.fail('There is no card.');
const texts = (who: Person) => who.sees(who.dm).map(({ text }) => text);
const threadOfTeam = () => {
  const { sam } = people;
  const card = sam.sees(DEVICES).findLast(({ fallback }) => fallback.startsWith('T-1001')) ?? expect.fail('The team has no card.');
  return { card, said: sam.sees(DEVICES, card.ts).map(({ text }) => text) };
};
const after = async (hours: number) => {
  desk.clock.advance(hours * HOUR);
  await desk.database.db.execute(sql`update outbox set next_at = now() where done_at is null and next_at <= ${desk.clock.now().toISOString()}`);
  await desk.settle();
};
const day = (days: number) => new Date(desk.clock.now().getTime() + days * 24 * HOUR).toISOString().slice(0, 10);

test('a manager is asked in their direct messages and approves with one press, which both sides see', async () => {
  const { maria, press } = people;
  expect(cardOf(tom)).toMatchObject({
    text: expect.stringMatching(/Maria Lindqvist[^]*monitor[^]*I compare long tables all day/) as string,
    buttons: ['Approve', 'Decline', 'Hand to somebody else', 'I am away…'],
  });
  expect(threadOfTeam().card.text).toContain('waiting for approval');
  await press(tom, tom.dm, 'Approve');
  expect(cardOf(tom)).toMatchObject({ text: expect.stringContaining('Approved by Tom Becker') as string, buttons: [] });
  expect(texts(maria)).toContain('Tom Becker has approved T-1001.');
  expect(threadOfTeam().said).toContain('Tom Becker has approved this.');
  expect(threadOfTeam().card.text).toContain('Approved by Tom Becker');
  const seen = tom.sees(tom.dm).length;
  await after(80);
  expect(tom.sees(tom.dm)).toHaveLength(seen);
  proves('slack', 'approve');
});

test('a manager declines in a modal, not without a reason, which the requester and the team read', async () => {
  const { maria, fill, last } = people;
  expect(await fill(tom, tom.dm, 'Decline', { reason: '   ' })).toMatchObject({ kind: 'errors' });
  expect(await fill(tom, tom.dm, 'Decline', { reason: 'You get a bigger one in *May*' })).toEqual({ kind: 'closed' });
  expect(cardOf(tom)).toMatchObject({ text: expect.stringMatching(/Declined by Tom Becker[^]*You get a bigger one in/) as string, buttons: [] });
  expect(last(maria, maria.dm).text).toBe('I am sorry: Tom Becker has declined T-1001. Their words: “You get a bigger one in *May*”');
  expect(threadOfTeam().said).toContain('Tom Becker has declined this: You get a bigger one in *May*');
  expect(threadOfTeam().card.text).toContain('Withdrawn');
  proves('slack', 'decline');
});

test('of two who decide at once one is first; the other is told, and keeps what they wrote', async () => {
  const { lee, fill } = people;
  await after(73);
  await tom.press({ channel: tom.dm, ts: cardOf(tom).ts }, 'Approve');
  await fill(lee, lee.dm, 'Decline', { reason: 'Too dear' });
  expect(people.last(lee, lee.dm).text).toMatch(/^Tom Becker has approved this already \(.+\)\. You wrote: “Too dear”$/);
  for (const who of [tom, lee]) expect(cardOf(who)).toMatchObject({ text: expect.stringContaining('Approved by Tom Becker') as string, buttons: [] });
});

test('a question is handed to somebody else, who reads in whose place they decide', async () => {
  const { maria, lee, fill, press } = people;
  expect(await fill(tom, tom.dm, 'Hand to somebody else', { 'Who decides instead?': 'Lee Chen', reason: 'You have the budget' })).toEqual({ kind: 'closed' });
  expect(cardOf(tom).buttons).toEqual([]);
  expect(cardOf(lee).text).toMatch(/In place of[^]*Tom Becker/);
  await press(lee, lee.dm, 'Approve');
  expect(texts(maria)).toContain('Lee Chen has approved T-1001.');
  proves('slack', 'hand-on');
});

test('whoever is away says who decides, and what waits goes there when their first day begins', async () => {
  const { lee, fill } = people;
  await fill(tom, tom.dm, 'I am away…', { from: day(-1), until: day(7), 'Who decides for you?': 'Lee Chen' });
  expect(texts(tom)).toContainEqual(expect.stringMatching(/^All right: Lee Chen decides for you from/));
  expect(cardOf(tom).buttons).toEqual([]);
  expect(cardOf(lee).buttons).toContain('Approve');
  proves('slack', 'away');
});

test('a manager who does not answer is reminded after a day, and the one above is asked after three', async () => {
  const { lee, press } = people;
  await after(25);
  expect(texts(tom)).toContain('A reminder: T-1001 still waits for your decision.');
  await after(48);
  expect(cardOf(lee).buttons).toContain('Approve');
  await press(lee, lee.dm, 'Approve');
  expect(cardOf(tom)).toMatchObject({ text: expect.stringContaining('Approved by Lee Chen') as string, buttons: [] });
  proves('slack', 'approval-reminded');
});

test('an agent asks somebody about a ticket, and the team reads what becomes of it', async () => {
  const { maria, sam, fill, press } = people;
  await press(tom, tom.dm, 'Approve');
  await press(sam, DEVICES, 'Claim');
  await press(sam, DEVICES, 'More…');
  const values = { 'Who decides?': 'Tom Becker (manager)', what: 'The large one', why: 'The small one is not made any more', cost: '€ 700' };
  expect(await fill(sam, DEVICES, 'Ask for approval', values)).toEqual({ kind: 'closed' });
  expect(cardOf(tom).text).toMatch(/The large one[^]*€ 700[^]*Sam Okafor/);
  await fill(tom, tom.dm, 'Decline', { reason: 'Two small ones, then' });
  expect(threadOfTeam().said).toContain('Tom Becker has declined this: Two small ones, then');
  expect(threadOfTeam().card.text).toContain('Sam Okafor has it');
  expect(people.last(maria, maria.dm).text).toBe(
    'Tom Becker has declined what we asked them about T-1001, which stays open. Their words: “Two small ones, then”',
  );
  proves('slack', 'ask-approval');
});
