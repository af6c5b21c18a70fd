import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Accepted } from '#bot/browser/api.ts';
import type { Understanding } from '#core/intent.ts';
import { direct } from '#test/support/client.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { runAll } from '../worker/helpers.ts';
import { hire, numberOf, type TestDesk } from './helpers.ts';

let desk: TestDesk;
let ada: string;
let dm: string;
beforeAll(async () => {
  desk = await createTestDesk();
});
beforeEach(async () => {
  await desk.database.db.execute(sql`truncate intent_examples`);
  ada = await hire(desk, 'Ada');
  dm = direct(ada);
});

const lost: Understanding = { intent: 'ticket.create', confidence: 0.1, slots: [], alternatives: [] };
const unsure: Understanding = { intent: 'ticket.status', confidence: 0.5, slots: [], alternatives: [{ intent: 'ticket.create', confidence: 0.3 }] };

/** Ada writes to a desk that makes this of it. */
async function sayTo(understood: Understanding, text: string): Promise<void> {
  await desk.call<Accepted>(ada, `/rooms/${dm}/messages`, { text });
  await runAll({ ...desk.worker, understander: { ...desk.worker.understander, understand: () => understood } });
}

const kept = async () => [
  ...(await desk.database.db.execute(
    sql`select text, guessed, confidence::float4 as confidence, outcome, turned_out, label, platform from intent_examples order by id`,
  )),
];

test('a message about which the desk asks back is kept without its author, and with what they chose', async () => {
  await sayTo(unsure, 'what about the beamer');
  const example = { text: 'what about the beamer', guessed: 'ticket.status', confidence: 0.5, label: null, platform: 'browser' };
  expect(await kept()).toEqual([{ ...example, outcome: 'asked', turned_out: null }]);
  await desk.click(ada, dm, 'Report a problem');
  expect(await kept()).toEqual([{ ...example, outcome: 'chosen', turned_out: 'ticket.create' }]);
  const columns = await desk.database.db.execute<{ name: string }>(
    sql`select column_name as name from information_schema.columns where table_name = 'intent_examples' and column_name like '%person%'`,
  );
  expect([...columns]).toEqual([]);
});

test('one that is said in other words is kept with what these mean, and one that is handed over with that', async () => {
  await sayTo(lost, 'the thing is like that');
  await desk.say(ada, dm, 'how is my ticket going?');
  expect(await kept()).toMatchObject([{ outcome: 'rephrased', turned_out: 'ticket.status' }]);
  await sayTo(unsure, 'the thing again');
  await desk.click(ada, dm, 'Talk to a person');
  expect((await kept())[1]).toMatchObject({ text: 'the thing again', outcome: 'handed_over', turned_out: 'human.handoff' });
});

test('one that is understood is not kept, and nobody else’s words settle another’s', async () => {
  await sayTo(lost, 'the thing is like that');
  const bob = await hire(desk, 'Bob');
  await desk.say(bob, direct(bob), 'how is my ticket going?');
  expect(await kept()).toMatchObject([{ text: 'the thing is like that', outcome: 'asked' }]);
});

test('a secret in it is not kept', async () => {
  await sayTo(lost, 'the thing, password is Canary1!word');
  expect(await numberOf(desk, sql`select count(*) as n from intent_examples where text like '%Canary1%'`)).toBe(0);
  expect(await kept()).toMatchObject([{ text: 'the thing, password is [password removed]' }]);
});

test('one that was taken wrongly is kept as such, once its author says so, and asked about again', async () => {
  await desk.say(ada, dm, 'I need a second monitor');
  await desk.say(ada, dm, 'no, that is not what I meant');
  expect(await kept()).toMatchObject([{ text: 'I need a second monitor', guessed: 'hardware.request', outcome: 'corrected', turned_out: null }]);
  await desk.click(ada, dm, 'Talk to a person');
  expect(await kept()).toMatchObject([{ outcome: 'corrected', turned_out: 'human.handoff' }]);
});
