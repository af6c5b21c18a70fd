import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Accepted } from '#bot/browser/api.ts';
import { newToken } from '#lib/ids.ts';
import { openDatabase } from '#store/database.ts';
import { leaseRow } from '#store/outbox.ts';
import { runRow } from '#worker/run-row.ts';
import { createTogether } from '#worker/together.ts';
import { direct } from '#test/support/client.ts';
import { MARIA } from '#test/support/company.ts';
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

test('a row whose workers die again and again is given up, and the person is told', async () => {
  const requestId = await say(MARIA, 'hello');
  for (let death = 1; death <= 5; death += 1) {
    expect(await leaseRow(desk.database.db, requestId)).toMatchObject({ attempts: death });
    await waitIsOver(desk.worker);
  }
  await runAll(desk.worker);
  expect(await rowsOf(desk.worker, requestId)).toMatchObject([
    { state: 'dead', last_error: 'Its workers died too often.' },
    { kind: 'post', state: 'done' },
  ]);
  expect((await desk.last(MARIA, direct(MARIA))).text).toBe(SORRY);
});

test('a worker that comes to its end after its lease ran out leaves no trace', async () => {
  const worker = workerThatGreets(desk, async (context) => {
    await waitIsOver(desk.worker);
    await leaseRow(desk.database.db, context.requestId);
    context.say({ to: 'here' }, { text: 'too late' });
  });
  const requestId = await say(MARIA, 'hello');
  await runRow(worker, requestId);
  expect(await rowsOf(worker, requestId)).toMatchObject([{ kind: 'event', state: 'ready', attempts: 2 }]);
  await waitIsOver(desk.worker);
  await runAll(desk.worker);
  expect((await desk.read(MARIA, direct(MARIA))).map(({ text }) => text)).toEqual(['hello', expect.stringMatching(/^Hello Maria!/)]);
});

test('ten workers on the same rows answer once', async () => {
  const requestId = await say(MARIA, 'hello');
  await Promise.all(Array.from({ length: 10 }, async () => await runRow(desk.worker, requestId)));
  await Promise.all(Array.from({ length: 10 }, async () => await runAll(desk.worker)));
  expect(await desk.read(MARIA, direct(MARIA))).toHaveLength(2);
});

test('without a database a row is left for later, and nothing is thrown', async () => {
  const nowhere = openDatabase('postgres://nobody@127.0.0.1:1/nothing', 1);
  const lines: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
  await runRow({ ...desk.worker, database: nowhere, together: createTogether(nowhere.db), log }, newToken());
  await nowhere.close();
  expect(lines).toEqual([expect.stringContaining('row not run; the sweep will try again')]);
});
