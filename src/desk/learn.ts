import type { Understanding } from '#core/intent.ts';
import type { Context } from '#core/workflow.ts';
import { messageBefore } from '#store/inbox.ts';
import { addExample, settleExample, settleLastExample } from '#store/learning.ts';
import type { Tx } from '#store/database.ts';

const PERSON = 'human.handoff';

/** Keeps a message about which the desk asks back, so that somebody can teach it what was meant. */
export async function rememberDoubt(context: Context<Tx>, text: string, { intent, confidence }: Understanding): Promise<void> {
  const { requestId, where, now } = context;
  if (where) await addExample(context.tx, { requestId, text, guessed: intent, confidence, platform: where.address.platform, at: now });
}

/** A button said what a message means, or that a person should read it. */
export async function rememberChoice(context: Context<Tx>, requestId: string, intent: string): Promise<void> {
  await settleExample(context.tx, requestId, intent === PERSON ? 'handed_over' : 'chosen', intent);
}

/** Other words did. */
export async function rememberRephrased(context: Context<Tx>, intent: string): Promise<void> {
  await settleLastExample(context.tx, senderOf(context), intent === PERSON ? 'handed_over' : 'rephrased', intent);
}

/** What somebody wrote last, when they say now that it was taken wrongly. */
export async function misreadMessage(context: Context<Tx>, text: string): Promise<{ requestId: string; text: string } | undefined> {
  return MISREAD.test(text.trim()) ? await messageBefore(context.tx, context.requestId, senderOf(context)) : undefined;
}

const MISREAD =
  /^(?:no[,.!]?\s+)?(?:sorry[,.!]?\s+)?(?:(?:that|this|it)(?:['’]s| is| was)? ?(?:not|n['’]t) what i (?:meant|mean|asked(?: for)?|want(?:ed)?|said)|not what i (?:meant|asked(?: for)?|wanted)|you (?:got|have got|understood) (?:me|that|it) wrong|you(?: have)? misunderstood(?: me)?|i did(?: not|n['’]t) mean that)[.!]*$/i;

/** It was acted on, and wrongly. */
export async function rememberCorrected(context: Context<Tx>, { requestId, text }: { requestId: string; text: string }, taken: Understanding): Promise<void> {
  const { where, now } = context;
  if (!where) return;
  await addExample(context.tx, {
    requestId,
    text,
    guessed: taken.intent,
    confidence: taken.confidence,
    platform: where.address.platform,
    at: now,
    outcome: 'corrected',
  });
}

function senderOf({ where }: Context<Tx>): string {
  return where ? `${where.address.platform}/${where.address.workspace}/${where.user}` : '';
}
