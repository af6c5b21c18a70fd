import { addMonths } from 'date-fns/addMonths';
import { formatISO } from 'date-fns/formatISO';
import { parseISO } from 'date-fns/parseISO';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MessageView } from '#bot/browser/api.ts';
import { proves } from '#test/parity/proves.ts';
import { seatsOf, stockCatalog } from '#test/support/catalog.ts';
import { direct } from '#test/support/client.ts';
import { LEE, MARIA, PRIYA, SAM, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { lastAudit, numberOf, submit, type TestDesk } from './helpers.ts';

/** Maria's manager is Tom; there are two seats of Figma. */
let desk: TestDesk;
let figma: number;
beforeEach(async () => {
  desk = await createTestDesk();
  ({ figma } = await stockCatalog(desk.database, { today: desk.clock.now() }));
  // Whoever is to be told something is known here already.
  for (const who of [TOM, LEE, PRIYA, SAM]) await desk.say(who, direct(who), 'hello');
});
afterEach(async () => await desk.database.close());

const last = async (who: string) => await desk.last(who, direct(who));
const words = ({ text, card }: MessageView) => `${text} ${JSON.stringify(card)}`;
const all = async (who: string) => (await desk.read(who, direct(who))).map(words).join('\n');
const labels = ({ buttons }: MessageView) => buttons.map(({ label }) => label);
const ticketCard = async () => (await desk.read(SAM, 'service-desk')).findLast(({ text }) => text.startsWith('T-1001')) ?? expect.fail('There is no ticket.');
const groupsOf = async (email: string) => await desk.worker.directory.groupsOf(email);

/** In plain words, then the level by its button, then why. */
async function wants(who: string, level = 'Editor') {
  await desk.say(who, direct(who), 'I need a license for figma');
  await desk.click(who, direct(who), level);
  await desk.say(who, direct(who), 'I draw the new shop');
}

describe('from “I need Figma” to a seat', () => {
  test('a misspelled wish is asked for level and reason, approved by the manager, and the person is in the group a moment later', async () => {
    await desk.say(MARIA, direct(MARIA), 'can I get a licence for figmaa please');
    expect(labels(await last(MARIA))).toEqual(['Viewer', 'Editor', 'Never mind']);
    await desk.click(MARIA, direct(MARIA), 'Editor');
    expect((await last(MARIA)).text).toBe('What do you need it for?');
    await desk.say(MARIA, direct(MARIA), 'I draw the new shop');
    expect(words(await last(MARIA))).toMatch(/L-1 · Figma \(Editor\).*Waits for approval.*Tom Becker/);

    const card = await last(TOM);
    for (const fact of ['Approval · L-1 · Figma (Editor)', 'Maria Lindqvist', 'I draw the new shop', '€15.00 a month']) expect(words(card)).toContain(fact);
    expect(await groupsOf(MARIA)).toEqual([]);
    await desk.click(TOM, direct(TOM), 'Approve');

    expect(await groupsOf(MARIA)).toEqual(['figma-editors']);
    expect(await seatsOf(desk.database, figma)).toEqual([{ email: MARIA, state: 'active', level: 'Editor' }]);
    const done = await last(MARIA);
    expect(words(done)).toMatch(/L-1 · Figma \(Editor\): You have it.*Sign in at figma\.com/);
    expect(labels(done)).toEqual(['Give it back']);
    proves('browser', 'license');
  });

  test('whoever has it already is told so, and may give it back', async () => {
    await wants(MARIA);
    await desk.click(TOM, direct(TOM), 'Approve');
    await desk.say(MARIA, direct(MARIA), 'I need figma');
    expect((await last(MARIA)).text).toMatch(/^You have Figma \(Editor\) already, since/);
    await desk.fill(MARIA, direct(MARIA), 'Give it back', { sure: 'yes' });
    expect((await last(MARIA)).text).toBe('Figma (Editor) is given back. Thank you.');
    expect(await groupsOf(MARIA)).toEqual([]);
    expect(await seatsOf(desk.database, figma)).toEqual([{ email: MARIA, state: 'released', level: 'Editor' }]);
    proves('browser', 'give-back');
  });

  test('whoever has a lower level asks for the higher one, and leaves the group of the other', async () => {
    await wants(MARIA, 'Viewer');
    await desk.click(TOM, direct(TOM), 'Approve');
    expect(await groupsOf(MARIA)).toEqual(['figma-viewers']);
    await wants(MARIA, 'Editor');
    await desk.click(TOM, direct(TOM), 'Approve');
    expect(await groupsOf(MARIA)).toEqual(['figma-editors']);
    expect(await seatsOf(desk.database, figma)).toEqual([{ email: MARIA, state: 'active', level: 'Editor' }]);
  });

  test('what is declined takes no seat, and says who declined it and why', async () => {
    await wants(MARIA);
    await desk.fill(TOM, direct(TOM), 'Decline', { reason: 'Use Penpot' });
    expect(words(await last(MARIA))).toMatch(/L-1 · Figma \(Editor\): Declined.*Tom Becker: Use Penpot/);
    expect(await seatsOf(desk.database, figma)).toEqual([]);
  });

  test('while it waits it can be taken back, and the manager is no longer asked', async () => {
    await wants(MARIA);
    await desk.say(MARIA, direct(MARIA), 'I need figma');
    expect(await all(MARIA)).toContain('Figma for you is on its way already (L-1).');
    await desk.click(MARIA, direct(MARIA), 'I no longer need it');
    expect(words(await last(MARIA))).toContain('Canceled');
    expect(words(await last(TOM))).toContain('No longer asked');
    expect(labels(await last(TOM))).toEqual([]);
    expect(await lastAudit(desk)).toMatchObject({ action: 'license.cancel', outcome: 'done' });
  });

  test('whose department has it by right gets it without asking anybody', async () => {
    await desk.database.db.execute(sql`insert into birthrights select ${figma}, id from departments`);
    await desk.say(MARIA, direct(MARIA), 'I need figma');
    await desk.click(MARIA, direct(MARIA), 'Viewer');
    expect(words(await last(MARIA))).toMatch(/You have it.*Everybody in Sales has it/);
    expect(await groupsOf(MARIA)).toEqual(['figma-viewers']);
  });

  test('from the owner’s price on the owner is asked after the manager', async () => {
    await desk.database.db.execute(sql`update products set owner_above_cents = 1500 where id = ${figma}`);
    await wants(MARIA);
    await desk.click(TOM, direct(TOM), 'Approve');
    expect(words(await last(MARIA))).toMatch(/Waits for approval.*I have asked Priya Raman/);
    await desk.click(PRIYA, direct(PRIYA), 'Approve');
    expect(await groupsOf(MARIA)).toEqual(['figma-editors']);
  });

  test('in words for a colleague: it is theirs; of two of one name it is asked whose, and whoever is only spoken of gets nothing', async () => {
    await desk.database.db.execute(sql`update people set name = 'Maria Chen' where email = ${LEE}`);
    await desk.say(SAM, direct(SAM), 'I need a license for figma for Tom because he draws, Priya told me to ask');
    await desk.click(SAM, direct(SAM), 'Viewer');
    expect(await all(TOM)).toContain('Sam Okafor has asked for Figma (Viewer) for you (L-1).');
    await desk.say(SAM, direct(SAM), 'I need a license for figma for Maria because she draws as well');
    await desk.click(SAM, direct(SAM), 'Viewer');
    expect((await last(SAM)).text).toMatch(/^Several are called “Maria”: Maria Chen \(lee@example\.test\), Maria Lindqvist/);
    await desk.say(SAM, direct(SAM), 'Maria Lindqvist');
    expect(await all(MARIA)).toContain('Sam Okafor has asked for Figma (Viewer) for you (L-2).');
    expect(await all(PRIYA)).not.toContain('has asked for');
  });

  test.each([
    ['for three months', (today: Date) => formatISO(addMonths(today, 3), { representation: 'date' })],
    ['until 31 March 2031', () => '2031-03-31'],
  ])('%s it is asked for, and stands on the card', async (lasting, expected) => {
    await desk.say(MARIA, direct(MARIA), `I need a license for figma ${lasting} because I draw the new shop`);
    await desk.click(MARIA, direct(MARIA), 'Viewer');
    const until = expected(parseISO(desk.clock.now().toISOString().slice(0, 10)));
    expect(words(await last(MARIA))).toContain(until);
    expect(words(await last(TOM))).toContain(`until ${until}`);
  });

  test('by the form: the program from a list, for how long, and for whom; something else goes to a person', async () => {
    const fields = { why: 'mock-ups', term: '3', whom: 'Maria' };
    await submit(desk, SAM, { action: 'license.ask', values: { what: String(figma), ...fields } });
    await desk.click(SAM, direct(SAM), 'Editor');
    expect(await all(MARIA)).toContain('Sam Okafor has asked for Figma (Editor) for you (L-1).');
    expect(words(await last(SAM))).toMatch(/L-1 · Figma \(Editor\).*Until/);
    await submit(desk, SAM, { action: 'license.ask', values: { what: 'other', ...fields } });
    await desk.say(SAM, direct(SAM), 'Zeplin');
    expect(await all(SAM)).toContain('License: Zeplin for Maria');
  });

  test('for a colleague: they are told, both see it, and their manager decides', async () => {
    const editor = String(await numberOf(desk, sql`select id as n from product_levels where name = 'Editor'`));
    await submit(desk, SAM, { action: 'license.request', subject: `product/${figma}`, values: { why: 'mock-ups', level: editor, whom: 'Maria' } });
    expect(await all(MARIA)).toContain('Sam Okafor has asked for Figma (Editor) for you (L-1).');
    expect(words(await last(SAM))).toMatch(/L-1 · Figma \(Editor\).*Maria Lindqvist.*Sam Okafor/);
  });
});

describe('when no seat is free', () => {
  beforeEach(async () => {
    await desk.database.db.execute(sql`update products set approval = 'none' where id = ${figma}`);
    await desk.database.db.execute(sql`update entitlements set seats = 1 where product_id = ${figma}`);
    await wants(LEE);
  });

  test('people wait in line, are told their place, and move up', async () => {
    await wants(MARIA);
    await wants(TOM, 'Viewer');
    expect((await last(MARIA)).text).toContain('you are next');
    expect((await last(TOM)).text).toContain('you are number 2 in line');
    expect(labels(await last(TOM))).toEqual(['I no longer need it']);
    await desk.click(MARIA, direct(MARIA), 'I no longer need it');
    expect((await last(TOM)).text).toContain('you are next');
    await desk.fill(LEE, direct(LEE), 'Give it back', { sure: 'yes' });
    expect((await last(TOM)).text).toContain('You have it');
    expect(await groupsOf(TOM)).toEqual(['figma-viewers']);
    expect(await groupsOf(LEE)).toEqual([]);
    proves('browser', 'license-line');
  });
});

describe('what may be had instead', () => {
  test('is offered while no seat is free, and whoever takes it leaves the line', async () => {
    await desk.database.db.execute(
      sql`update products set approval = 'none', alternative_id = (select id from products where name = 'Slide Deck') where id = ${figma}`,
    );
    await desk.database.db.execute(sql`update entitlements set seats = 1 where product_id = ${figma}`);
    await wants(LEE);
    await wants(MARIA);
    expect(labels(await last(MARIA))).toEqual(['Get Slide Deck instead', 'I no longer need it']);
    await desk.click(MARIA, direct(MARIA), 'Get Slide Deck instead');
    expect(await all(MARIA)).toMatch(/L-2 · Figma \(Editor\): Canceled[^]*L-3 · Slide Deck: You have it/);
    // What is full as well is said to be, and the place is kept.
    await desk.database.db.execute(sql`update entitlements set seats = 1 where product_id <> ${figma}`);
    await wants(TOM);
    await desk.click(TOM, direct(TOM), 'Get Slide Deck instead');
    expect((await last(TOM)).text).toBe('No seat of Slide Deck is free just now, either. You keep your place in line.');
  });
});

describe('what the directory does not do', () => {
  test('a group that is gone: the seat is free again, and the team has a ticket that says why', async () => {
    await desk.database.db.execute(sql`delete from groups where name = 'figma-editors'`);
    await wants(MARIA);
    await desk.click(TOM, direct(TOM), 'Approve');
    expect(await seatsOf(desk.database, figma)).toEqual([{ email: MARIA, state: 'released', level: 'Editor' }]);
    expect(await all(MARIA)).toMatch(/L-1 · Figma \(Editor\): A person looks after it.*Goes on as.*T-1001/);
    const ticket = await ticketCard();
    expect(words(ticket)).toContain('License: Figma (Editor) for Maria Lindqvist');
    expect((await desk.read(SAM, 'service-desk', ticket.id)).map(({ text }) => text).join('\n')).toContain('There is no group “figma-editors”');
  });

  test('what no group opens is held for the person and set up by the team', async () => {
    await desk.say(MARIA, direct(MARIA), 'I need a license for Slide Deck because I present on Friday');
    expect(await all(MARIA)).toMatch(/L-1 · Slide Deck: You have it.*T-1001/);
    expect((await desk.read(SAM, 'service-desk')).map(words).join('\n')).toContain('License: Slide Deck for Maria Lindqvist');
  });

  test('two programs in one wish go to a person, who reads both', async () => {
    await desk.say(MARIA, direct(MARIA), 'I need a license for Figma and Salesforce because I draw for our customers');
    await desk.settle();
    expect(await all(MARIA)).toContain('T-1001');
    expect((await desk.read(SAM, 'service-desk')).map(words).join('\n')).toContain('Figma and Salesforce');
  });

  test('what is in no catalog goes to a person, as before', async () => {
    await desk.say(LEE, direct(LEE), 'I need a license for Zeplin');
    await desk.say(LEE, direct(LEE), 'to hand over designs');
    expect(await all(LEE)).toContain('License: Zeplin');
  });
});
