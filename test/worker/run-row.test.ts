import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Accepted } from '#bot/browser/api.ts';
import { refuse } from '#core/errors.ts';
import { MAX_ATTEMPTS } from '#rules/retry.ts';
import { direct } from '#test/support/client.ts';
import { MARIA, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { rowsOf, runAll, waitIsOver, workerThatGreets, type TestDesk } from './helpers.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await createTestDesk();
});
afterEach(async () => await desk.database.close());

/** Says something and leaves the work for later. */
async function say(email: string, text: string): Promise<string> {
  const { body } = await desk.call<Accepted>(email, `/rooms/${direct(email)}/messages`, { text });
  return body.requestId;
}

const SORRY = 'Something went wrong on our side, so this did not happen. I kept what you wrote, and your IT team can see it. Please try again in a while.';

describe('an error that nobody expected', () => {
  const broken = () =>
    workerThatGreets(desk, async (context) => {
      context.say({ to: 'here' }, { text: 'half an answer' });
      await Promise.reject(new Error('the fan\u0000 is on fire'));
    });

  test('is tried five times; then the row is dead, and the person is told so once', async () => {
    const worker = broken();
    const requestId = await say(MARIA, 'hello');
    for (const attempts of [1, 2, 3, 4]) {
      await runAll(worker);
      expect(await rowsOf(worker, requestId)).toEqual([{ kind: 'event', state: 'ready', attempts, last_error: 'the fan is on fire' }]);
      await waitIsOver(worker);
    }
    await runAll(worker);
    expect(await rowsOf(worker, requestId)).toEqual([
      { kind: 'event', state: 'dead', attempts: 5, last_error: 'the fan is on fire' },
      { kind: 'post', state: 'done', attempts: 1, last_error: null },
    ]);
    expect((await desk.read(MARIA, direct(MARIA))).map(({ text }) => text)).toEqual(['hello', SORRY]);
  });

  test('holds up what the same person says next, and nobody else', async () => {
    const worker = broken();
    await say(MARIA, 'hello');
    const later = await say(MARIA, 'how is my ticket going?');
    await say(TOM, 'how is my ticket going?');
    await runAll(worker);
    expect((await desk.last(TOM, direct(TOM))).text).toMatch(/nothing open/);
    expect(await rowsOf(worker, later)).toMatchObject([{ state: 'ready', attempts: 0 }]);
    for (let attempt = 2; attempt <= 5; attempt += 1) {
      await waitIsOver(worker);
      await runAll(worker);
    }
    expect((await desk.read(MARIA, direct(MARIA))).slice(-2).map(({ text }) => text)).toEqual([SORRY, expect.stringMatching(/nothing open/)]);
  });

  test('that goes away is forgotten: the next attempt answers', async () => {
    let failures = 2;
    const worker = workerThatGreets(desk, async (context) => {
      if (failures > 0) throw new Error(`failure ${failures--}`);
      await Promise.resolve(context.say({ to: 'here' }, { text: 'Hello at last!' }));
    });
    const requestId = await say(MARIA, 'hello');
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await runAll(worker);
      await waitIsOver(worker);
    }
    expect(await rowsOf(worker, requestId)).toMatchObject([{ state: 'done', attempts: 3 }, { kind: 'post' }]);
    expect((await desk.read(MARIA, direct(MARIA))).map(({ text }) => text)).toEqual(['hello', 'Hello at last!']);
  });

  test('waits longer after each attempt', async () => {
    const worker = broken();
    await say(MARIA, 'hello');
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      await runAll(worker);
      const [row] = await desk.database.db.execute<{ wait: number }>(
        sql`select extract(epoch from next_at - now())::float as wait from outbox where state = 'ready'`,
      );
      waits.push(row?.wait ?? 0);
      await waitIsOver(worker);
    }
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits.at(-1)).toBeGreaterThan(40);
  });
});

test('a connection to the database that breaks in the middle is nobody’s fault: it does not count, and is soon tried again', async () => {
  const times = MAX_ATTEMPTS + 1;
  let begun = 0;
  const worker = workerThatGreets(desk, async ({ tx, say: tell }) => {
    begun += 1;
    if (begun <= times) await tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
    tell({ to: 'here' }, { text: 'Hello at last!' });
  });
  const requestId = await say(MARIA, 'hello');
  for (let time = 1; time <= times; time += 1) {
    await runAll(worker);
    expect(await rowsOf(worker, requestId)).toMatchObject([{ state: 'ready', attempts: 0 }]);
    const [row] = await desk.database.db.execute<{ soon: boolean }>(sql`select next_at < now() + interval '2 seconds' as soon from outbox`);
    expect(row).toEqual({ soon: true });
    await waitIsOver(worker);
  }
  await runAll(worker);
  expect((await desk.last(MARIA, direct(MARIA))).text).toBe('Hello at last!');
});

test('a refusal is told, audited and not tried again', async () => {
  const worker = workerThatGreets(desk, async () => await Promise.resolve(refuse('Not on a Sunday.', 'it is Sunday')));
  const requestId = await say(MARIA, 'hello');
  await runAll(worker);
  expect((await desk.last(MARIA, direct(MARIA))).text).toBe('Not on a Sunday.');
  expect(await rowsOf(worker, requestId)).toMatchObject([{ kind: 'event', state: 'done', attempts: 1 }, { kind: 'post' }]);
  const audit = await desk.database.db.execute(sql`select actor, action, subject, outcome, reason, request_id from audit`);
  expect([...audit]).toEqual([
    { actor: `browser/local/${MARIA}`, action: 'message', subject: direct(MARIA), outcome: 'refused', reason: 'it is Sunday', request_id: requestId },
  ]);
});
