/** Priya, of the Devices team, has Maria’s laptop and writes nothing. Both work by Vienna’s nine to five here. */
import { afterEach, describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { sql } from 'drizzle-orm';
import { direct } from '#test/support/client.ts';
import { MARIA, PRIYA, SAM } from '#test/support/company.ts';
import { act, createFollowUpDesk, logOf, moves, reportLaptop, toldOf } from './follow-up-desk.ts';
import { numberOf, submit, type TestDesk } from './helpers.ts';
import { fri, goOnUntil, linesOf, mon, nextMon, thu, tue, wed } from './sla-desk.ts';

const STILL = 'still on it?';
const BACK = 'it is back with the team';

let desk: TestDesk;
let id: number;
afterEach(async () => await desk.database.close());

async function start(settings: Parameters<typeof createFollowUpDesk>[0] = {}): Promise<void> {
  desk = await createFollowUpDesk(settings);
  id = await reportLaptop(desk);
  await desk.click(PRIYA, 'devices', 'Claim');
}
const thread = async () => {
  const card = (await desk.read(SAM, 'devices')).findLast(({ text }) => text.startsWith('T-'));
  return (await desk.read(SAM, 'devices', card?.id)).map(({ text }) => text);
};

test('after four opening hours the owner is asked, after two more without an answer the desk hands it back', async () => {
  await start();
  await goOnUntil(desk, mon(12, 59));
  expect(await toldOf(desk, PRIYA, id)).toEqual([]);
  for (const at of [mon(13), mon(13), mon(14, 59)]) await goOnUntil(desk, at);
  expect(await toldOf(desk, PRIYA, id)).toEqual([STILL]);
  const asked = await desk.last(PRIYA, direct(PRIYA));
  expect(asked.buttons.map(({ label }) => label)).toEqual(['Still on it', 'Waiting on …', 'Hand back', 'Show it']);
  expect(linesOf(asked.card).join('\n')).toMatch(
    /Nobody has written to Maria Lindqvist about this since .* Are you still on it\?\nIf I hear nothing, I put it back/,
  );
  await goOnUntil(desk, mon(15));
  expect(await logOf(desk, id)).toEqual(['claimed', 'desk: reminded', 'desk: handed_back']);
  expect(await toldOf(desk, PRIYA, id)).toEqual([STILL, BACK]);
  expect((await thread()).at(-1)).toBe(`T-${id} · My laptop is loud: I have put it back, as Priya Raman has not answered. Who takes it?`);
  expect((await desk.last(MARIA, direct(MARIA))).text).toBe(`T-${id} · My laptop is loud: Sent to Devices; somebody will take it soon`);
});

test('what was handed back goes round the team, but not to who had it, who can take it again', async () => {
  await start();
  for (const at of [mon(13), mon(15), mon(15, 15)]) await goOnUntil(desk, at);
  expect(await toldOf(desk, SAM, id)).toEqual(['can you take it?']);
  await desk.click(PRIYA, direct(PRIYA), 'Claim');
  expect(await logOf(desk, id)).toEqual(['claimed', 'desk: reminded', 'desk: handed_back', 'claimed']);
  expect(await toldOf(desk, SAM, id)).toEqual(['Priya Raman has it']);
});

describe('the owner answers', () => {
  test('that they are still on it, with a word for the team: the count starts anew', async () => {
    await start();
    await goOnUntil(desk, mon(13));
    await act(desk, PRIYA, id, 'ticket.still_on_it', { reason: 'The fan comes today' });
    expect((await thread()).at(-1)).toBe('Still on it: The fan comes today');
    for (const at of [mon(15), mon(16, 59)]) await goOnUntil(desk, at);
    expect(await logOf(desk, id)).toEqual(['claimed', 'desk: reminded', 'affirmed']);
    // Four hours after one o’clock is five, when the day ends; so it is the next morning.
    await goOnUntil(desk, mon(17));
    expect(await toldOf(desk, PRIYA, id)).toEqual([STILL]);
    await goOnUntil(desk, tue(9));
    expect(await toldOf(desk, PRIYA, id)).toEqual([STILL, STILL]);
    proves('browser', 'still-on-it');
  });

  test('that it waits for something: nobody is asked until it goes on, and then the count starts anew', async () => {
    await start();
    await goOnUntil(desk, mon(13));
    await act(desk, PRIYA, id, 'ticket.snooze', { when: 'at', at: '2030-06-05 12:30', reason: 'The vendor sends one' });
    for (const at of [mon(15), tue(16), wed(9), wed(12, 59)]) await goOnUntil(desk, at);
    expect(await logOf(desk, id)).toEqual(['claimed', 'desk: reminded', 'snoozed', 'desk: woken']);
    await goOnUntil(desk, wed(13));
    expect((await toldOf(desk, PRIYA, id)).filter((text) => text === STILL)).toEqual([STILL, STILL]);
  });

  test('by handing it back', async () => {
    await start();
    await goOnUntil(desk, mon(13));
    await desk.click(PRIYA, direct(PRIYA), 'Hand back');
    expect(await logOf(desk, id)).toEqual(['claimed', 'desk: reminded', 'handed_back']);
    await goOnUntil(desk, mon(15));
    expect(await toldOf(desk, PRIYA, id)).toEqual([STILL]);
  });

  test('too late: they read that it is not theirs any more', async () => {
    await start();
    for (const at of [mon(13), mon(15)]) await goOnUntil(desk, at);
    const { status, body } = await desk.call(PRIYA, `/rooms/${direct(PRIYA)}/forms`, { action: 'ticket.still_on_it', subject: String(id), values: {} });
    expect({ status, body: JSON.stringify(body) }).toMatchObject({ status: 403, body: expect.stringContaining('Only the person who has taken this') });
  });
});

describe('nobody is asked', () => {
  test('when they or a colleague have written to the requester meanwhile', async () => {
    await start();
    await goOnUntil(desk, mon(12));
    await act(desk, SAM, id, 'ticket.reply', { text: 'Priya is looking for a fan' });
    for (const at of [mon(13), mon(15), mon(15, 59)]) await goOnUntil(desk, at);
    expect(await logOf(desk, id)).toEqual(['claimed', 'replied']);
  });

  test('while it waits for the requester', async () => {
    await start({ change: { silentRequester: { remindAfter: 1e9, reminders: 1, resolveAfter: 1e9 } } });
    await act(desk, PRIYA, id, 'ticket.ask', { text: 'Since when?' });
    for (const at of [mon(13), mon(16)]) await goOnUntil(desk, at);
    await desk.say(MARIA, direct(MARIA), 'since Monday');
    for (const at of [mon(17), tue(11, 59)]) await goOnUntil(desk, at);
    expect(await logOf(desk, id)).toEqual(['claimed', 'asked', 'replied']);
    await goOnUntil(desk, tue(12));
    expect(await toldOf(desk, PRIYA, id)).toEqual([STILL]);
  });

  test('once it is resolved', async () => {
    await start();
    await goOnUntil(desk, mon(13));
    await act(desk, PRIYA, id, 'ticket.resolve', { code: 'fixed', summary: 'A new fan' });
    for (const at of [mon(15), tue(12)]) await goOnUntil(desk, at);
    expect(await logOf(desk, id)).toEqual(['claimed', 'desk: reminded', 'resolved']);
  });
});

test('nights and weekends do not count, and a reminder does not stand in the way of who resolves it', async () => {
  await start();
  await act(desk, PRIYA, id, 'ticket.still_on_it');
  desk.clock.advance(fri(14).getTime() - mon(9).getTime());
  await act(desk, PRIYA, id, 'ticket.reply', { text: 'I am looking' });
  for (const at of [fri(17), nextMon(9), nextMon(9, 59)]) await goOnUntil(desk, at);
  expect(await toldOf(desk, PRIYA, id)).toEqual([]);
  const version = await numberOf(desk, sql`select version as n from tickets where id = ${id}`);
  await goOnUntil(desk, nextMon(10));
  expect(await toldOf(desk, PRIYA, id)).toEqual([STILL]);
  const form = { action: 'ticket.resolve', subject: String(id), version, values: { code: 'fixed', summary: 'A new fan' } };
  await submit(desk, PRIYA, form);
  expect((await logOf(desk, id)).slice(-2)).toEqual(['desk: reminded', 'resolved']);
});

test('who is in their quiet hours is neither asked nor loses it, unless the priority is excepted', async () => {
  await start({ change: { quietHours: { from: '20:00', to: '07:00', except: [1] } } });
  await moves(desk, PRIYA, 'Asia/Tokyo');
  // One o’clock in Vienna is eight in the evening in Tokyo; at nine the next morning it is four in the afternoon there.
  for (const at of [mon(13), mon(16)]) await goOnUntil(desk, at);
  expect(await toldOf(desk, PRIYA, id)).toEqual([]);
  for (const at of [tue(9), tue(11)]) await goOnUntil(desk, at);
  expect(await logOf(desk, id)).toEqual(['claimed', 'desk: reminded', 'desk: handed_back']);
  await act(desk, PRIYA, id, 'ticket.claim');
  await act(desk, SAM, id, 'ticket.set_priority', { priority: '1' });
  await goOnUntil(desk, tue(15));
  expect((await logOf(desk, id)).at(-1)).toBe('desk: reminded');
});

test('after an outage they are asked once, and nothing is taken from them before they could answer', async () => {
  await start();
  await goOnUntil(desk, thu(10));
  expect(await logOf(desk, id)).toEqual(['claimed', 'desk: reminded']);
  await goOnUntil(desk, thu(11, 59));
  expect(await toldOf(desk, PRIYA, id)).toEqual([STILL]);
  await goOnUntil(desk, thu(12));
  expect(await toldOf(desk, PRIYA, id)).toEqual([STILL, BACK]);
});
