import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { eventsOf, findTicket, messagesOf } from '#store/tickets.ts';
import { direct } from '#test/support/client.ts';
import { LEE, MARIA, PRIYA, SAM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { lastAudit, report, rowCounts, type TestDesk } from './helpers.ts';

/** Maria's laptop waits for somebody of the Devices team. */
let desk: TestDesk;
let id: number;
let thread: number;
beforeAll(async () => {
  desk = await createTestDesk();
});
beforeEach(async () => {
  id = await report(desk, 'my laptop is loud');
  thread = (await desk.last(SAM, 'devices')).id;
});

const ticket = async (which = id) => await findTicket(desk.database.db, which);
const subject = () => String(id);
const inRoomOf = async (email: string) => JSON.stringify(await desk.read(email, direct(email)));

describe('what is said in a channel', () => {
  test('at its top level is left alone', async () => {
    const before = await rowCounts(desk);
    await desk.say(SAM, 'devices', 'my laptop does not start and I cannot work');
    const after = await rowCounts(desk);
    expect(after).toMatchObject({ tickets: before?.['tickets'], events: before?.['events'], messages: before?.['messages'] });
    expect((await desk.last(SAM, 'devices')).author.kind).toBe('person');
  });

  test('in the thread of somebody’s words, not under a card, is left alone too', async () => {
    const { message } = await desk.say(SAM, 'devices', 'lunch?');
    await desk.say(PRIYA, 'devices', 'note: pizza', message);
    expect(await desk.read(SAM, 'devices', message)).toHaveLength(2);
    expect(await messagesOf(desk.database.db, id)).toHaveLength(1);
  });

  test('in the thread under a card reaches the requester', async () => {
    await desk.say(SAM, 'devices', 'Is it the fan?', thread);
    expect(await desk.last(MARIA, direct(MARIA))).toMatchObject({ text: 'Is it the fan?', quoted: 'Sam Okafor', about: `T-${id}` });
    const told = await desk.last(SAM, 'devices', thread);
    expect(told).toMatchObject({ text: 'Sent to Maria Lindqvist.', onlyForYou: true });
    expect((await desk.read(PRIYA, 'devices', thread)).map(({ text }) => text)).not.toContain('Sent to Maria Lindqvist.');
    expect((await ticket())?.firstReplyAt).not.toBeNull();
  });
});

describe('a private note', () => {
  const secret = 'the requester is difficult';

  test.each([`note: ${secret}`, `NOTE:${secret}`, `  Note: ${secret}`, `🔒 ${secret}`])('typed as “%s” stays in the team', async (typed) => {
    await desk.say(SAM, 'devices', typed, thread);
    expect((await messagesOf(desk.database.db, id)).at(-1)).toMatchObject({ body: secret, visibility: 'private' });
    expect(await inRoomOf(MARIA)).not.toContain('difficult');
    expect(JSON.stringify((await desk.last(SAM, 'devices')).card)).not.toContain('difficult');
  });

  test('from its button stays in the team, and the thread marks it', async () => {
    await desk.fill(SAM, 'devices', 'Private note', { text: secret });
    expect(await desk.last(PRIYA, 'devices', thread)).toMatchObject({ text: secret, tag: 'note', quoted: 'Sam Okafor' });
    await desk.say(MARIA, direct(MARIA), 'how is my ticket going?');
    expect(await inRoomOf(MARIA)).not.toContain('difficult');
    expect((await ticket())?.firstReplyAt).toBeNull();
  });

  test('that says nothing is not kept', async () => {
    await desk.say(SAM, 'devices', 'note:   ', thread);
    expect((await desk.last(SAM, 'devices', thread)).text).toBe('Your note is empty.');
    expect((await eventsOf(desk.database.db, id)).map(({ event }) => event.type)).toEqual(['reported']);
  });
});

describe('a claim', () => {
  test('of one’s own request is refused and audited', async () => {
    const own = await report(desk, 'my laptop is slow', SAM);
    await desk.act(SAM, 'devices', { action: 'ticket.claim', subject: String(own) });
    expect(await desk.last(SAM, 'devices')).toMatchObject({ text: 'This is your own request; a colleague has to take it.', onlyForYou: true });
    expect(await ticket(own)).toMatchObject({ state: 'new', assigneeId: null });
    expect(await lastAudit(desk)).toMatchObject({ action: 'ticket.claim', outcome: 'refused' });
  });

  test('by somebody of another team is refused', async () => {
    const answer = await desk.call(LEE, `/rooms/${direct(LEE)}/actions`, { action: 'ticket.claim', subject: subject() });
    expect(answer).toEqual({ status: 403, body: { error: 'Only members of the team that works on this can do it.' } });
    expect(await ticket()).toMatchObject({ state: 'new' });
  });

  test('a second time by the same person says that they have it', async () => {
    await desk.click(SAM, 'devices', 'Claim');
    await desk.act(SAM, 'devices', { action: 'ticket.claim', subject: subject() });
    expect(await desk.last(SAM, 'devices')).toMatchObject({ text: `You have T-${id} already.`, onlyForYou: true });
  });

  test('that is handed back leaves the ticket for a colleague', async () => {
    await desk.click(SAM, 'devices', 'Claim');
    await desk.click(SAM, 'devices', 'Hand back');
    expect(await ticket()).toMatchObject({ state: 'new', assigneeId: null });
    expect((await desk.last(PRIYA, 'devices', thread)).text).toBe('Sam Okafor has handed this back. Who takes it?');
    expect((await desk.last(MARIA, direct(MARIA))).text).toMatch(/Sent to Devices/);
    await desk.click(PRIYA, 'devices', 'Claim');
    expect((await desk.last(MARIA, direct(MARIA))).text).toMatch(/Priya Raman is working on it$/);
    proves('browser', 'hand-back');
  });

  test('is in the audit with who did it', async () => {
    await desk.click(SAM, 'devices', 'Claim');
    const [sam] = await desk.database.db.execute<{ id: number }>(sql`select id from people where email = ${SAM}`);
    expect(await lastAudit(desk)).toMatchObject({
      actor: `browser/local/${SAM}`,
      person_id: sam?.id,
      action: 'ticket.claim',
      subject: subject(),
      outcome: 'done',
    });
  });
});
