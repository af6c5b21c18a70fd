import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { LEE, TOM } from '#test/support/company.ts';
import { createTeamsDesk } from '#test/support/teams-desk.ts';
import { inTeams } from '#test/support/teams-people.ts';
import type { Person } from '#test/support/teams/person.ts';

const HOUR = 3_600_000;

/** Maria would like a monitor; Tom is her manager, and Lee is his. */
let desk: Awaited<ReturnType<typeof createTeamsDesk>>;
let people: ReturnType<typeof inTeams>;
let tom: Person;
beforeEach(async () => {
  desk = await createTeamsDesk();
  people = inTeams(desk);
  tom = people.as('tom');
  const { maria, sam, lee, say } = people;
  await desk.database.db.execute(sql`update people set manager_id = (select id from people where email = ${LEE}) where email = ${TOM}`);
  // Whoever is to be told something is known here already.
  for (const who of [tom, lee, sam]) await say(who, who.dm, 'hello');
  await say(maria, maria.dm, 'I need a second monitor for my laptop because I compare long tables all day');
});
afterEach(async () => {
  await desk.stop();
  if (people.failures.length > 0) throw new Error(people.failures.join('; '));
});

const cardOf = (who: Person, name = 'T-1001') =>
  who.sees(who.dm).findLast(({ notice }) => notice.startsWith(`Approval · ${name}`)) ?? expect.fail('There is no card.');
const texts = (who: Person, room = who.dm, thread?: string) => who.sees(room, thread).map(({ text }) => text);
const threadOfTeam = () => {
  const { sam } = people;
  const card = sam.sees(desk.devices).findLast(({ notice }) => notice.startsWith('T-1001')) ?? expect.fail('The team has no card.');
  return { card, said: texts(sam, desk.devices, card.id) };
};
const after = async (hours: number) => {
  desk.clock.advance(hours * HOUR);
  await desk.database.db.execute(sql`update outbox set next_at = now() where done_at is null and next_at <= ${desk.clock.now().toISOString()}`);
  await desk.settle();
};
const day = (days: number) => new Date(desk.clock.now().getTime() + days * 24 * HOUR).toISOString().slice(0, 10);

test('a manager is asked in their personal chat and approves with one press, which both sides see', async () => {
  const { maria, press } = people;
  const card = cardOf(tom);
  expect(card.buttons).toEqual(['Approve', 'Decline', 'Hand to somebody else', 'I am away…']);
  for (const fact of ['Maria Lindqvist', 'monitor', 'I compare long tables all day']) expect(JSON.stringify(card.activity)).toContain(fact);
  expect(threadOfTeam().card.text).toContain('waiting for approval');
  await press(tom, tom.dm, 'Approve');
  expect(cardOf(tom)).toMatchObject({ id: card.id, text: expect.stringContaining('Approved by Tom Becker') as string, buttons: [] });
  expect(texts(maria)).toContain('Tom Becker has approved T-1001.');
  expect(threadOfTeam().said).toContain('Tom Becker has approved this.');
  expect(threadOfTeam().card.text).toContain('Approved by Tom Becker');
  proves('teams', 'approve');
});

test('a manager declines in a dialog, not without a reason, which the requester and the team read', async () => {
  const { maria, press } = people;
  await press(tom, tom.dm, 'Decline');
  expect(tom.dialog()?.title).toBe('Decline');
  expect(await tom.submit({ reason: '   ' })).toMatchObject({ kind: 'errors' });
  expect(await tom.submit({ reason: 'You get a bigger one in *May*' })).toEqual({ kind: 'closed' });
  await desk.settle();
  expect(cardOf(tom)).toMatchObject({ text: expect.stringMatching(/Declined by Tom Becker[^]*You get a bigger one in \*May\*/) as string, buttons: [] });
  expect(people.last(maria, maria.dm).text).toBe('I am sorry: Tom Becker has declined T-1001. Their words: “You get a bigger one in *May*”');
  expect(threadOfTeam().said).toContain('Tom Becker has declined this: You get a bigger one in *May*');
  expect(threadOfTeam().card.text).toContain('Withdrawn');
  proves('teams', 'decline');
});

test('of two who decide at once one is first; the other is told, and keeps what they wrote', async () => {
  const { lee, press } = people;
  await after(73);
  await press(lee, lee.dm, 'Decline');
  await tom.press(tom.dm, cardOf(tom).id, 'Approve');
  await lee.submit({ reason: 'Too dear' });
  await desk.settle();
  expect(people.last(lee, lee.dm).text).toMatch(/^Tom Becker has approved this already \(.+\)\. You wrote: “Too dear”$/);
  for (const who of [tom, lee]) expect(cardOf(who)).toMatchObject({ text: expect.stringContaining('Approved by Tom Becker') as string, buttons: [] });
});

test('a question is handed to somebody else, who reads in whose place they decide', async () => {
  const { maria, lee, fill, press } = people;
  expect(await fill(tom, tom.dm, 'Hand to somebody else', { 'Who decides instead?': 'Lee Chen', reason: 'You have the budget' })).toEqual({ kind: 'closed' });
  expect(cardOf(tom).buttons).toEqual([]);
  expect(cardOf(lee).text).toMatch(/In place of[^]*Tom Becker/);
  await press(lee, lee.dm, 'Approve', { asOld: true });
  expect(texts(maria)).toContain('Lee Chen has approved T-1001.');
  proves('teams', 'hand-on');
});

test('whoever is away says who decides, and what waits goes there when their first day begins', async () => {
  const { lee, fill, say } = people;
  await fill(tom, tom.dm, 'I am away…', {
    'First day, such as 2026-12-01': day(-1),
    'Last day, such as 2026-12-12': day(7),
    'Who decides for you?': 'Lee Chen',
  });
  expect(texts(tom)).toContainEqual(expect.stringMatching(/^All right: Lee Chen decides for you from/));
  expect(cardOf(tom).buttons).toEqual([]);
  expect(cardOf(lee).buttons).toContain('Approve');
  await say(tom, tom.dm, 'home');
  const page = people.last(tom, tom.dm);
  expect(JSON.stringify(page.activity)).toContain('Lee Chen decides for you');
  await tom.press(tom.dm, page.id, 'End this');
  await desk.settle();
  expect(people.last(tom, tom.dm).text).toMatch(/^Welcome back/);
  proves('teams', 'away');
});

test('a manager who does not answer is reminded after a day, and the one above is asked after three', async () => {
  const { lee, press } = people;
  await after(25);
  expect(texts(tom)).toContain('A reminder: T-1001 still waits for your decision.');
  await after(48);
  await press(lee, lee.dm, 'Approve');
  expect(cardOf(tom)).toMatchObject({ text: expect.stringContaining('Approved by Lee Chen') as string, buttons: [] });
  proves('teams', 'approval-reminded');
});

test('an agent asks somebody about a ticket, and the team reads what becomes of it', async () => {
  const { maria, sam, fill, press } = people;
  await press(tom, tom.dm, 'Approve');
  await press(sam, desk.devices, 'Claim');
  await press(sam, desk.devices, 'More…');
  const values = { 'Who decides?': 'Tom Becker (manager)', what: 'The large one', why: 'The small one is not made any more', cost: '€ 700' };
  expect(await fill(sam, sam.dm, 'Ask for approval', values)).toEqual({ kind: 'closed' });
  expect(cardOf(tom).text).toMatch(/The large one[^]*€ 700[^]*Sam Okafor/);
  await fill(tom, tom.dm, 'Decline', { reason: 'Two small ones, then' });
  expect(threadOfTeam().said).toContain('Tom Becker has declined this: Two small ones, then');
  expect(threadOfTeam().card.text).toContain('Sam Okafor has it');
  expect(people.last(maria, maria.dm).text).toBe(
    'Tom Becker has declined what we asked them about T-1001, which stays open. Their words: “Two small ones, then”',
  );
  proves('teams', 'ask-approval');
});
