import type { Undelivered } from '#core/workflow.ts';
import { findWorkflow } from '#desk/catalog.ts';
import type { CardPayload, PostPayload } from '#desk/payloads.ts';
import { threadOf } from '#store/cards.ts';
import type { WorkerDeps } from './deps.ts';
import { runUnasked, type GoOn } from './handle.ts';
import type { HeldRow } from './hands.ts';

interface GivenUp {
  readonly error: string;
  readonly unsure: number;
  /** In words for people. */
  readonly why: string;
}

/**
 * Lets the workflow whose words did not arrive tell somebody, and buries the row with it. False where there is nobody to
 * ask: a plain answer to somebody, what tells of a loss itself, and a workflow that does not care.
 */
export async function tellUndelivered(deps: WorkerDeps, row: HeldRow, goOn: GoOn, { error, unsure, why }: GivenUp): Promise<boolean> {
  const lost = row.kind === 'card' ? await lostCard(deps, row) : row.kind === 'post' ? await lostPost(deps, row) : undefined;
  const workflow = lost && findWorkflow(deps.workflows, lost.workflow);
  if (!lost || !workflow?.undelivered) return false;
  const { workflow: _, ...undelivered } = lost;
  await runUnasked(deps, row, goOn, async (context) => await workflow.undelivered?.(context, { ...undelivered, why }), { error, unsure, tellsOfLoss: true });
  return true;
}

interface Lost extends Omit<Undelivered, 'why'> {
  readonly workflow: string;
}

async function lostCard({ together }: WorkerDeps, { payload }: HeldRow): Promise<Lost | undefined> {
  const card = await together.cardToDeliver((payload as CardPayload).cardId);
  if (!card) return undefined;
  const { workflow, subject, audience, personId, teamId, hangsAt, thread, channel } = card;
  const place = personId === null ? { teamId: teamId ?? 0 } : { personId };
  return { workflow, subject, audience, place, room: hangsAt?.address ?? thread ?? channel };
}

async function lostPost({ database }: WorkerDeps, { payload }: HeldRow): Promise<Lost | undefined> {
  const { to, tellsOfLoss } = payload as PostPayload;
  if (tellsOfLoss || !('thread' in to)) return undefined;
  const { workflow, subject, teamId } = to.thread;
  return { workflow, subject, audience: 'agents', place: { teamId }, room: await threadOf(database.db, workflow, subject, teamId) };
}
