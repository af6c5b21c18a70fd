import type { Account } from '#core/chat-event.ts';
import { DeskError } from '#core/errors.ts';
import { defineWorkflow, type Context, type Workflow } from '#core/workflow.ts';
import { lockConversation } from '#store/conversations.ts';
import type { Tx } from '#store/database.ts';
import { choose } from '#store/inbox.ts';
import { questionById, type Question } from '#store/questions.ts';
import { answer, DESK, dropQuestion, fieldAsked } from './ask.ts';
import { findIntent } from './catalog.ts';
import type { DeskDeps } from './deps.ts';
import { rememberChoice } from './learn.ts';
import { readingAs } from './reading.ts';
import { goOn } from './several.ts';
import { drawQuestion } from './question-card.ts';

type Deps = Pick<DeskDeps, 'workflows' | 'understander' | 'catalog'>;

export const DROPPED = 'All right, I have dropped it. Write to me whenever you need something.';

/** The desk's own questions and their buttons: an answer, the end of a question, and what was meant. */
export function createDialog(deps: Deps): Workflow<Tx> {
  return defineWorkflow<Tx>({
    name: DESK,
    intents: {},
    timers: {},
    relation: async () => await Promise.resolve(undefined),
    draw: async (tx, subject) => {
      const question = await questionById(tx, subject);
      if (!question) throw new Error(`No question ${subject} to draw.`);
      return drawQuestion(question, await fieldAsked(deps, tx, question));
    },
    actions: {
      answer: {
        who: ['anyone'],
        run: async (context, { subject, value }) => {
          await answer(deps, context, await openQuestion(context, subject), value);
          await goOn(await readingAs(deps, context), context);
        },
      },
      stop: {
        who: ['anyone'],
        run: async (context, { subject }) => {
          await openQuestion(context, subject);
          await dropQuestion(context);
          context.say({ to: 'here' }, { text: DROPPED });
          await goOn(await readingAs(deps, context), context);
        },
      },
      mean: { who: ['anyone'], run: async (context, { subject, value }) => await runMeant(deps, context, subject, value) },
    },
  });
}

/** @throws DeskError `conflict` when the button belongs to a question that is not open for this person here. */
async function openQuestion(context: Context<Tx>, id: string): Promise<Question> {
  const { questionId } = await lockConversation(context.tx, context.actor.person.id);
  const question = questionId === id ? await questionById(context.tx, id) : undefined;
  if (!question) throw new DeskError('conflict', { userMessage: 'That question has been answered already.' });
  return question;
}

function senderOf({ where }: Context<Tx>): Account {
  if (!where) throw new Error('Nobody pressed this.');
  return { platform: where.address.platform, workspace: where.address.workspace, user: where.user };
}

async function runMeant(given: Deps, context: Context<Tx>, requestId: string, intent: string): Promise<void> {
  const deps = await readingAs(given, context);
  const handler = findIntent(deps.workflows, intent);
  if (!handler) throw new DeskError('invalid', { userMessage: 'I no longer have what you wrote then. Please write it again.' });
  const text = await choose(context.tx, requestId, senderOf(context), intent);
  await rememberChoice(context, requestId, intent);
  await dropQuestion(context);
  await handler.run(context, { text, slots: deps.understander.understand(text).slots, intent });
  await goOn(deps, context);
}
