import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import type { FormToFill } from '#bot/browser/api.ts';
import { eventsOf, findTicket } from '#store/tickets.ts';
import { direct } from '#test/support/client.ts';
import { LEE, MARIA, PRIYA, SAM, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { lastAudit, numberOf, report, submit, type TestDesk } from './helpers.ts';

/** Maria's laptop waits for somebody of the Devices team: Sam and Priya. */
let desk: TestDesk;
let id: number;
let thread: number;
beforeEach(async () => {
  desk = await createTestDesk();
  id = await report(desk, 'my laptop is loud');
  thread = (await desk.last(SAM, 'devices')).id;
});
afterEach(async () => await desk.database.close());

const ticketNow = async () => await findTicket(desk.database.db, id);
const personId = async (email: string) => await numberOf(desk, sql`select id as n from people where email = ${email}`);
const teamId = async (key: string) => await numberOf(desk, sql`select id as n from teams where key = ${key}`);
const told = async (email: string, room: string) => (await desk.read(email, room)).findLast((message) => message.onlyForYou)?.text;
const open = async (as: string, room: string, label: string) => {
  await desk.click(as, room, 'More…');
  return (await desk.press(as, room, label)).body as FormToFill;
};
const send = async (as: string, { ref }: FormToFill, values: Record<string, string>, room = 'devices') => await submit(desk, as, { ...ref, values }, room);
const optionsOf = ({ form }: FormToFill) => form.fields.flatMap((field) => (field.kind === 'choice' ? field.options.map(({ label }) => label) : []));
const labels = async (as: string, room: string, message: number) =>
  (await desk.read(as, room)).find((each) => each.id === message)?.buttons.map(({ label }) => label);

describe('the seldom buttons', () => {
  test('are shown to the one who asks for them, and to nobody else', async () => {
    await desk.click(SAM, 'devices', 'More…');
    const offer = await desk.last(SAM, 'devices');
    expect(offer).toMatchObject({ onlyForYou: true, text: `What would you like to do with T-${id}?` });
    expect(offer.buttons.map(({ label }) => label)).toEqual([
      'Hand over',
      'Set priority',
      'Set the kind',
      'Pass to another team',
      'Merge',
      'Link',
      'Make it private',
      'Split',
      'Ask for approval',
      'Snooze',
      'Watch',
      'Make it part of another',
    ]);
    expect((await desk.last(PRIYA, 'devices')).id).toBe(thread);
  });

  test('are not offered on a ticket that has ended meanwhile', async () => {
    await desk.fill(MARIA, direct(MARIA), 'No longer needed', {});
    await desk.act(SAM, 'devices', { action: 'ticket.more', subject: String(id) });
    expect(await told(SAM, 'devices')).toBe(`T-${id} is no longer open, so there is nothing more to do with it.`);
  });
});

describe('handing over', () => {
  test('lists the colleagues, but not who has it, nor the requester', async () => {
    expect(optionsOf(await open(SAM, 'devices', 'Hand over'))).toEqual(['Priya Raman', 'Sam Okafor']);
    await desk.click(SAM, 'devices', 'Claim');
    expect(optionsOf(await open(SAM, 'devices', 'Hand over'))).toEqual(['Priya Raman']);
    const own = await report(desk, 'my laptop is slow', SAM);
    const { body } = await desk.call<FormToFill>(PRIYA, '/rooms/devices/actions', { action: 'ticket.hand_over', subject: String(own) });
    expect(optionsOf(body)).toEqual(['Priya Raman']);
  });

  test('tells the colleague in direct messages, with the card and its buttons', async () => {
    await desk.click(SAM, 'devices', 'Claim');
    await send(SAM, await open(SAM, 'devices', 'Hand over'), { to: String(await personId(PRIYA)), word: 'You know these fans.' });
    expect(await ticketNow()).toMatchObject({ state: 'in_progress', assigneeId: await personId(PRIYA) });
    const [words, card] = (await desk.read(PRIYA, direct(PRIYA))).slice(-2);
    expect(words?.text).toBe(`Sam Okafor has handed T-${id} over to you. You know these fans.`);
    expect(card?.text).toMatch(/Priya Raman has it$/);
    expect(card?.buttons.map(({ label }) => label)).toContain('Resolve');
    expect((await desk.last(SAM, 'devices', thread)).text).toBe('Sam Okafor has handed this over to Priya Raman. You know these fans.');
    expect((await desk.last(MARIA, direct(MARIA))).text).toMatch(/Priya Raman is working on it$/);
    expect(JSON.stringify(await desk.read(MARIA, direct(MARIA)))).not.toContain('these fans');
    expect((await eventsOf(desk.database.db, id)).at(-1)?.event).toEqual({ type: 'handed_over', assigneeId: await personId(PRIYA) });
    expect(await lastAudit(desk)).toMatchObject({ action: 'ticket.hand_over', subject: String(id), outcome: 'done' });
    proves('browser', 'hand-over');
  });

  test('of a new ticket starts the work; what the new owner writes under the card reaches the requester', async () => {
    await send(SAM, await open(SAM, 'devices', 'Hand over'), { to: String(await personId(PRIYA)) });
    expect(await ticketNow()).toMatchObject({ state: 'in_progress' });
    const card = await desk.last(PRIYA, direct(PRIYA));
    await desk.say(PRIYA, direct(PRIYA), 'Is it the fan?', card.id);
    expect(await desk.last(MARIA, direct(MARIA))).toMatchObject({ text: 'Is it the fan?', quoted: 'Priya Raman' });
  });

  test('takes the buttons away from the one who had it, and tells them', async () => {
    await send(SAM, await open(SAM, 'devices', 'Hand over'), { to: String(await personId(PRIYA)) });
    const card = await desk.last(PRIYA, direct(PRIYA));
    await send(SAM, await open(SAM, 'devices', 'Hand over'), { to: String(await personId(SAM)) });
    expect(await labels(PRIYA, direct(PRIYA), card.id)).toEqual([]);
    expect((await desk.last(PRIYA, direct(PRIYA))).text).toBe(`Sam Okafor has handed T-${id} over to Sam Okafor.`);
  });

  test('that crosses with a colleague’s claim loses, says so, and loses nothing that was typed', async () => {
    const form = await open(SAM, 'devices', 'Hand over');
    await desk.click(PRIYA, 'devices', 'Claim');
    await send(SAM, form, { to: String(await personId(SAM)), word: 'mine' });
    expect(await ticketNow()).toMatchObject({ assigneeId: await personId(PRIYA) });
    expect(await told(SAM, 'devices')).toMatch(/^Somebody else has changed T-\d+ since you opened this, so I have not handed it over\. .* You wrote: “mine”$/);
    expect(await lastAudit(desk)).toMatchObject({ action: 'ticket.hand_over', outcome: 'refused' });
  });

  test('is not disturbed by what the requester has added meanwhile', async () => {
    const form = await open(SAM, 'devices', 'Hand over');
    await desk.fill(MARIA, direct(MARIA), 'Add something', { text: 'now it smells, too' });
    await send(SAM, form, { to: String(await personId(PRIYA)) });
    expect(await ticketNow()).toMatchObject({ assigneeId: await personId(PRIYA) });
  });

  test.each([
    ['somebody of another team', LEE, 'Lee Chen cannot take'],
    ['the requester', MARIA, 'Maria Lindqvist cannot take'],
    ['nobody', 'nobody@example.test', 'That person cannot take'],
  ])('to %s is refused', async (_, email, why) => {
    await submit(desk, SAM, { action: 'ticket.hand_over', subject: String(id), values: { to: String(await personId(email)) } }, 'devices');
    expect(await told(SAM, 'devices')).toBe(`${why} T-${id}.`);
    expect(await ticketNow()).toMatchObject({ state: 'new' });
  });

  test('is refused to those who are not of the team', async () => {
    const answer = await desk.call(TOM, `/rooms/${direct(TOM)}/actions`, { action: 'ticket.hand_over', subject: String(id) });
    expect(answer).toEqual({ status: 403, body: { error: 'Only members of the team that works on this can do it.' } });
  });
});

describe('the priority', () => {
  test('is set with what each means, and the requester is not bothered', async () => {
    const before = await desk.read(MARIA, direct(MARIA));
    const form = await open(SAM, 'devices', 'Set priority');
    expect(optionsOf(form)).toEqual(['P1: many people cannot work', 'P2: one person cannot work', 'P3: work goes on, but slower', 'P4: it can wait']);
    await send(SAM, form, { priority: '1' });
    expect(await ticketNow()).toMatchObject({ priority: 1 });
    expect((await desk.last(SAM, 'devices', thread)).text).toBe('Sam Okafor has set the priority to P1: many people cannot work.');
    expect((await desk.read(MARIA, direct(MARIA))).map(({ text }) => text)).toEqual(before.map(({ text }) => text));
    proves('browser', 'priority');
  });

  test('that a colleague has set meanwhile is left', async () => {
    const form = await open(SAM, 'devices', 'Set priority');
    await send(PRIYA, await open(PRIYA, 'devices', 'Set priority'), { priority: '1' });
    await send(SAM, form, { priority: '4' });
    expect(await ticketNow()).toMatchObject({ priority: 1 });
    expect(await told(SAM, 'devices')).toBe(`Somebody else has set the priority of T-${id} to P1 since you opened this, so I have left it.`);
  });

  test('must be one there is', async () => {
    const { status } = await desk.call(SAM, '/rooms/devices/forms', { action: 'ticket.set_priority', subject: String(id), values: { priority: '5' } });
    expect(status).toBe(422);
  });
});

describe('passing to another team', () => {
  const pass = async (as = SAM) =>
    await send(as, await open(as, 'devices', 'Pass to another team'), {
      team: String(await teamId('service-desk')),
      reason: 'It is the licence, not the laptop.',
    });

  test('puts a card up there, with the reason under it, and the waiting time is kept', async () => {
    const { createdAt } = (await ticketNow()) ?? {};
    await desk.click(SAM, 'devices', 'Claim');
    desk.clock.advance(3_600_000);
    await pass();
    expect(await ticketNow()).toMatchObject({ state: 'new', assigneeId: null, teamId: await teamId('service-desk'), createdAt });
    const card = await desk.last(LEE, 'service-desk');
    expect(card.text).toMatch(/Waiting to be taken$/);
    expect((await desk.last(LEE, 'service-desk', card.id)).text).toBe(`Sam Okafor (Devices) has passed T-${id} on to you: It is the licence, not the laptop.`);
    await desk.click(LEE, 'service-desk', 'Claim');
    expect((await desk.last(MARIA, direct(MARIA))).text).toMatch(/Lee Chen is working on it$/);
    proves('browser', 'escalate');
  });

  test('leaves a card without buttons behind, that says who has it', async () => {
    await pass();
    const card = (await desk.read(SAM, 'devices')).find((message) => message.id === thread);
    expect(card?.text).toMatch(/Service Desk has it now$/);
    expect(card?.buttons).toEqual([]);
    expect((await desk.last(SAM, 'devices', thread)).text).toBe('Sam Okafor has passed this on to Service Desk: It is the licence, not the laptop.');
    expect((await desk.last(MARIA, direct(MARIA))).text).toMatch(/Sent to Service Desk; somebody will take it soon$/);
  });

  test('ends what the old team may do, and what it reads', async () => {
    await pass();
    await submit(desk, MARIA, { action: 'ticket.add', subject: String(id), values: { text: 'and my account is locked' } });
    expect(JSON.stringify(await desk.read(PRIYA, 'devices'))).not.toContain('account is locked');
    expect(JSON.stringify(await desk.read(PRIYA, 'devices', thread))).not.toContain('account is locked');
    await desk.say(PRIYA, 'devices', 'Have you tried another dock?', thread);
    expect(await desk.last(PRIYA, 'devices', thread)).toMatchObject({ text: 'Only members of the team that works on this can do it.', onlyForYou: true });
    expect(JSON.stringify(await desk.read(MARIA, direct(MARIA)))).not.toContain('another dock');
  });

  test('and back again brings its card down in the first channel, with buttons', async () => {
    await pass();
    await desk.click(LEE, 'service-desk', 'More…');
    const form = (await desk.press(LEE, 'service-desk', 'Pass to another team')).body as FormToFill;
    await send(LEE, form, { team: String(await teamId('devices')), reason: 'No, it is the fan.' }, 'service-desk');
    const card = (await desk.read(PRIYA, 'devices')).findLast(({ text }) => text.startsWith(`T-${id}`));
    expect(card?.id).not.toBe(thread);
    expect(card?.buttons.map(({ label }) => label)).toContain('Claim');
    expect((await desk.last(PRIYA, 'devices', card?.id)).text).toBe(`Lee Chen (Service Desk) has passed T-${id} on to you: No, it is the fan.`);
  });

  test('loses against a colleague who has taken it meanwhile', async () => {
    const form = await open(SAM, 'devices', 'Pass to another team');
    await desk.click(PRIYA, 'devices', 'Claim');
    await send(SAM, form, { team: String(await teamId('service-desk')), reason: 'Not ours' });
    expect(await ticketNow()).toMatchObject({ assigneeId: await personId(PRIYA) });
    expect(await told(SAM, 'devices')).toMatch(/so I have not passed it on\. .* You wrote: “Not ours”$/);
  });

  test('to a team that is not there, or that has it, is refused', async () => {
    const values = { reason: 'x' };
    await submit(desk, SAM, { action: 'ticket.escalate', subject: String(id), values: { ...values, team: '999' } }, 'devices');
    expect(await told(SAM, 'devices')).toBe('Please choose the team that is to have it.');
    await submit(desk, SAM, { action: 'ticket.escalate', subject: String(id), values: { ...values, team: String(await teamId('devices')) } }, 'devices');
    expect(await told(SAM, 'devices')).toBe(`T-${id} is with that team already, so this is not possible now.`);
  });
});
