import { sql } from 'drizzle-orm';
import type { FrontEnd } from '#core/front-end.ts';
import { defineWorkflow, type IntentHandler } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import type { WorkerDeps } from '#worker/deps.ts';
import type { createTestDesk } from '#test/support/desk.ts';

export { runAll } from '#test/support/desk.ts';

export type TestDesk = Awaited<ReturnType<typeof createTestDesk>>;

/** The desk's worker with another answer to “hello”. */
export function workerThatGreets(desk: TestDesk, run: IntentHandler<Tx>['run']): WorkerDeps {
  const greeter = defineWorkflow<Tx>({
    name: 'greeter',
    intents: { greeting: { label: 'Greet', run } },
    actions: {},
    timers: {},
    relation: async () => await Promise.resolve(undefined),
  });
  return { ...desk.worker, workflows: [greeter, ...desk.worker.workflows] };
}

/** The desk's worker with a front end that behaves otherwise in some of its verbs. */
export function workerThatPosts(desk: TestDesk, change: (frontEnd: FrontEnd) => Partial<FrontEnd>): WorkerDeps {
  return { ...desk.worker, frontEnds: desk.worker.frontEnds.map((frontEnd) => ({ ...frontEnd, ...change(frontEnd) })) };
}

/** Lets the time pass until every row that waits for another attempt may have it. */
export async function waitIsOver({ database }: WorkerDeps): Promise<void> {
  await database.db.execute(sql`update outbox set next_at = now() - interval '1 second', leased_until = null where state = 'ready' and kind <> 'timer'`);
}

/** Lets the time of all timers come. */
export async function timersAreDue({ database }: WorkerDeps): Promise<void> {
  await database.db.execute(sql`update outbox set next_at = now() - interval '1 second' where state = 'ready' and kind = 'timer'`);
}

/** The rows of one request, in order. */
export async function rowsOf({ database }: WorkerDeps, requestId: string) {
  return await database.db.execute<{ kind: string; state: string; attempts: number; last_error: string | null }>(
    sql`select kind, state, attempts, last_error from outbox where request_id = ${requestId} order by seq`,
  );
}
