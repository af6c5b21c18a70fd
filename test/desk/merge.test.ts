import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import type { FormToFill } from '#bot/browser/api.ts';
import { eventsOf, findTicket, messagesOf } from '#store/tickets.ts';
import { runnableRows } from '#store/outbox.ts';
import { runRow } from '#worker/run-row.ts';
import { direct } from '#test/support/client.ts';
import { LEE, MARIA, PRIYA, SAM, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { lastAudit, report, submit, type TestDesk } from './helpers.ts';

/** Maria has reported the same twice, and Tom something near it. */
let desk: TestDesk;
let first: number;
let second: number;
let toms: number;
beforeEach(async () => {
  desk = await createTestDesk();
  first = await report(desk, 'my laptop is loud');
  second = await report(desk, 'laptop noise is back');
  toms = await report(desk, 'laptop fan howls', TOM);
});
afterEach(async () => await desk.database.close());

const ticketNow = async (id: number) => await findTicket(desk.database.db, id);
const merge = async (id: number, into: number | string, as = PRIYA) =>
  await submit(desk, as, { action: 'ticket.merge', subject: String(id), values: { into: String(into) } }, 'devices');
const told = async (email: string, room: string) => (await desk.read(email, room)).findLast((message) => message.onlyForYou)?.text;
const cardOf = async (id: number) => (await desk.read(SAM, 'devices')).findLast(({ text }) => text.startsWith(`T-${id}`));
const threadOf = async (id: number) => await desk.read(SAM, 'devices', (await cardOf(id))?.id);

test('offers the open tickets of the person and the team, newest first, without itself', async () => {
  const { body } = await desk.call<FormToFill>(SAM, '/rooms/devices/actions', { action: 'ticket.merge', subject: String(second) });
  const [field] = body.form.fields;
  expect(field?.kind === 'choice' ? field.options.map(({ label }) => label) : []).toEqual([`T-${toms} · Laptop fan howls`, `T-${first} · My laptop is loud`]);
});

describe('a merge', () => {
  test('ends the ticket as a duplicate, tells the requester, and gives its words to the other thread', async () => {
    await merge(second, first);
    expect(await ticketNow(second)).toMatchObject({ state: 'closed', resolutionCode: 'duplicate', resolution: `It goes on as T-${first}.`, mergedInto: first });
    expect((await desk.last(MARIA, direct(MARIA))).text).toBe(
      `T-${second} is about the same thing as T-${first}, so it goes on there. What you write about either reaches the people who work on it.`,
    );
    const said = await threadOf(first);
    expect(said.at(-2)?.text).toBe(`Priya Raman has merged T-${second} into this. It said:`);
    expect(said.at(-1)).toMatchObject({ text: 'laptop noise is back', quoted: 'Maria Lindqvist' });
    expect(await cardOf(second)).toMatchObject({ text: expect.stringMatching(`Goes on as T-${first}$`) as string });
    expect((await eventsOf(desk.database.db, second)).at(-1)?.event).toEqual({ type: 'merged', into: first });
    expect(await lastAudit(desk)).toMatchObject({ action: 'ticket.merge', outcome: 'done' });
    expect((await desk.read(MARIA, direct(MARIA))).find(({ text }) => text.startsWith(`T-${second} ·`))?.buttons).toEqual([]);
    proves('browser', 'merge');
  });

  test('into a ticket that was merged itself goes to where that one went', async () => {
    await merge(second, first);
    await merge(toms, second);
    expect(await ticketNow(toms)).toMatchObject({ mergedInto: first });
  });

  test('of a ticket into which others were merged takes them along', async () => {
    await merge(second, first);
    await merge(first, toms);
    expect([(await ticketNow(first))?.mergedInto, (await ticketNow(second))?.mergedInto]).toEqual([toms, toms]);
  });

  test.each([
    ['itself', () => second, /cannot be merged into itself\.$/],
    ['a ticket that does not exist', () => 9999, /^I cannot find that ticket\.$/],
    ['no ticket', () => 'x', /^I cannot find that ticket\.$/],
  ])('into %s is refused', async (_, into, why) => {
    await merge(second, into());
    expect(await told(PRIYA, 'devices')).toMatch(why);
    expect(await ticketNow(second)).toMatchObject({ state: 'new' });
  });

  test('into a ticket that has ended, or that neither the person nor the team has to do with, is refused', async () => {
    const foreign = await report(desk, 'salary list is open to everybody', LEE);
    await merge(second, foreign);
    expect(await told(PRIYA, 'devices')).toBe('I can merge this only into a ticket of the same person or of your team.');
    await desk.fill(TOM, direct(TOM), 'No longer needed', {});
    await merge(second, toms);
    expect(await told(PRIYA, 'devices')).toBe(`T-${toms} is no longer open, so nothing can be merged into it.`);
  });

  test('is refused when something was said since the form was opened', async () => {
    const { body } = await desk.call<FormToFill>(SAM, '/rooms/devices/actions', { action: 'ticket.merge', subject: String(second), version: 1 });
    await submit(desk, MARIA, { action: 'ticket.add', subject: String(second), values: { text: 'it is another laptop' } });
    await submit(desk, SAM, { ...body.ref, values: { into: String(first) } }, 'devices');
    expect(await told(SAM, 'devices')).toMatch(/so I have not merged it/);
    expect(await ticketNow(second)).toMatchObject({ state: 'new' });
  });

  test('crossing with the opposite one: one of them wins, and the other is told', async () => {
    const ask = async (as: string, id: number, into: number) =>
      await desk.call(as, '/rooms/devices/forms', { action: 'ticket.merge', subject: String(id), values: { into: String(into) } });
    await Promise.all([ask(SAM, first, second), ask(PRIYA, second, first)]);
    const rows = await runnableRows(desk.database.db, 10);
    await Promise.all(rows.map(async ({ id }) => await runRow(desk.worker, id)));
    await desk.settle();
    const targets = [(await ticketNow(first))?.mergedInto, (await ticketNow(second))?.mergedInto];
    expect(targets.filter((target) => target !== null)).toHaveLength(1);
    expect(await lastAudit(desk)).toMatchObject({ action: 'ticket.merge', outcome: 'refused' });
  });
});

describe('what is said on a merged ticket later', () => {
  const lastOf = async (id: number) => (await messagesOf(desk.database.db, id)).at(-1);

  test('goes to the other one: by its number, in its thread, and as an answer to the agent', async () => {
    await desk.say(SAM, 'devices', 'Which laptop is it?', (await cardOf(second))?.id);
    await merge(second, first);
    await desk.say(MARIA, direct(MARIA), 'the grey one on the left side');
    expect(await lastOf(first)).toMatchObject({ body: 'the grey one on the left side', visibility: 'public' });
    await desk.say(MARIA, direct(MARIA), `my laptop of T-${second} does not start any more`);
    expect(await lastOf(first)).toMatchObject({ body: `my laptop of T-${second} does not start any more` });
    const card = (await desk.read(MARIA, direct(MARIA))).find(({ text }) => text.startsWith(`T-${second} ·`));
    await desk.say(MARIA, direct(MARIA), 'and it is warm', card?.id);
    expect(await lastOf(first)).toMatchObject({ body: 'and it is warm' });
    expect((await threadOf(first)).at(-1)).toMatchObject({ text: 'and it is warm', quoted: 'Maria Lindqvist' });
  });

  test('by somebody else than its requester stays with the team, and gives nothing away to either', async () => {
    await merge(toms, first);
    await desk.say(TOM, direct(TOM), 'it howls still', (await desk.read(TOM, direct(TOM))).find(({ text }) => text.startsWith(`T-${toms} ·`))?.id);
    expect(await lastOf(first)).toMatchObject({ body: 'it howls still', visibility: 'private' });
    expect((await threadOf(first)).at(-1)).toMatchObject({ text: 'it howls still', quoted: 'Tom Becker', tag: 'note' });
    expect(JSON.stringify(await desk.read(MARIA, direct(MARIA)))).not.toContain('howls');
    expect(JSON.stringify(await desk.read(TOM, direct(TOM)))).not.toContain('my laptop is loud');
  });
});
