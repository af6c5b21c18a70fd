import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChatUser } from '#core/chat-event.ts';
import { latestTicketOf, messagesOf } from '#store/tickets.ts';
import { personByEmail } from '#store/people.ts';
import { direct } from '#test/support/client.ts';
import { GONE, MARIA, SAM, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { browserEvent, bypassEdge, type TestDesk } from './helpers.ts';

/** A channel in which people talk with each other. Maria, Sam and Tom have talked with the desk before. */
let desk: TestDesk;
beforeEach(async () => {
  desk = await createTestDesk();
  for (const email of [MARIA, SAM, TOM]) await desk.say(email, direct(email), 'hello');
});
afterEach(async () => await desk.database.close());

const LINK = 'https://chat.example.test/lobby/17';
const address = { platform: 'browser', workspace: 'local', room: 'devices' };
const written = (author: ChatUser, text = 'my laptop is so loud', messageId = '17') => ({ room: address.room, messageId, text, author, link: LINK });
const by = (email: string) => ({ id: email });
const pressed = (as: string, about: ReturnType<typeof written>) =>
  browserEvent(as, { type: 'action', action: 'ticket.take', address, roomKind: 'channel', about });
const take = async (as: string, about: ReturnType<typeof written>) => await bypassEdge(desk, pressed(as, about));
const ticketOf = async (email: string) => await latestTicketOf(desk.database.db, (await personByEmail(desk.database.db, email))?.id ?? 0);
const told = async (email: string, room = 'devices') => (await desk.read(email, room)).findLast((message) => message.onlyForYou)?.text;

describe('a ticket from a message', () => {
  test('by an agent is its author’s, opens at once, and its card leads back to it', async () => {
    await take(SAM, written(by(MARIA)));
    const ticket = await ticketOf(MARIA);
    expect(ticket).toMatchObject({ title: 'My laptop is so loud', urgency: 'slowed', state: 'new', sourceLink: LINK });
    expect(await told(SAM)).toBe(`I made T-${ticket?.id} of this message for Maria Lindqvist.`);
    expect((await desk.last(MARIA, direct(MARIA))).text).toMatch(/Sent to Devices/);
    const cards = await desk.read(SAM, 'devices');
    expect(JSON.stringify(cards.findLast(({ text }) => text.startsWith(`T-${ticket?.id}`))?.card)).toContain(LINK);
    expect(JSON.stringify((await desk.last(MARIA, direct(MARIA))).card)).not.toContain(LINK);
  });

  test('by its author is theirs', async () => {
    await take(MARIA, written(by(MARIA)));
    expect((await messagesOf(desk.database.db, (await ticketOf(MARIA))?.id ?? 0)).map(({ body }) => body)).toEqual(['my laptop is so loud']);
  });

  test('by somebody who is no agent is their own, and does not make them say what somebody else wrote', async () => {
    await take(TOM, written(by(MARIA)));
    expect(await ticketOf(MARIA)).toBeUndefined();
    const ticket = await ticketOf(TOM);
    expect(ticket?.title).toBe('My laptop is so loud');
    expect((await messagesOf(desk.database.db, ticket?.id ?? 0))[0]?.body).toBe('Maria Lindqvist wrote:\nmy laptop is so loud');
  });

  test.each([
    ['a program', { id: MARIA, stranger: 'bot' as const }],
    ['somebody whom nobody knows', { id: 'stranger' }],
    ['somebody who has left', { id: GONE }],
  ])('of %s is the agent’s own', async (_, author) => {
    await take(SAM, written(author));
    expect((await messagesOf(desk.database.db, (await ticketOf(SAM))?.id ?? 0))[0]?.body).toBe('Somebody else wrote:\nmy laptop is so loud');
  });

  test('is made once, however many ask for it', async () => {
    await take(SAM, written(by(MARIA)));
    const { id } = (await ticketOf(MARIA)) ?? {};
    await take(MARIA, written(by(MARIA)));
    expect((await ticketOf(MARIA))?.id).toBe(id);
    await take(SAM, written(by(MARIA)));
    expect(await told(SAM)).toBe(`T-${id} was made from this message already.`);
    await take(SAM, written(by(MARIA), 'another one', '18'));
    expect((await ticketOf(MARIA))?.id).not.toBe(id);
  });

  test('is not made of a message that is part of a ticket', async () => {
    await desk.say(MARIA, direct(MARIA), 'my laptop does not start');
    await desk.click(MARIA, direct(MARIA), 'I cannot work');
    const ticket = await ticketOf(MARIA);
    const said = (await desk.read(MARIA, direct(MARIA))).find(({ text }) => text === 'my laptop does not start');
    const about = { ...written(by(MARIA), 'my laptop does not start', String(said?.id)), room: direct(MARIA) };
    await bypassEdge(desk, browserEvent(MARIA, { type: 'action', action: 'ticket.take', about }));
    expect((await desk.last(MARIA, direct(MARIA))).text).toBe(`T-${ticket?.id} was made from this message already.`);
  });

  test('needs a message, and words in it', async () => {
    await desk.act(MARIA, direct(MARIA), { action: 'ticket.take' });
    expect((await desk.last(MARIA, direct(MARIA))).text).toBe('Start this from the message of which I shall make a ticket.');
    await take(SAM, written(by(MARIA), ''));
    expect(await told(SAM)).toBe('That message has no words of which I could make a ticket.');
  });
});

describe('a report that is started from a message', () => {
  test('has its words in the form, and leads back to it', async () => {
    const about = written(by(MARIA));
    const opened = await desk.desk.receive(browserEvent(MARIA, { type: 'action', action: 'ticket.report', address, roomKind: 'channel', about }));
    expect(opened).toMatchObject({ kind: 'form', values: { summary: 'my laptop is so loud' } });
    const values = { summary: 'my laptop is so loud, since monday', urgency: 'can_wait' };
    await bypassEdge(desk, browserEvent(MARIA, { type: 'form', action: 'ticket.report', address, roomKind: 'channel', about, values }));
    expect(await ticketOf(MARIA)).toMatchObject({ urgency: 'can_wait', sourceLink: LINK, title: 'My laptop is so loud, since monday' });
    await take(SAM, about);
    expect(await told(SAM)).toMatch(/was made from this message already/);
  });
});
