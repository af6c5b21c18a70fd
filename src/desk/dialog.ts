import { DeskError } from '#core/errors.ts';
import { defineWorkflow, type Context, type Workflow } from '#core/workflow.ts';
import { lockConversation, type OpenQuestion } from '#store/conversations.ts';
import type { Tx } from '#store/database.ts';
import { textOfRequest } from '#store/inbox.ts';
import { answer, placeOf, setQuestion } from './ask.ts';
import { findIntent } from './catalog.ts';
import type { DeskDeps } from './deps.ts';

/** The buttons of the desk's own questions: an answer, the end of a question, and what was meant. */
export function createDialog(deps: Pick<DeskDeps, 'workflows' | 'understander'>): Workflow<Tx> {
  return defineWorkflow<Tx>({
    name: 'desk',
    intents: {},
    timers: {},
    relation: async () => await Promise.resolve(undefined),
    actions: {
      answer: {
        who: ['anyone'],
        run: async (context, { subject, value }) => await answer(deps, context, await openQuestion(context, subject), value),
      },
      stop: {
        who: ['anyone'],
        run: async (context, { subject }) => {
          await openQuestion(context, subject);
          await setQuestion(context, null);
          context.say({ to: 'here' }, { text: 'All right, I have dropped it. Write to me whenever you need something.' });
        },
      },
      mean: { who: ['anyone'], run: async (context, { subject, value }) => await runMeant(deps, context, subject, value) },
    },
  });
}

/** @throws DeskError `conflict` when the button belongs to a question that has been answered. */
async function openQuestion(context: Context<Tx>, id: string): Promise<OpenQuestion> {
  const { question } = await lockConversation(context.tx, placeOf(context));
  if (question?.id !== id) throw new DeskError('conflict', { userMessage: 'That question has been answered already.' });
  return question;
}

async function runMeant(deps: Pick<DeskDeps, 'workflows' | 'understander'>, context: Context<Tx>, requestId: string, intent: string): Promise<void> {
  const handler = findIntent(deps.workflows, intent);
  const { platform, workspace } = placeOf(context).address;
  const user = context.where?.user ?? '';
  const text = await textOfRequest(context.tx, requestId, { platform, workspace, user });
  if (!handler || text === undefined) throw new DeskError('invalid', { userMessage: 'I no longer have what you wrote then. Please write it again.' });
  await setQuestion(context, null);
  await handler.run(context, { text, slots: deps.understander.understand(text).slots, intent });
}
