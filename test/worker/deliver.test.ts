import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Accepted } from '#bot/browser/api.ts';
import { newToken } from '#lib/ids.ts';
import { planRows } from '#store/outbox.ts';
import { direct } from '#test/support/client.ts';
import { MARIA, SAM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { report } from '../desk/helpers.ts';
import { rowsOf, runAll, waitIsOver, workerThatPosts, type TestDesk } from './helpers.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await createTestDesk();
});
afterEach(async () => await desk.database.close());

const post = async (as: string, room: string, route: string, body: unknown) => (await desk.call<Accepted>(as, `/rooms/${room}/${route}`, body)).body.requestId;
const submitReport = async () =>
  await post(MARIA, direct(MARIA), 'forms', { action: 'ticket.report', values: { summary: 'my laptop is loud', urgency: 'slowed' } });

/** A platform that takes a message and then drops the connection, every first time. */
const forgetful = () => {
  const seen = new Set<string>();
  return workerThatPosts(desk, ({ send }) => ({
    send: async (to, message, key) => {
      const id = await send(to, message, key);
      if (seen.has(key)) return id;
      seen.add(key);
      throw new Error('socket hang up');
    },
  }));
};

async function untilSettled(worker: ReturnType<typeof forgetful>): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    await runAll(worker);
    await waitIsOver(worker);
  }
}

describe('a platform that takes a message and then hangs up', () => {
  test('gets it again, and shows it once', async () => {
    const worker = forgetful();
    const requestId = await post(MARIA, direct(MARIA), 'messages', { text: 'hello' });
    await untilSettled(worker);
    expect(await rowsOf(worker, requestId)).toMatchObject([{ kind: 'event' }, { kind: 'post', state: 'done', attempts: 2, last_error: 'socket hang up' }]);
    expect(await desk.read(MARIA, direct(MARIA))).toHaveLength(2);
  });

  test('shows one card to each side, which goes on following the ticket', async () => {
    const worker = forgetful();
    await submitReport();
    await untilSettled(worker);
    expect(await desk.read(MARIA, direct(MARIA))).toHaveLength(1);
    expect(await desk.read(SAM, 'devices')).toHaveLength(1);
    await post(SAM, 'devices', 'actions', { action: 'ticket.claim', subject: '1001' });
    await untilSettled(worker);
    expect(await desk.read(MARIA, direct(MARIA))).toMatchObject([{ changed: true, text: expect.stringMatching(/Sam Okafor is working on it$/) as string }]);
    expect(await desk.read(SAM, 'devices')).toMatchObject([{ changed: true }]);
  });

  test('moves a card down once: the old copy is one line, the new one has the buttons', async () => {
    const worker = forgetful();
    await report(desk, 'my laptop is loud');
    await desk.say(MARIA, direct(MARIA), 'thanks');
    await post(MARIA, direct(MARIA), 'messages', { text: 'how is my ticket going?' });
    await untilSettled(worker);
    const cards = (await desk.read(MARIA, direct(MARIA))).filter((message) => message.text.startsWith('T-1001'));
    expect(cards.map((message) => ({ card: message.card !== null, below: message.text.endsWith('(newer card below)') }))).toEqual([
      { card: false, below: true },
      { card: true, below: false },
    ]);
  });
});

test('a platform that never answers loses its message after five attempts, and the next one gets through', async () => {
  const worker = workerThatPosts(desk, ({ send }) => ({
    send: async (to, message, key) => {
      if (message.text.startsWith('Hello')) throw new Error('503');
      return await send(to, message, key);
    },
  }));
  const requestId = await post(MARIA, direct(MARIA), 'messages', { text: 'hello' });
  await post(MARIA, direct(MARIA), 'messages', { text: 'thanks' });
  await untilSettled(worker);
  expect(await rowsOf(worker, requestId)).toMatchObject([
    { kind: 'event', state: 'done' },
    { kind: 'post', state: 'dead', attempts: 5, last_error: '503' },
  ]);
  expect((await desk.last(MARIA, direct(MARIA))).text).toBe('You are welcome!');
});

test('a card that is redrawn before it hangs anywhere is posted as it stands then', async () => {
  await submitReport();
  await desk.database.db.execute(sql`update outbox set next_at = now() - interval '1 second'`);
  await runAll({ ...desk.worker, frontEnds: [] });
  await post(SAM, 'devices', 'actions', { action: 'ticket.claim', subject: '1001' });
  await untilSettled(desk.worker);
  expect((await desk.read(MARIA, direct(MARIA))).map(({ text }) => text)).toEqual([expect.stringMatching(/Sam Okafor is working on it$/)]);
  expect(await desk.read(SAM, 'devices')).toHaveLength(1);
});

test.each([
  ['post', { to: { address: { platform: 'telegraph', workspace: 'w', room: 'r' } }, post: { text: 'x' } }, 'No front end for telegraph.'],
  ['post', { to: { thread: { workflow: 'ticket', subject: '9', teamId: 1 } }, post: { text: 'x' } }, 'No thread for ticket 9.'],
  ['card', { cardId: newToken(), anew: false }, /^Card .* cannot be drawn\.$/],
  ['timer', { timer: 'ticket.explode', subject: '1' }, 'Unknown timer ticket.explode.'],
] as const)('a %s row that nobody can do is dead in the end, with the reason: %j', async (kind, payload, reason) => {
  const requestId = newToken();
  await planRows(desk.database.db, [{ id: newToken(), lane: 'odd', kind, payload, requestId, nextAt: new Date(0) }]);
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await runAll(desk.worker);
    await desk.database.db.execute(sql`update outbox set next_at = now() - interval '1 second' where state = 'ready'`);
  }
  const [row] = await rowsOf(desk.worker, requestId);
  expect(row).toMatchObject({ kind, state: 'dead', attempts: 5 });
  expect(row?.last_error).toMatch(reason);
});
