import type { Address } from '#core/chat-event.ts';
import type { FrontEnd, Target } from '#core/front-end.ts';
import { findWorkflow } from '#desk/catalog.ts';
import type { CardPayload, PostPayload } from '#desk/payloads.ts';
import { cardById, cardsOf, markPosted, type PostedCard } from '#store/cards.ts';
import { finishRow, type LeasedRow } from '#store/outbox.ts';
import { lastIdentity, personById } from '#store/people.ts';
import { channelOf } from '#store/teams.ts';
import type { WorkerDeps } from './deps.ts';

/** Posts what was said. The row's id names the delivery, so that a repetition posts nothing twice. */
export async function deliverPost(deps: WorkerDeps, row: LeasedRow): Promise<void> {
  const { to, post } = row.payload as PostPayload;
  const target = await targetOf(deps, to);
  await frontEnd(deps, target).send(target, post, row.id);
  await finishRow(deps.database.db, row);
}

/** Draws a card as its subject stands now, and posts it or replaces the copy that hangs there. */
export async function deliverCard(deps: WorkerDeps, row: LeasedRow): Promise<void> {
  const { cardId, anew } = row.payload as CardPayload;
  const { db } = deps.database;
  const card = await cardById(db, cardId);
  const draw = card && findWorkflow(deps.workflows, card.workflow)?.draw;
  if (!card || !draw) throw new Error(`Card ${cardId} cannot be drawn.`);
  const { post, version } = await draw(db, card.subject, card.audience);
  const old = hangsAt(card);
  if (old && !anew) {
    if (card.version !== version) await frontEnd(deps, old.address).update(old.address, old.messageId, post);
    await markPosted(db, card.id, { ...old, version });
  } else {
    const address = old?.address ?? (await placeOf(deps, card));
    const messageId = await frontEnd(deps, address).send(address, post, row.id);
    // A repetition after a crash finds its own copy here already and must not shrink it.
    if (old && old.messageId !== messageId) await frontEnd(deps, address).update(address, old.messageId, { text: `${post.text} (newer card below)` });
    await markPosted(db, card.id, { address, messageId, version });
  }
  await finishRow(db, row);
}

function hangsAt({ platform, workspace, room, messageId }: PostedCard): { address: Address; messageId: string } | undefined {
  if (platform === null || workspace === null || room === null || messageId === null) return undefined;
  return { address: { platform, workspace, room }, messageId };
}

async function targetOf(deps: WorkerDeps, to: PostPayload['to']): Promise<Target> {
  if ('address' in to) return to.address;
  if ('personId' in to) return await directRoom(deps, to.personId);
  const { workflow, subject, teamId } = to.thread;
  const card = (await cardsOf(deps.database.db, workflow, subject)).find((candidate) => candidate.teamId === teamId);
  const at = card && hangsAt(card);
  if (!at) throw new Error(`No thread for ${workflow} ${subject}.`);
  return { ...at.address, thread: at.messageId };
}

async function placeOf(deps: WorkerDeps, card: PostedCard): Promise<Address> {
  if (card.personId !== null) return await directRoom(deps, card.personId);
  const channel = card.teamId === null ? undefined : await channelOf(deps.database.db, card.teamId);
  if (!channel) throw new Error(`Team ${card.teamId} has no channel.`);
  return { platform: channel.platform, workspace: channel.workspace, room: channel.room };
}

/** Where a person was seen last; else the first platform that knows their address. */
async function directRoom(deps: WorkerDeps, personId: number): Promise<Address> {
  const { db } = deps.database;
  const seen = await lastIdentity(db, personId);
  if (seen) return await frontEnd(deps, seen).direct(seen.workspace, seen.user);
  const { email } = await personById(db, personId);
  for (const candidate of deps.frontEnds) {
    const found = await candidate.findUser(email);
    if (found) return await candidate.direct(found.workspace, found.user);
  }
  throw new Error(`Person ${personId} cannot be reached on any platform.`);
}

function frontEnd({ frontEnds }: WorkerDeps, { platform }: { platform: string }): FrontEnd {
  const found = frontEnds.find((candidate) => candidate.platform === platform);
  if (!found) throw new Error(`No front end for ${platform}.`);
  return found;
}
