import type { ActionEvent, ChatEvent, EditEvent, FormEvent } from '#core/chat-event.ts';
import { DeskError, refuse } from '#core/errors.ts';
import type { FormValues } from '#core/form.ts';
import type { Action, Context, Quoted } from '#core/workflow.ts';
import { authorize } from '#rules/authorize.ts';
import { actorBehind } from '#store/people.ts';
import type { Tx } from '#store/database.ts';
import { checkForm, findAction, formOf } from './catalog.ts';
import type { DeskDeps } from './deps.ts';
import { takeMessage } from './take-message.ts';

type Deps = Pick<DeskDeps, 'workflows' | 'understander' | 'catalog'>;

/**
 * Does what an event asks for, inside the worker's transaction. What the edge checked is checked again here:
 * between the click and now, the world may have changed.
 */
export async function perform(deps: Deps, context: Context<Tx>, event: ChatEvent): Promise<void> {
  await takeEvent(deps, context, event);
  if (event.removed) context.say({ to: 'actor' }, { text: removedWords(event.removed) });
}

/** Said to the one who wrote it, and to nobody else. */
function removedWords(kinds: readonly string[]): string {
  const what = kinds.map((kind) => `a ${kind}`.replace(/^a (?=[aeiou])/, 'an ')).join(' and ');
  return `What you sent looked as if it held ${what}, so I took that out before I kept it. It has been in this chat, so please change it soon.`;
}

async function takeEvent(deps: Deps, context: Context<Tx>, event: ChatEvent): Promise<void> {
  if (event.type === 'message') return await takeMessage(deps, context, event);
  if (event.type === 'edit') return await takeEdit(deps, context, event);
  const found = findAction(deps.workflows, event.action);
  if (!found) throw new DeskError('invalid', { userMessage: 'I do not know that button.', log: `unknown action ${event.action}` });
  const { workflow, action } = found;
  const subject = event.subject ?? '';
  const verdict = authorize(context.actor, action.who, await workflow.relation(context.tx, subject));
  if (!verdict.allowed) refuse(verdict.why);
  const values = await checkedValues(context.tx, action, event);
  await action.run(context, { subject, value: event.value ?? '', values, seen: event.version, quoted: await quotedIn(context, event) });
}

/** Most messages are nothing that a workflow keeps; then a change of them is nothing, either. */
async function takeEdit(deps: Deps, context: Context<Tx>, event: EditEvent): Promise<void> {
  for (const workflow of deps.workflows) if (await workflow.edited?.(context, event)) return;
}

async function quotedIn({ tx }: Context<Tx>, { about, address: { platform, workspace } }: ActionEvent | FormEvent): Promise<Quoted | undefined> {
  if (!about) return undefined;
  const known = about.author.stranger === undefined ? await actorBehind(tx, { platform, workspace, user: about.author.id }) : undefined;
  return { ...about, person: known?.person };
}

async function checkedValues(tx: Tx, action: Action<Tx>, event: ActionEvent | FormEvent): Promise<FormValues> {
  const form = await formOf(tx, action, event.subject ?? '');
  if (!form) return {};
  const result = checkForm(action, form, event.type === 'form' ? event.values : {});
  if ('values' in result) return result.values;
  throw new DeskError('invalid', { userMessage: Object.values(result.errors).join(' ') });
}
