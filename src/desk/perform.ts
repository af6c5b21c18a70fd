import type { ChatEvent } from '#core/chat-event.ts';
import { DeskError, refuse } from '#core/errors.ts';
import { validateForm } from '#core/form.ts';
import type { Context } from '#core/workflow.ts';
import { authorize } from '#rules/authorize.ts';
import type { Tx } from '#store/database.ts';
import { findAction } from './catalog.ts';
import type { DeskDeps } from './deps.ts';
import { takeMessage } from './take-message.ts';

type Deps = Pick<DeskDeps, 'workflows' | 'understander'>;

/**
 * Does what an event asks for, inside the worker's transaction. What the edge checked is checked again here:
 * between the click and now, the world may have changed.
 */
export async function perform(deps: Deps, context: Context<Tx>, event: ChatEvent): Promise<void> {
  if (event.type === 'message') return await takeMessage(deps, context, event);
  const found = findAction(deps.workflows, event.action);
  if (!found) throw new DeskError('invalid', { userMessage: 'I do not know that button.', log: `unknown action ${event.action}` });
  const { workflow, action } = found;
  const subject = event.subject ?? '';
  const verdict = authorize(context.actor, action.who, await workflow.relation(context.tx, subject));
  if (!verdict.allowed) refuse(verdict.why);
  await action.run(context, { subject, value: event.value ?? '', values: checkedValues(action.form, event), seen: event.version });
}

function checkedValues(form: Parameters<typeof validateForm>[0] | undefined, event: Exclude<ChatEvent, { type: 'message' }>) {
  if (!form) return {};
  const result = validateForm(form, event.type === 'form' ? event.values : {});
  if ('values' in result) return result.values;
  throw new DeskError('invalid', { userMessage: Object.values(result.errors).join(' ') });
}
