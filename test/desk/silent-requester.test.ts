/** Priya has asked Maria something about her laptop, on Monday at nine, and Maria does not answer. */
import { afterEach, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { direct } from '#test/support/client.ts';
import { MARIA, PRIYA, SAM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { act, createFollowUpDesk, logOf, moves, reportLaptop } from './follow-up-desk.ts';
import { numberOf, type TestDesk } from './helpers.ts';
import { fri, goOnUntil, linesOf, mon, nextMon, thu, tue, wed } from './sla-desk.ts';

let desk: TestDesk;
let id: number;
afterEach(async () => await desk.database.close());

async function start(settings: Parameters<typeof createFollowUpDesk>[0] = {}): Promise<void> {
  desk = await createFollowUpDesk(settings);
  await ask();
}
async function ask(): Promise<void> {
  id = await reportLaptop(desk);
  await desk.click(PRIYA, 'devices', 'Claim');
  await act(desk, PRIYA, id, 'ticket.ask', { text: 'Since when?' });
}
const reminders = async () => (await desk.read(MARIA, direct(MARIA))).filter(({ text }) => text.startsWith('A reminder of'));
const ASKED = ['claimed', 'asked'];
const [sat, sun] = [new Date(Date.UTC(2030, 5, 8, 7)), new Date(Date.UTC(2030, 5, 9, 7))];

test('after two days she is reminded, after two more again, three days later the desk resolves it, and she can rate or reopen it', async () => {
  await start();
  await goOnUntil(desk, wed(8, 59));
  expect(await reminders()).toEqual([]);
  for (const at of [wed(9), wed(9), thu(9)]) await goOnUntil(desk, at);
  const [first] = await reminders();
  expect(await reminders()).toHaveLength(1);
  expect(first?.text).toBe(`A reminder of T-${id} · My laptop is loud: Priya Raman needs an answer from you to go on.`);
  expect(first?.buttons.map(({ label }) => label)).toEqual(['Answer', 'No longer needed']);
  expect(linesOf(first?.card ?? null).join('\n')).toMatch(/Since when\?/);
  for (const at of [fri(9), sat, sun]) await goOnUntil(desk, at);
  const [, second] = await reminders();
  expect(linesOf(second?.card ?? null).join('\n')).toMatch(/Without an answer I will close this on .* You can open it again after that\./);
  await goOnUntil(desk, nextMon(8, 59));
  expect(await logOf(desk, id)).toEqual([...ASKED, 'desk: reminded', 'desk: reminded']);
  await goOnUntil(desk, nextMon(9));
  expect((await logOf(desk, id)).at(-1)).toBe('desk: resolved');
  const card = await desk.last(MARIA, direct(MARIA));
  expect(linesOf(card.card).join('\n')).toMatch(/No answer came.*\n?.*press “It is not fixed” and it goes on/s);
  expect(card.buttons.map(({ label }) => label)).toEqual(['It is not fixed', '★☆☆☆☆', '★★☆☆☆', '★★★☆☆', '★★★★☆', '★★★★★']);
  await act(desk, MARIA, id, 'ticket.reopen', { reason: 'I was away' });
  expect((await logOf(desk, id)).at(-1)).toBe('reopened');
  await goOnUntil(desk, nextMon(12, 59));
  expect(await numberOf(desk, sql`select count(*) as n from tickets where state = 'in_progress'`)).toBe(1);
});

test('what the desk resolved closes after three days, like anything else', async () => {
  await start({ change: { silentRequester: { remindAfter: 1, reminders: 0, resolveAfter: 3_600_000 } } });
  await goOnUntil(desk, mon(10));
  expect(await logOf(desk, id)).toEqual([...ASKED, 'desk: resolved']);
  await goOnUntil(desk, thu(10));
  expect(await logOf(desk, id)).toEqual([...ASKED, 'desk: resolved', 'desk: closed']);
});

test('an answer in plain words ends it, also long after the question, because she was reminded', async () => {
  await start();
  for (const at of [wed(9), fri(9)]) await goOnUntil(desk, at);
  desk.clock.advance(sat.getTime() - fri(9).getTime());
  await desk.say(MARIA, direct(MARIA), 'since last Monday, I think');
  expect(await logOf(desk, id)).toEqual([...ASKED, 'desk: reminded', 'desk: reminded', 'replied']);
  for (const at of [sun, nextMon(9)]) await goOnUntil(desk, at);
  expect(await reminders()).toHaveLength(2);
});

test('thanks are no answer', async () => {
  await start();
  await desk.say(MARIA, direct(MARIA), 'thanks!');
  expect(await logOf(desk, id)).toEqual(ASKED);
  await goOnUntil(desk, wed(9));
  expect(await reminders()).toHaveLength(1);
});

test('with “Answer” or “No longer needed” it ends as well; another word of the team starts it anew', async () => {
  await start();
  await goOnUntil(desk, tue(9));
  await act(desk, SAM, id, 'ticket.reply', { text: 'Priya means the fan' });
  await goOnUntil(desk, wed(9));
  expect(await reminders()).toEqual([]);
  await goOnUntil(desk, thu(9));
  expect(await reminders()).toHaveLength(1);
  await act(desk, MARIA, id, 'ticket.withdraw');
  for (const at of [sat, nextMon(9), nextMon(16)]) await goOnUntil(desk, at);
  expect(await logOf(desk, id)).toEqual([...ASKED, 'replied', 'desk: reminded', 'withdrawn']);
});

test('in her quiet hours, by her own clock, nothing is said', async () => {
  await start({ change: { quietHours: { from: '20:00', to: '07:00', except: [1] } } });
  await moves(desk, MARIA, 'America/Los_Angeles');
  for (const at of [wed(9), wed(15, 59)]) await goOnUntil(desk, at);
  expect(await reminders()).toEqual([]);
  await goOnUntil(desk, wed(16));
  expect(await reminders()).toHaveLength(1);
});

test('after an outage she is reminded once, and nothing is closed of which she was not told', async () => {
  await start();
  await goOnUntil(desk, new Date(mon(9).getTime() + 30 * 86_400_000));
  expect(await logOf(desk, id)).toEqual([...ASKED, 'desk: reminded']);
  await goOnUntil(desk, new Date(mon(9).getTime() + 31 * 86_400_000));
  expect(await reminders()).toHaveLength(1);
});

test('before anything was applied nobody is reminded', async () => {
  desk = await createTestDesk({ start: mon(9).toISOString() });
  await ask();
  for (const at of [wed(9), fri(9), nextMon(9)]) await goOnUntil(desk, at);
  expect(await logOf(desk, id)).toEqual(ASKED);
});
