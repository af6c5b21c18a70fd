import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import type { FormToFill } from '#bot/browser/api.ts';
import { eventsOf, findTicket, latestTicketOf, messagesOf } from '#store/tickets.ts';
import { direct } from '#test/support/client.ts';
import { LEE, MARIA, PRIYA, SAM, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { timersAreDue } from '#test/worker/helpers.ts';
import { lastAudit, report, submit, type TestDesk } from './helpers.ts';
import { linesOf } from './sla-desk.ts';

/** Maria has reported two things at once. */
let desk: TestDesk;
let id: number;
let name: string;
beforeEach(async () => {
  desk = await createTestDesk();
  id = await report(desk, 'my laptop is loud, and I cannot reach the shared drive');
  name = `T-${id}`;
});
afterEach(async () => await desk.database.close());

const cardOf = async (as: string, room: string, called: string) => (await desk.read(as, room)).findLast(({ text }) => text.startsWith(`${called} ·`));
const facts = async (as: string, room: string, called: string) => linesOf((await cardOf(as, room, called))?.card ?? null);
const thread = async (as: string, room: string, called: string) => (await desk.read(as, room, (await cardOf(as, room, called))?.id)).map(({ text }) => text);
const newestOfMaria = async () => await latestTicketOf(desk.database.db, (await findTicket(desk.database.db, id))?.requesterId ?? 0);
const closeIt = async () => {
  await submit(desk, SAM, { action: 'ticket.resolve', subject: String(id), values: { code: 'fixed', summary: 'A new fan' } });
  desk.clock.advance(73 * 3_600_000);
  await timersAreDue(desk.worker);
  await desk.settle();
  expect(await findTicket(desk.database.db, id)).toMatchObject({ state: 'closed' });
};

describe('a split', () => {
  test('gives the second matter its own ticket; both cards and threads say so, and the requester is told in a sentence', async () => {
    const { body } = await desk.call<FormToFill>(PRIYA, '/rooms/devices/actions', { action: 'ticket.split', subject: String(id) });
    const team = body.form.fields.find((field) => field.name === 'team');
    const serviceDesk = team?.kind === 'choice' ? team.options.find(({ label }) => label === 'Service Desk')?.value : undefined;
    await desk.click(PRIYA, 'devices', 'More…');
    await desk.fill(PRIYA, 'devices', 'Split', { title: 'Shared drive', words: 'The shared drive cannot be reached', team: serviceDesk ?? '' });
    const made = await newestOfMaria();
    const there = `T-${made?.id}`;
    expect(made).toMatchObject({ title: 'Shared drive', state: 'new', urgency: 'slowed' });
    expect(await facts(LEE, 'service-desk', there)).toEqual(expect.arrayContaining([`Belongs with: ${name}`, 'Raised by: Priya Raman']));
    expect(await facts(SAM, 'devices', name)).toContain(`Belongs with: ${there}`);
    expect(await thread(SAM, 'devices', name)).toContain(`Priya Raman has made ${there} of the second matter in this: “Shared drive”.`);
    expect(await thread(LEE, 'service-desk', there)).toContain(`Priya Raman has split this from ${name}.`);
    expect((await desk.read(MARIA, direct(MARIA))).map(({ text }) => text)).toContain(
      `${name} was about two things, so Priya Raman has made ${there} of the second: “Shared drive”.`,
    );
    expect((await messagesOf(desk.database.db, id)).map(({ body: words }) => words)).toEqual(['my laptop is loud, and I cannot reach the shared drive']);
    proves('browser', 'split');
  });

  test('begins with the team that has it, and is refused once it is over, with what was typed', async () => {
    const { body } = await desk.call<FormToFill>(PRIYA, '/rooms/devices/actions', { action: 'ticket.split', subject: String(id) });
    expect(body.values).toEqual({ team: String((await findTicket(desk.database.db, id))?.teamId) });
    await closeIt();
    const values = { title: 'Drive', words: 'The drive', team: String((await findTicket(desk.database.db, id))?.teamId) };
    await submit(desk, PRIYA, { action: 'ticket.split', subject: String(id), values }, 'devices');
    expect((await desk.read(PRIYA, 'devices')).findLast((message) => message.onlyForYou)?.text).toBe(
      `${name} is no longer open, so it is not split. You wrote: “The drive”`,
    );
  });
});

describe('a link', () => {
  test('stands on both cards, made by a button or by words, once', async () => {
    const toms = await report(desk, 'the dock hums', TOM);
    const there = `T-${toms}`;
    await desk.click(PRIYA, 'devices', 'More…');
    const card = await cardOf(PRIYA, 'devices', name);
    await desk.say(PRIYA, 'devices', `!link ${there}`, card?.id);
    expect(await facts(SAM, 'devices', name)).toContain(`Belongs with: ${there}`);
    expect((await desk.read(SAM, 'service-desk')).concat(await desk.read(SAM, 'devices')).map(({ text }) => text)).toContainEqual(
      expect.stringMatching(`^${there} ·`),
    );
    await submit(desk, SAM, { action: 'ticket.link', subject: String(toms), values: { other: name } });
    expect((await desk.last(SAM, direct(SAM))).text).toBe(`${there} and ${name} belong together already.`);
  });

  test('ends by a button or by words; both cards, both logs and the audit say so, and the next one hears that there is none', async () => {
    const toms = await report(desk, 'the dock hums', TOM);
    const there = `T-${toms}`;
    await desk.say(PRIYA, 'devices', `!link ${there}`, (await cardOf(PRIYA, 'devices', name))?.id);
    expect(await facts(LEE, 'service-desk', there)).toContain(`Belongs with: ${name}`);
    await desk.click(SAM, 'devices', 'More…');
    await desk.fill(SAM, 'devices', 'End a link', { other: there });
    expect((await thread(SAM, 'devices', name)).at(-1)).toBe(`Sam Okafor has ended the link with ${there}.`);
    expect(await lastAudit(desk)).toMatchObject({ action: 'ticket.unlink', subject: String(id), outcome: 'done' });
    expect((await facts(SAM, 'devices', name)).join()).not.toContain('Belongs with');
    expect((await facts(LEE, 'service-desk', there)).join()).not.toContain('Belongs with');
    const log = async (of: number) => (await eventsOf(desk.database.db, of)).map(({ event }) => event);
    expect((await log(id)).slice(-2)).toEqual([
      { type: 'linked', other: toms },
      { type: 'unlinked', other: toms },
    ]);
    expect((await log(toms)).at(-1)).toEqual({ type: 'unlinked', other: id });

    await desk.say(PRIYA, 'devices', `!unlink ${there}`, (await cardOf(PRIYA, 'devices', name))?.id);
    expect((await thread(PRIYA, 'devices', name)).at(-1)).toBe(`${name} and ${there} are not linked.`);
    await desk.say(PRIYA, 'devices', `!link ${there}`, (await cardOf(PRIYA, 'devices', name))?.id);
    expect(await facts(SAM, 'devices', name)).toContain(`Belongs with: ${there}`);
    await desk.say(PRIYA, 'devices', `!unlink ${there}`, (await cardOf(PRIYA, 'devices', name))?.id);
    expect((await facts(LEE, 'service-desk', there)).join()).not.toContain('Belongs with');
    expect((await desk.call(SAM, '/rooms/devices/actions', { action: 'ticket.unlink', subject: String(id) })).body).toMatchObject({
      error: `${name} is linked with no other ticket.`,
    });
    proves('browser', 'link');
  });

  test.each([
    ['T-9999', 'I cannot find “T-9999”. Write a ticket’s number, such as T-1042.'],
    ['the other one', 'I cannot find “the other one”. Write a ticket’s number, such as T-1042.'],
  ])('with %s is refused', async (other, why) => {
    await submit(desk, SAM, { action: 'ticket.link', subject: String(id), values: { other } });
    expect((await desk.last(SAM, direct(SAM))).text).toBe(why);
  });
});

describe('a word about a closed ticket', () => {
  test('opens a new one with its title and team, linked with it', async () => {
    await closeIt();
    await desk.say(MARIA, direct(MARIA), 'it is still broken');
    const made = await newestOfMaria();
    const there = `T-${made?.id}`;
    expect(made?.id).not.toBe(id);
    const before = await findTicket(desk.database.db, id);
    expect(made).toMatchObject({ title: before?.title, teamId: before?.teamId, urgency: 'slowed', state: 'new' });
    expect(before).toMatchObject({ state: 'closed' });
    expect(await facts(SAM, 'devices', there)).toContain(`Belongs with: ${name}`);
    expect((await desk.read(MARIA, direct(MARIA))).map(({ text }) => text)).toContain(
      `${name} is closed, so I opened ${there} with what you wrote. Whoever takes it sees that they belong together.`,
    );
    proves('browser', 'reopen-closed');
  });

  test('with its number does so as well, and thanks do not', async () => {
    await closeIt();
    await desk.say(MARIA, direct(MARIA), `thank you for ${name}`);
    expect((await newestOfMaria())?.id).toBe(id);
    await desk.say(MARIA, direct(MARIA), `${name}: the laptop does not start again`);
    expect((await newestOfMaria())?.id).not.toBe(id);
  });

  test('in the thread under its card does so, and thanks there reach the team and move nothing', async () => {
    await closeIt();
    const card = await cardOf(MARIA, direct(MARIA), name);
    await desk.say(MARIA, direct(MARIA), 'thanks a lot!', card?.id);
    expect(await findTicket(desk.database.db, id)).toMatchObject({ state: 'closed' });
    expect((await newestOfMaria())?.id).toBe(id);
    expect((await thread(SAM, 'devices', name)).at(-1)).toBe('thanks a lot!');
    await desk.say(MARIA, direct(MARIA), 'it hums again', card?.id);
    expect((await newestOfMaria())?.id).not.toBe(id);
  });

  test('after a month is a new fault', async () => {
    await closeIt();
    desk.clock.advance(31 * 86_400_000);
    await desk.say(MARIA, direct(MARIA), 'it is still broken');
    expect((await newestOfMaria())?.id).toBe(id);
    expect((await desk.last(MARIA, direct(MARIA))).text).not.toMatch(/is closed/);
  });
});
