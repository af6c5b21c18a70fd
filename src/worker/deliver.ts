import type { Address } from '#core/chat-event.ts';
import type { Post } from '#core/card.ts';
import { OutsideError } from '#core/errors.ts';
import type { FrontEnd, Target } from '#core/front-end.ts';
import type { CardPlace } from '#core/workflow.ts';
import { findWorkflow } from '#desk/catalog.ts';
import type { CardPayload, PostPayload } from '#desk/payloads.ts';
import { threadOf, type CardToDeliver } from '#store/cards.ts';
import { lost } from '#store/outbox.ts';
import { lastIdentity, personById } from '#store/people.ts';
import type { WorkerDeps } from './deps.ts';
import type { HeldRow } from './hands.ts';
import { effect, EffectFailed, FILE_DEADLINE_MS, once, reading } from './outside.ts';

/** Posts what was said. */
export async function deliverPost(deps: WorkerDeps, row: HeldRow): Promise<void> {
  const { to, post } = row.payload as PostPayload;
  const target = await targetOf(deps, row, to);
  const messageId = await postOnce(deps, row, target, post);
  if (!(await deps.together.finish({ row, ref: messageId }))) throw lost(row);
}

/** Draws a card as its subject stands now, and posts it or replaces the copy that hangs there. */
export async function deliverCard(deps: WorkerDeps, row: HeldRow): Promise<void> {
  const { cardId, anew } = row.payload as CardPayload;
  const { db } = deps.database;
  const card = await deps.together.cardToDeliver(cardId);
  const draw = card && findWorkflow(deps.workflows, card.workflow)?.draw;
  if (!card || !draw) throw new Error(`Card ${cardId} cannot be drawn.`);
  const { post: drawn, version } = await draw(db, card.subject, card.audience, hangingPlace(card));
  const post = stamped(drawn, card.subject, version);
  const { hangsAt: old } = card;
  if (old && !anew) {
    if (card.version !== version) await replace(deps, row, old, post);
    return await hang(deps, row, card.id, old, version);
  }
  // A person is shown it where they are now, which may be another room or platform than before; a team has one channel.
  const address = old && card.personId === null ? old.address : await placeOf(deps, row, card);
  const messageId = await postOnce(deps, row, address, post);
  // A repetition after a crash finds its own copy here already and must not shrink it.
  if (old && old.messageId !== messageId) await shrink(deps, row, old, post);
  await hang(deps, row, card.id, { address, messageId }, version);
}

/** @throws LeaseLost */
async function hang(deps: WorkerDeps, row: HeldRow, cardId: string, { address, messageId }: Copy, version: number): Promise<void> {
  if (!(await deps.together.finishCard({ row, ref: messageId, cardId, address, version }))) throw lost(row);
}

/** Buttons know which version of their subject they were drawn on, unless they say so themselves, so that an old one can be told from a new one. */
function stamped(post: Post, subject: string, version: number): Post {
  if (!post.card) return post;
  const buttons = post.card.buttons.map((button) => (button.subject === subject ? { version, ...button } : button));
  return { ...post, card: { ...post.card, buttons } };
}

interface Copy {
  readonly address: Address;
  readonly messageId: string;
}

async function replace(deps: WorkerDeps, row: HeldRow, { address, messageId }: Copy, post: Post): Promise<void> {
  const platform = frontEnd(deps, address);
  await effect(deps, row, platform.platform, async (signal) => await platform.update(address, messageId, post, signal), deadlineFor(post).deadlineMs);
}

/** The new copy is posted by now, so whatever goes wrong here, the next try has to look for it. */
async function shrink(deps: WorkerDeps, row: HeldRow, old: Copy, post: Post): Promise<void> {
  try {
    await replace(deps, row, old, { text: `${post.text} (newer card below)` });
  } catch (error) {
    if (!(error instanceof EffectFailed)) throw error;
    const { message, lasting, retryAfterSeconds } = error.reason;
    // The old copy is gone for good: then there is nothing to shrink.
    if (!lasting)
      throw new EffectFailed(
        new OutsideError(message, { outcome: 'unknown', cause: error, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) }),
      );
  }
}

/** Pictures and files are drawn and put up first, call by call. */
function deadlineFor({ card, attachment }: Post): { readonly deadlineMs?: number } {
  const isMore = attachment !== undefined || card?.blocks.some(({ kind }) => kind === 'chart');
  return isMore ? { deadlineMs: FILE_DEADLINE_MS } : {};
}

export async function postOnce(deps: WorkerDeps, row: HeldRow, target: Target, post: Post): Promise<string> {
  const platform = frontEnd(deps, target);
  return await once(deps, row, {
    target: platform.platform,
    ...deadlineFor(post),
    perform: async (signal) => await platform.send(target, post, row.id, signal),
    readBack: async (signal) => await platform.find(target, row.id, signal),
  });
}

export async function targetOf(deps: WorkerDeps, row: HeldRow, to: PostPayload['to']): Promise<Target> {
  if ('address' in to) return to.address;
  if ('personId' in to) return await directRoom(deps, row, to.personId);
  const { workflow, subject, teamId } = to.thread;
  const thread = await threadOf(deps.database.db, workflow, subject, teamId);
  return thread ?? noThread(workflow, subject);
}

function noThread(workflow: string, subject: string): never {
  throw new Error(`No thread for ${workflow} ${subject}.`);
}

function hangingPlace({ personId, teamId, under }: CardToDeliver): CardPlace['place'] {
  return personId === null ? { teamId: teamId ?? 0, ...(under === null ? {} : { under }) } : { personId };
}

async function placeOf(deps: WorkerDeps, row: HeldRow, card: CardToDeliver): Promise<Address> {
  if (card.personId !== null) return await directRoom(deps, row, card.personId);
  if (card.under !== null) return card.thread ?? noThread(card.workflow, card.under);
  if (!card.channel) throw new Error(`Team ${card.teamId} has no channel.`);
  return card.channel;
}

/** Where a person was seen last; else the first platform that knows their address. */
async function directRoom(deps: WorkerDeps, row: HeldRow, personId: number): Promise<Address> {
  const { db } = deps.database;
  const platforms = deps.frontEnds.map(({ platform }) => platform);
  const seen = await lastIdentity(db, personId, platforms);
  const known = seen && frontEnd(deps, seen);
  if (known) return await reading(deps, row, known.platform, async () => await known.direct(seen.workspace, seen.user));
  const { email } = await personById(db, personId);
  for (const candidate of deps.frontEnds) {
    const found = await reading(deps, row, candidate.platform, async () => await candidate.findUser(email));
    if (found) return await reading(deps, row, candidate.platform, async () => await candidate.direct(found.workspace, found.user));
  }
  throw new Error(`Person ${personId} cannot be reached on any platform.`);
}

export function frontEnd({ frontEnds }: WorkerDeps, { platform }: { platform: string }): FrontEnd {
  const found = frontEnds.find((candidate) => candidate.platform === platform);
  if (!found) throw new Error(`No front end for ${platform}.`);
  return found;
}
