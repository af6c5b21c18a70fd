import type { ChatEvent } from '#core/chat-event.ts';
import { DeskError } from '#core/errors.ts';
import type { Context, Question } from '#core/workflow.ts';
import { ask } from '#desk/ask.ts';
import { findTimer } from '#desk/catalog.ts';
import { startWork, type Work } from '#desk/context.ts';
import { accountOf, auditOf, identifyAgain } from '#desk/identify.ts';
import type { TimerPayload } from '#desk/payloads.ts';
import { perform } from '#desk/perform.ts';
import { recordAudit, type AuditEntry } from '#store/audit.ts';
import type { Tx } from '#store/database.ts';
import { buryRow, finishRow, planRows, type LeasedRow, type PlannedRow } from '#store/outbox.ts';
import { actorBehind } from '#store/people.ts';
import type { WorkerDeps } from './deps.ts';
import type { HeldRow } from './hands.ts';

/** Does rows that were leased as they were planned. */
export type GoOn = (row: LeasedRow, asked: number) => void;

/** Nothing here knows that name, but a newer release may: while versions run side by side, it is left for later. */
export class NotKnownHere extends Error {}

/** Runs the handler of an event: its changes, what follows from them and the row's end commit together. */
export async function runEvent(deps: WorkerDeps, row: HeldRow, goOn: GoOn): Promise<void> {
  const event = eventOf(row);
  await inTransaction(deps, row, goOn, async (tx) => {
    const actor = await identifyAgain(tx, event, deps.clock.now());
    const work = startWork(deps, { tx, requestId: row.requestId, now: deps.clock.now(), event, actor, ask: asking(deps) });
    await perform(deps, work.context, event);
    if (event.type === 'message') return work;
    return { ...work, audited: { ...auditOf(event), requestId: row.requestId, personId: actor.person.id, outcome: 'done' } };
  });
}

export async function runTimer(deps: WorkerDeps, row: HeldRow, goOn: GoOn): Promise<void> {
  const { timer, subject } = row.payload as TimerPayload;
  const handler = findTimer(deps.workflows, timer);
  if (!handler) throw new NotKnownHere(`Unknown timer ${timer}.`);
  await runUnasked(deps, row, goOn, async (context) => await handler(context, subject));
}

/** Runs a handler for which nobody acts, and ends the row with it: done, or dead when `error` is given. */
export async function runUnasked(
  deps: WorkerDeps,
  row: HeldRow,
  goOn: GoOn,
  handler: (context: Context<Tx>) => Promise<void>,
  end: RowEnd = {},
): Promise<void> {
  await inTransaction(
    deps,
    row,
    goOn,
    async (tx) => {
      const work = startWork(deps, { tx, requestId: row.requestId, now: deps.clock.now(), tellsOfLoss: end.tellsOfLoss, ask: asking(deps) });
      await handler(work.context);
      return work;
    },
    end,
  );
}

/** Tells the person why their request did not happen, audits a refusal, and ends the row; dead when `error` is given. */
export async function explain(deps: WorkerDeps, row: HeldRow, goOn: GoOn, reason: DeskError, error?: string): Promise<void> {
  const event = eventOf(row);
  await inTransaction(
    deps,
    row,
    goOn,
    async (tx) => {
      const actor = await actorBehind(tx, accountOf(event));
      const work = startWork(deps, { tx, requestId: row.requestId, now: deps.clock.now(), event, actor, ask: asking(deps) });
      work.context.say({ to: 'actor' }, { text: reason.userMessage });
      if (!AUDITED.has(reason.code)) return work;
      const refusal = { requestId: row.requestId, personId: actor?.person.id ?? null, reason: reason.message, outcome: 'refused' } as const;
      return { ...work, audited: { ...auditOf(event), ...refusal } };
    },
    error === undefined ? {} : { error },
  );
}

/** Who was not allowed to, and who came too late. */
const AUDITED: ReadonlySet<DeskError['code']> = new Set(['refused', 'conflict']);

interface Outcome extends Pick<Work, 'planned'> {
  readonly audited?: AuditEntry;
}

interface RowEnd {
  /** The other side's reference for what was done. */
  readonly ref?: string;
  /** Why the row is given up, and how many of its outside calls nobody knows the outcome of. */
  readonly error?: string;
  readonly unsure?: number;
  /** What the handler says tells of that. */
  readonly tellsOfLoss?: true;
}

async function inTransaction(
  deps: WorkerDeps,
  row: HeldRow,
  goOn: GoOn,
  body: (tx: Tx) => Promise<Outcome>,
  { ref, error, unsure }: RowEnd = {},
): Promise<void> {
  const { rows, born, asked } = await deps.database.db.transaction(async (tx) => {
    const { planned, audited } = await body(tx);
    deps.border('handler run', row.kind);
    const heads = firstOfLanes(planned, deps.clock.now());
    // First this row: a timer that sets itself again replaces an unfinished row of its name, and that must not be this one.
    const ended = error === undefined ? finishRow(tx, row, ref) : buryRow(tx, row, error, unsure);
    const asked = performance.now();
    // All are on their way before the first is answered; the connection keeps their order.
    const born = planRows(tx, planned, new Set(heads.slice(0, deps.hands.free())));
    await Promise.all([ended, born, audited && recordAudit(tx, audited)]);
    return { rows: heads, born: await born, asked };
  });
  deps.border('handler committed', row.kind);
  for (const next of born) goOn(next, asked);
  const held = new Set(born.map(({ id }) => id));
  deps.ring(rows.filter((id) => !held.has(id)));
}

/** What can run now; who does the first row of a lane goes on with the rest. */
function firstOfLanes(rows: readonly PlannedRow[], now: Date): string[] {
  const first = new Map<string, string>();
  for (const { id, lane, nextAt } of rows) if ((!nextAt || nextAt <= now) && !first.has(lane)) first.set(lane, id);
  return [...first.values()];
}

function asking(deps: WorkerDeps): (context: Context<Tx>, question: Question) => Promise<void> {
  return async (context, question) => await ask(deps, context, question);
}

function eventOf(row: LeasedRow): ChatEvent {
  if (!row.event) throw new DeskError('invalid', { userMessage: '', log: `row ${row.id} has no event` });
  return row.event;
}
