import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OutsideError } from '#core/errors.ts';
import { defineWorkflow, type Context, type Step } from '#core/workflow.ts';
import { newToken } from '#lib/ids.ts';
import type { Tx } from '#store/database.ts';
import { leaseRow, planRows } from '#store/outbox.ts';
import { personByEmail } from '#store/people.ts';
import { direct } from '#test/support/client.ts';
import { MARIA } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { rowsOf, runAll, waitIsOver, type TestDesk } from './helpers.ts';

let desk: TestDesk;
let personId: number;
let keys: string[];
beforeEach(async () => {
  desk = await createTestDesk();
  personId = (await personByEmail(desk.database.db, MARIA))?.id ?? 0;
  keys = [];
});
afterEach(async () => await desk.database.close());

/** The desk's worker with a workflow that ships things. */
function shipping(step: Partial<Step<Tx>>) {
  const say = (text: string) => async (context: Context<Tx>) => await Promise.resolve(context.say({ to: 'person', personId }, { text }));
  const ship: Step<Tx> = {
    perform: async (_, { key }) => await Promise.resolve(`order-${keys.push(key)}`),
    done: say('It is on its way.'),
    stuck: async (context, _, why) => await Promise.resolve(context.say({ to: 'person', personId }, { text: `Somebody has to look: ${why}` })),
    ...step,
  };
  const relation = async () => await Promise.resolve(undefined);
  const courier = defineWorkflow<Tx>({ name: 'courier', intents: {}, actions: {}, timers: {}, relation, steps: { ship } });
  return { ...desk.worker, workflows: [...desk.worker.workflows, courier] };
}

async function plan(): Promise<{ id: string; requestId: string }> {
  const row = { id: newToken(), requestId: newToken() };
  await planRows(desk.database.db, [{ ...row, lane: 'step:courier:1', kind: 'step', payload: { step: 'courier.ship', subject: '1', values: {} } }]);
  return row;
}
const refOf = async (id: string) => (await desk.database.db.execute(sql`select state, ref, unsure from outbox where id = ${id}`))[0];
const heard = async () => (await desk.read(MARIA, direct(MARIA))).map(({ text }) => text);

test('a step is done once; the other side’s reference is kept, and what follows is said', async () => {
  const worker = shipping({});
  const { id } = await plan();
  await runAll(worker);
  expect(keys).toEqual([id]);
  expect(await refOf(id)).toEqual({ state: 'done', ref: 'order-1', unsure: 0 });
  expect(await heard()).toEqual(['It is on its way.']);
});

describe('a step whose worker died in the middle', () => {
  /** A worker has it, and is gone. */
  const died = async (id: string) => {
    await leaseRow(desk.database.db, id);
    await waitIsOver(desk.worker);
  };

  test('is looked up, and not repeated when it was done', async () => {
    const worker = shipping({ readBack: async () => await Promise.resolve('done') });
    const { id } = await plan();
    await died(id);
    await runAll(worker);
    expect(keys).toEqual([]);
    expect(await refOf(id)).toMatchObject({ state: 'done' });
    expect(await heard()).toEqual(['It is on its way.']);
  });

  test('is looked up, and done when it was not', async () => {
    const worker = shipping({ readBack: async () => await Promise.resolve('not_done') });
    const { id } = await plan();
    await died(id);
    await runAll(worker);
    expect(keys).toEqual([id]);
  });

  test('is handed to a person when nobody can say, and never repeated blindly', async () => {
    const worker = shipping({});
    const { id } = await plan();
    await died(id);
    await runAll(worker);
    expect(keys).toEqual([]);
    expect(await refOf(id)).toMatchObject({ state: 'dead', unsure: 1 });
    expect(await heard()).toEqual(['Somebody has to look: Nobody can say whether it was done.']);
  });

  test('waits when the other side cannot be asked just now', async () => {
    let away = true;
    const worker = shipping({
      readBack: async () => await (away ? Promise.reject(new Error('503')) : Promise.resolve('done' as const)),
    });
    const { id } = await plan();
    await died(id);
    await runAll(worker);
    expect(await refOf(id)).toMatchObject({ state: 'ready', unsure: 1 });
    away = false;
    await waitIsOver(worker);
    await runAll(worker);
    expect(keys).toEqual([]);
    expect(await refOf(id)).toMatchObject({ state: 'done' });
  });
});

describe('a step that is refused', () => {
  test('for good is given up at once, and people are told', async () => {
    const worker = shipping({ perform: async () => await Promise.reject(new OutsideError('no such address', { outcome: 'not_done', lasting: true })) });
    const { id, requestId } = await plan();
    await runAll(worker);
    expect(await refOf(id)).toMatchObject({ state: 'dead', unsure: 0 });
    expect(await rowsOf(worker, requestId)).toMatchObject([{ kind: 'step', state: 'dead', last_error: 'no such address' }, { kind: 'post' }]);
    expect(await heard()).toEqual(['Somebody has to look: no such address']);
  });

  test('for now is tried again, with the same key', async () => {
    let refusals = 2;
    const worker = shipping({
      perform: async (_, { key }) => {
        keys.push(key);
        if (refusals-- > 0) throw new OutsideError('busy', { outcome: 'not_done' });
        return await Promise.resolve('order-7');
      },
    });
    const { id } = await plan();
    for (let round = 0; round < 3; round += 1) {
      await runAll(worker);
      await waitIsOver(worker);
    }
    expect(keys).toEqual([id, id, id]);
    expect(await refOf(id)).toMatchObject({ state: 'done', ref: 'order-7' });
  });
});

test('a step whose people cannot be told either is still put away', async () => {
  const worker = shipping({
    perform: async () => await Promise.reject(new OutsideError('gone', { outcome: 'not_done', lasting: true })),
    stuck: async () => await Promise.reject(new Error('nobody home')),
  });
  const { id } = await plan();
  await runAll(worker);
  expect(await refOf(id)).toMatchObject({ state: 'dead' });
});
