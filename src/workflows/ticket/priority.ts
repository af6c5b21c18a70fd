import { DeskError } from '#core/errors.ts';
import { PRIORITIES, ticketName, type Priority } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { confirm, record, thread, ticketOf } from './record.ts';
import { PRIORITY_WORDS } from './words.ts';

/** `ticket.set_priority`: the team's own order of work; the requester is not told. */
export async function setPriority(context: Context<Tx>, { subject, values, seen }: ActionInput): Promise<void> {
  const priority = Number(values['priority']);
  if (!isPriority(priority)) throw new DeskError('invalid', { userMessage: 'Please choose a priority from P1 to P4.' });
  const before = await ticketOf(context, subject);
  const otherwise = new DeskError('conflict', {
    userMessage: `Somebody else has set the priority of ${ticketName(before.id)} to P${before.priority} since you opened this, so I have left it.`,
  });
  const ticket = await record(context, before.id, { type: 'prioritized', priority }, { version: seen, of: ['prioritized'], otherwise });
  context.say(thread(ticket), { text: `${context.actor.person.name} has set the priority to ${PRIORITY_WORDS[priority]}.` });
  confirm(context, `${ticketName(ticket.id)} is ${PRIORITY_WORDS[priority]}.`);
}

function isPriority(value: number): value is Priority {
  return PRIORITIES.some((priority) => priority === value);
}
