import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import type { FormToFill } from '#bot/browser/api.ts';
import { eventsOf, findTicket } from '#store/tickets.ts';
import { direct } from '#test/support/client.ts';
import { MARIA, SAM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { lastAudit, report, submit, type TestDesk } from './helpers.ts';

let desk: TestDesk;
let id: number;
beforeEach(async () => {
  desk = await createTestDesk();
  id = await report(desk, 'my laptop is loud');
});
afterEach(async () => await desk.database.close());

const ticketNow = async () => await findTicket(desk.database.db, id);
const told = async (email: string, room: string) => (await desk.read(email, room)).findLast((message) => message.onlyForYou)?.text;
const openResolve = async () => (await desk.press(SAM, 'devices', 'Resolve')).body as FormToFill;
const SOLUTION = { code: 'fixed', summary: 'A new fan' };

describe('resolving a ticket from a form that was opened a while ago', () => {
  test('does not pass over what the requester has said since, and loses nothing that was typed', async () => {
    const { ref } = await openResolve();
    await desk.fill(MARIA, direct(MARIA), 'Add something', { text: 'now it smells, too' });
    await submit(desk, SAM, { ...ref, values: SOLUTION }, 'devices');
    expect(await ticketNow()).toMatchObject({ state: 'new' });
    expect(await told(SAM, 'devices')).toBe(
      `Something happened on T-${id} since you opened this, so I have not resolved it. Please have a look, and resolve it again. You wrote: “A new fan”`,
    );
    expect(await lastAudit(desk)).toMatchObject({ action: 'ticket.resolve', outcome: 'refused' });
    proves('browser', 'crossing');
  });

  test('works when only the same agent did something since', async () => {
    const { ref } = await openResolve();
    await submit(desk, SAM, { action: 'ticket.note', subject: String(id), values: { text: 'third one of this batch' } });
    await submit(desk, SAM, { ...ref, values: SOLUTION }, 'devices');
    expect(await ticketNow()).toMatchObject({ state: 'resolved' });
  });

  test('works when nothing has happened since', async () => {
    const { ref } = await openResolve();
    await submit(desk, SAM, { ...ref, values: SOLUTION }, 'devices');
    expect(await ticketNow()).toMatchObject({ state: 'resolved' });
  });

  test('says that it is resolved already, when a colleague was faster', async () => {
    const { ref } = await openResolve();
    await submit(desk, SAM, { ...ref, values: SOLUTION }, 'devices');
    await submit(desk, SAM, { ...ref, values: SOLUTION }, 'devices');
    expect(await told(SAM, 'devices')).toMatch(/is resolved, so this is not possible now/);
    expect((await eventsOf(desk.database.db, id)).filter(({ event }) => event.type === 'resolved')).toHaveLength(1);
  });
});

test('a withdrawal that crosses a resolution loses, is told why, and is audited', async () => {
  const withdraw = desk.call(MARIA, `/rooms/${direct(MARIA)}/forms`, { action: 'ticket.withdraw', subject: String(id), values: {} });
  const resolve = desk.call(SAM, '/rooms/devices/forms', { action: 'ticket.resolve', subject: String(id), values: SOLUTION });
  expect((await Promise.all([withdraw, resolve])).map(({ status }) => status)).toEqual([202, 202]);
  await desk.settle();
  const ended = (await eventsOf(desk.database.db, id)).filter(({ event }) => ['resolved', 'withdrawn'].includes(event.type));
  expect(ended).toHaveLength(1);
  const lost = await desk.database.sql`select action, reason from audit where outcome = 'refused'`;
  expect(lost).toMatchObject([
    { action: ended[0]?.event.type === 'resolved' ? 'ticket.withdraw' : 'ticket.resolve', reason: expect.stringMatching(/not possible now/) as string },
  ]);
});

test('“Talk to a person”, pressed twice, gets one', async () => {
  const tom = 'tom@example.test';
  await desk.say(tom, direct(tom), 'qwertz asdf yxcv');
  await desk.say(tom, direct(tom), 'qwertz asdf yxcv');
  const offer = (await desk.read(tom, direct(tom))).findLast((message) => message.buttons.some(({ label }) => label === 'Talk to a person'));
  const ref = offer?.buttons.find(({ label }) => label === 'Talk to a person')?.ref;
  if (!ref) throw new Error('No person was offered.');
  await desk.act(tom, direct(tom), ref);
  await desk.act(tom, direct(tom), ref);
  const [count] = await desk.database
    .sql`select (select count(*)::int from tickets where id > ${id}) as tickets, (select count(*)::int from messages where ticket_id > ${id}) as words`;
  expect(count).toEqual({ tickets: 1, words: 1 });
  expect((await desk.last(tom, direct(tom))).text).toBe('You have told me already; I am on it.');
});
