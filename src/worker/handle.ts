import type { ChatEvent } from '#core/chat-event.ts';
import { DeskError } from '#core/errors.ts';
import type { Context, Question } from '#core/workflow.ts';
import { ask } from '#desk/ask.ts';
import { findTimer } from '#desk/catalog.ts';
import { startWork, type Work } from '#desk/context.ts';
import { accountOf, auditOf, identifyAgain } from '#desk/identify.ts';
import type { TimerPayload } from '#desk/payloads.ts';
import { perform } from '#desk/perform.ts';
import { recordAudit } from '#store/audit.ts';
import type { Tx } from '#store/database.ts';
import { buryRow, finishRow, planRows, type LeasedRow, type PlannedRow } from '#store/outbox.ts';
import { actorBehind } from '#store/people.ts';
import type { WorkerDeps } from './deps.ts';

/** Runs the handler of an event: its changes, what follows from them and the row's end commit together. */
export async function runEvent(deps: WorkerDeps, row: LeasedRow): Promise<void> {
  const event = eventOf(row);
  await inTransaction(deps, row, async (tx) => {
    const actor = await identifyAgain(tx, event, deps.clock.now());
    const work = startWork(deps, { tx, requestId: row.requestId, now: deps.clock.now(), event, actor, ask: asking(deps) });
    await perform(deps, work.context, event);
    if (event.type !== 'message') await recordAudit(tx, { ...auditOf(event), requestId: row.requestId, personId: actor.person.id, outcome: 'done' });
    return work;
  });
}

export async function runTimer(deps: WorkerDeps, row: LeasedRow): Promise<void> {
  const { timer, subject } = row.payload as TimerPayload;
  const handler = findTimer(deps.workflows, timer);
  if (!handler) throw new Error(`Unknown timer ${timer}.`);
  await inTransaction(deps, row, async (tx) => {
    const work = startWork(deps, { tx, requestId: row.requestId, now: deps.clock.now(), ask: asking(deps) });
    await handler(work.context, subject);
    return work;
  });
}

/** Tells the person why their request did not happen, audits a refusal, and ends the row; dead when `error` is given. */
export async function explain(deps: WorkerDeps, row: LeasedRow, reason: DeskError, error?: string): Promise<void> {
  const event = eventOf(row);
  await inTransaction(
    deps,
    row,
    async (tx) => {
      const actor = await actorBehind(tx, accountOf(event));
      const work = startWork(deps, { tx, requestId: row.requestId, now: deps.clock.now(), event, actor, ask: asking(deps) });
      work.context.say({ to: 'actor' }, { text: reason.userMessage });
      const audited = { ...auditOf(event), requestId: row.requestId, personId: actor?.person.id ?? null, reason: reason.message };
      if (reason.code === 'refused') await recordAudit(tx, { ...audited, outcome: 'refused' });
      return work;
    },
    error,
  );
}

async function inTransaction(deps: WorkerDeps, row: LeasedRow, body: (tx: Tx) => Promise<Work>, error?: string): Promise<void> {
  const planned = await deps.database.db.transaction(async (tx) => {
    const rows = (await body(tx)).planned;
    // First this row: a timer that sets itself again replaces an unfinished row of its name, and that must not be this one.
    await (error === undefined ? finishRow(tx, row) : buryRow(tx, row, error));
    await planRows(tx, rows);
    return rows;
  });
  const now = deps.clock.now();
  deps.ring(firstOfLanes(planned.filter((next) => !next.nextAt || next.nextAt <= now)));
}

/** Who does the first row of a lane goes on with the rest. */
function firstOfLanes(rows: readonly PlannedRow[]): string[] {
  const first = new Map<string, string>();
  for (const { id, lane } of rows) if (!first.has(lane)) first.set(lane, id);
  return [...first.values()];
}

function asking(deps: WorkerDeps): (context: Context<Tx>, question: Question) => Promise<void> {
  return async (context, question) => await ask(deps, context, question);
}

function eventOf(row: LeasedRow): ChatEvent {
  if (!row.event) throw new DeskError('invalid', { userMessage: '', log: `row ${row.id} has no event` });
  return row.event;
}
