import type { Button } from '#core/card.ts';
import type { MessageEvent } from '#core/chat-event.ts';
import { refuse } from '#core/errors.ts';
import { OUT_OF_SCOPE, type Understanding } from '#core/intent.ts';
import type { Context, Said } from '#core/workflow.ts';
import { authorize } from '#rules/authorize.ts';
import { correctionIn } from '#rules/corrections.ts';
import { cardOfThread } from '#store/cards.ts';
import { lockConversation, updateConversation, type Conversation } from '#store/conversations.ts';
import { wordsFor } from '#lib/file-names.ts';
import type { Tx } from '#store/database.ts';
import { questionById } from '#store/questions.ts';
import { amend } from './amend.ts';
import { answer, dropQuestion, repeat } from './ask.ts';
import { findIntent, findWorkflow } from './catalog.ts';
import type { DeskDeps } from './deps.ts';
import { DROPPED } from './dialog.ts';
import { misreadMessage, rememberCorrected, rememberDoubt, rememberRephrased } from './learn.ts';
import { readingAs } from './reading.ts';
import { goOn, isAnotherRequest, keepForLater, severalIn, takeSeveral } from './several.ts';

type Deps = Pick<DeskDeps, 'workflows' | 'understander' | 'catalog'>;

/** Settles what a message is: a word in a card's thread, an answer, part of something under way, or a new request. */
export async function takeMessage(given: Deps, context: Context<Tx>, event: MessageEvent): Promise<void> {
  const deps = await readingAs(given, context);
  const { files = [] } = event;
  const wordless = event.text === '';
  const understanding = deps.understander.understand(event.text);
  const said: Said & { wordless: boolean } = {
    text: wordless ? wordsFor(files) : event.text,
    slots: understanding.slots,
    intent: wordless ? undefined : sureIntent(deps, event.text, understanding),
    wordless,
  };
  if (await takeThreadReply(deps, context, event, said)) return;
  if (event.roomKind === 'direct') return await takeDirect(deps, context, { ...said, understanding });
  // In a channel people talk to each other; only the threads under cards are ours, and what is said to us by name.
  if (event.mentioned !== true) return;
  const handler = said.intent === undefined ? undefined : findIntent(deps.workflows, said.intent);
  if (handler?.open) return await handler.run(context, said);
  context.say({ to: 'here' }, { text: `I have written to you directly, ${context.actor.person.name}.` });
  await takeDirect(deps, context.inPrivate(), { ...said, understanding });
}

/** "Actually, make it the Dell" sounds like the end of something, and is not unless what follows is. */
function sureIntent({ understander }: Deps, text: string, { intent, confidence }: Understanding): string | undefined {
  if (confidence < understander.actAt) return undefined;
  const corrected = intent === 'cancel' ? correctionIn(text) : undefined;
  return corrected === undefined || understander.understand(corrected).intent === 'cancel' ? intent : undefined;
}

/** `wordless` when only files came. */
type Direct = Said & { readonly understanding: Understanding; readonly wordless: boolean };

async function takeDirect(deps: Deps, context: Context<Tx>, said: Direct): Promise<void> {
  const conversation = await lockConversation(context.tx, context.actor.person.id);
  if (await takeMisreading(deps, context, said)) return;
  if (await takeAnswer(deps, context, conversation, said)) return await goOn(deps, context);
  const parts = (context.where?.files ?? []).length > 0 ? [] : severalIn(deps, said.text);
  if (parts.length > 1) return await takeSeveral(deps, context, parts);
  for (const workflow of deps.workflows) {
    if (await workflow.follow?.(context, said)) return;
  }
  // Files are found again by the words that come next.
  if (said.wordless) return context.say({ to: 'here' }, { text: WHAT_IS_IT });
  await startSomething(deps, context, conversation, said);
}

async function takeThreadReply(deps: Deps, context: Context<Tx>, event: MessageEvent, said: Said): Promise<boolean> {
  const card = await cardOfThread(context.tx, event.address);
  const workflow = card && findWorkflow(deps.workflows, card.workflow);
  if (!card || !workflow?.reply) return false;
  const relation = await workflow.relation(context.tx, card.subject);
  const verdict = authorize(context.actor, card.audience === 'agents' ? ['agent'] : ['requester', 'reporter'], relation);
  if (!verdict.allowed) refuse(verdict.why);
  await workflow.reply(context, { ...said, subject: card.subject, audience: card.audience });
  return true;
}

async function takeAnswer(deps: Deps, context: Context<Tx>, { questionId, waiting }: Conversation, said: Direct): Promise<boolean> {
  const question = questionId === null ? undefined : await questionById(context.tx, questionId);
  if (!question) return false;
  if (said.wordless) {
    await repeat(deps, context, question, 'Thank you, that goes with it.');
    return true;
  }
  if (await amend(deps, context, question, said)) return true;
  if (said.intent === 'cancel') {
    await dropQuestion(context);
    context.say({ to: 'here' }, { text: DROPPED });
    return true;
  }
  const aside = said.intent === undefined ? undefined : findIntent(deps.workflows, said.intent);
  if (aside?.several && !aside.aside && isAnotherRequest(question, said)) {
    await keepForLater(context, waiting, said.text);
    await repeat(deps, context, question, 'I will come to that next.');
    return true;
  }
  if (!aside?.aside) {
    await answer(deps, context, question, said.text);
    return true;
  }
  await aside.run(context, said);
  await repeat(deps, context, question, 'Back to your request.');
  return true;
}

/** "That is not what I meant": asks what was meant by what they wrote before, and drops what it led to. */
async function takeMisreading(deps: Deps, context: Context<Tx>, { text }: Direct): Promise<boolean> {
  const before = await misreadMessage(context, text);
  if (!before) return false;
  const taken = deps.understander.understand(before.text);
  await dropQuestion(context);
  await rememberCorrected(context, before, taken);
  const buttons = taken.alternatives.slice(0, 2).flatMap(({ intent }) => {
    const handler = NOT_OFFERED.has(intent) ? undefined : findIntent(deps.workflows, intent);
    return handler ? [meant(context, intent, handler.label, before.requestId)] : [];
  });
  offer(context, [...buttons, meant(context, 'human.handoff', 'Talk to a person', before.requestId)], 'I am sorry, I took that wrongly. What did you mean?');
  return true;
}

async function startSomething(deps: Deps, context: Context<Tx>, { misses }: Conversation, said: Direct): Promise<void> {
  const { understanding } = said;
  const handler = findIntent(deps.workflows, understanding.intent);
  if (handler && said.intent !== undefined) {
    if (misses > 0) await countMisses(context, 0);
    if (misses > 0) await rememberRephrased(context, said.intent);
    return await handler.run(context, said);
  }
  await rememberDoubt(context, said.text, understanding);
  const choices = choicesFor(deps, context, understanding);
  if (understanding.confidence >= deps.understander.offerAt && choices.length > 0) return offer(context, choices);
  await countMisses(context, misses + 1);
  if (misses === 0) context.say({ to: 'here' }, { text: REPHRASE });
  else offer(context, [person(context)]);
}

async function countMisses(context: Context<Tx>, misses: number): Promise<void> {
  await updateConversation(context.tx, context.actor.person.id, { misses }, context.now);
}

/** Less likely than that, an offer only confuses. */
const WORTH_OFFERING = 0.1;

function choicesFor(deps: Deps, context: Context<Tx>, { intent, alternatives }: Understanding): Button[] {
  const likely = [
    intent,
    ...alternatives
      .filter((other) => other.confidence >= WORTH_OFFERING)
      .slice(0, 2)
      .map((other) => other.intent),
  ].filter((name) => !NOT_OFFERED.has(name));
  const buttons = likely.flatMap((name) => {
    const handler = findIntent(deps.workflows, name);
    return handler ? [meant(context, name, handler.label)] : [];
  });
  return buttons.length > 0 ? [...buttons.slice(0, 2), person(context)] : [];
}

/** A person is offered anyway, and nobody needs a button to be polite. */
const NOT_OFFERED: ReadonlySet<string> = new Set([OUT_OF_SCOPE, 'human.handoff', 'greeting', 'thanks']);

function meant(context: Context<Tx>, intent: string, label: string, requestId = context.requestId): Button {
  return { action: 'desk.mean', subject: requestId, value: intent, label };
}

function person(context: Context<Tx>): Button {
  return meant(context, 'human.handoff', 'Talk to a person');
}

function offer(context: Context<Tx>, buttons: readonly Button[], title = buttons.length > 1 ? WHICH : STILL_NOT): void {
  context.say({ to: 'here' }, { text: title, card: { title, tone: 'neutral', blocks: [], buttons } });
}

const WHICH = 'I am not sure I understood. What would you like?';
const STILL_NOT = 'I still do not understand, sorry. Shall I get a person to help you?';
const WHAT_IS_IT = 'I have that. Tell me in a few words what it is about, and it goes with them.';
const REPHRASE = 'I did not understand that. Could you say it another way? For example: “My laptop does not start”, or “How is my ticket going?”';
