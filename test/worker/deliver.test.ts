import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Accepted } from '#bot/browser/api.ts';
import { OutsideError } from '#core/errors.ts';
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

/** A platform that takes a message and then drops the connection, every time; and posts again what is sent again. */
const forgetful = () => {
  const times = new Map<string, number>();
  const nameOf = (key: string) => `${key}/${times.get(key) ?? 1}`;
  return workerThatPosts(desk, ({ send, find }) => ({
    send: async (to, message, key, signal) => {
      times.set(key, (times.get(key) ?? 0) + 1);
      await send(to, message, nameOf(key), signal);
      throw new Error('socket hang up');
    },
    find: async (to, key, signal) => await find(to, nameOf(key), signal),
  }));
};

async function untilSettled(worker: ReturnType<typeof forgetful>): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    await runAll(worker);
    await waitIsOver(worker);
  }
}

describe('a platform that takes a message and then hangs up', () => {
  test('is asked whether it has it, and not sent it again', async () => {
    const worker = forgetful();
    const requestId = await post(MARIA, direct(MARIA), 'messages', { text: 'hello' });
    await untilSettled(worker);
    expect(await rowsOf(worker, requestId)).toMatchObject([{ kind: 'event' }, { kind: 'post', state: 'done', attempts: 1, last_error: 'socket hang up' }]);
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

/** The desk's worker on a platform that answers “Hello …” otherwise. */
const greetedWith = (error: () => Error) =>
  workerThatPosts(desk, ({ send }) => ({
    send: async (to, message, key, signal) => {
      if (message.text.startsWith('Hello')) throw error();
      return await send(to, message, key, signal);
    },
  }));

const sayHelloAndThanks = async () => {
  const requestId = await post(MARIA, direct(MARIA), 'messages', { text: 'hello' });
  await post(MARIA, direct(MARIA), 'messages', { text: 'thanks' });
  return requestId;
};

describe('a platform that refuses', () => {
  test('for good loses the message at once, and the next one gets through', async () => {
    const worker = greetedWith(() => new OutsideError('no_such_room', { outcome: 'not_done', lasting: true }));
    const requestId = await sayHelloAndThanks();
    await untilSettled(worker);
    expect(await rowsOf(worker, requestId)).toMatchObject([
      { kind: 'event', state: 'done' },
      { kind: 'post', state: 'dead', last_error: 'no_such_room' },
    ]);
    expect((await desk.last(MARIA, direct(MARIA))).text).toBe('You are welcome!');
  });

  test('because it is away delays what is said: it is posted when the platform is back, and in order', async () => {
    let away = true;
    const worker = workerThatPosts(desk, ({ send }) => ({
      send: async (to, message, key, signal) => {
        if (away) throw new OutsideError('503', { outcome: 'unknown' });
        return await send(to, message, key, signal);
      },
    }));
    const requestId = await sayHelloAndThanks();
    await untilSettled(worker);
    expect(await rowsOf(worker, requestId)).toMatchObject([{ kind: 'event' }, { kind: 'post', state: 'ready', attempts: 0, last_error: '503' }]);
    away = false;
    await untilSettled(worker);
    expect((await desk.read(MARIA, direct(MARIA))).slice(-2).map(({ text }) => text)).toEqual([expect.stringMatching(/^Hello/), 'You are welcome!']);
  });

  test('and says for how long is left alone for that long', async () => {
    const worker = greetedWith(() => new OutsideError('ratelimited', { outcome: 'not_done', retryAfterSeconds: 30 }));
    const requestId = await sayHelloAndThanks();
    await runAll(worker);
    const [row] = await desk.database.db.execute<{ wait: number; attempts: number; unsure: number }>(
      sql`select extract(epoch from next_at - now())::float8 as wait, attempts, unsure from outbox where request_id = ${requestId} and kind = 'post'`,
    );
    expect(row).toMatchObject({ attempts: 0, unsure: 0 });
    expect(row?.wait).toBeGreaterThan(29);
    expect(row?.wait).toBeLessThan(34);
  });
});

test('when nobody can say whether a message was posted, it is not posted again: a person has to look', async () => {
  const worker = workerThatPosts(desk, () => ({
    send: async () => await Promise.reject(new Error('socket hang up')),
    find: async () => await Promise.reject(new OutsideError('cannot be searched', { outcome: 'not_done', lasting: true })),
  }));
  const requestId = await post(MARIA, direct(MARIA), 'messages', { text: 'hello' });
  await untilSettled(worker);
  const [row] = await desk.database.db.execute(sql`select state, unsure, last_error from outbox where request_id = ${requestId} and kind = 'post'`);
  expect(row).toEqual({ state: 'dead', unsure: 1, last_error: 'cannot be searched' });
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

test.each([
  ['timer', { timer: 'ticket.explode', subject: '1' }, 'Unknown timer ticket.explode.'],
  ['step', { step: 'ticket.explode', subject: '1', values: {} }, 'Unknown step ticket.explode.'],
] as const)('a %s that only a newer release knows is left for it', async (kind, payload, reason) => {
  const requestId = newToken();
  await planRows(desk.database.db, [{ id: newToken(), lane: 'new', kind, payload, requestId, nextAt: new Date(0) }]);
  await untilSettled(desk.worker);
  await runAll(desk.worker);
  expect(await rowsOf(desk.worker, requestId)).toMatchObject([{ kind, state: 'ready', attempts: 0, last_error: reason }]);
});

test('a row written by a newer release is not touched', async () => {
  const requestId = newToken();
  await planRows(desk.database.db, [{ id: newToken(), lane: 'newer', kind: 'post', payload: {}, requestId }]);
  await desk.database.db.execute(sql`update outbox set v = 2 where request_id = ${requestId}`);
  await runAll(desk.worker);
  expect(await rowsOf(desk.worker, requestId)).toMatchObject([{ state: 'ready', attempts: 0, last_error: null }]);
});
