import { expect, test } from 'vitest';
import { addMinutes } from 'date-fns/addMinutes';
import { defineWorkflow } from '#core/workflow.ts';
import { newToken } from '#lib/ids.ts';
import type { Tx } from '#store/database.ts';
import { planRows } from '#store/outbox.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { rowsOf, runAll } from './helpers.ts';

test('a timer can set itself again', async () => {
  const desk = await createTestDesk();
  const ticker = defineWorkflow<Tx>({
    name: 'ticker',
    intents: {},
    actions: {},
    relation: async () => await Promise.resolve(undefined),
    timers: {
      tick: async (context, subject) => await Promise.resolve(context.later('ticker.tick', subject, addMinutes(context.now, 1))),
    },
  });
  const worker = { ...desk.worker, workflows: [ticker, ...desk.worker.workflows] };
  const [requestId, key] = [newToken(), 'timer:ticker.tick:1'];
  const first = {
    id: newToken(),
    lane: key,
    replaceKey: key,
    kind: 'timer',
    payload: { timer: 'ticker.tick', subject: '1' },
    requestId,
    nextAt: new Date(0),
  } as const;
  await planRows(desk.database.db, [first]);
  await runAll(worker);
  expect(await rowsOf(worker, requestId)).toMatchObject([{ state: 'done' }, { state: 'ready', attempts: 0 }]);
});
