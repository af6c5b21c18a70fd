import { DeskError } from '#core/errors.ts';
import { ticketName } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { lockChildren } from '#store/family.ts';
import { addMessage } from '#store/tickets.ts';
import { copyToRequester, copyToThread } from './copies.ts';
import { isOpen, record, ticketOf, wordsHere } from './record.ts';

/**
 * `ticket.tell`: one status for everybody whose ticket hangs on this one, and for its own requester. It is a reply on each open ticket,
 * in its log and for its clocks, and reaches each person once. Whoever works on the parent speaks for all that hangs on it.
 */
export async function tellEverybody(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const { text = '' } = values;
  if (text.trim() === '') throw new DeskError('invalid', { userMessage: 'Your status is empty.' });
  const { tx, now, actor } = context;
  const { id } = await ticketOf(context, subject);
  const children = (await lockChildren(tx, id)).filter(isOpen);
  const parent = await ticketOf(context, subject);
  const problem = isOpen(parent) ? children.length === 0 && 'No open ticket hangs on it: a reply reaches its requester.' : 'It is no longer open.';
  if (problem) throw new DeskError('conflict', { userMessage: `${ticketName(id)}: ${problem} You wrote: “${text}”` });
  const told = new Set<number>();
  const said = { authorId: actor.person.id, visibility: 'public', body: text, at: now } as const;
  const { origin } = wordsHere(context, text);
  let first: number | undefined;
  for (const { id: ticketId } of [parent, ...children]) {
    // Where it was written is kept once; the others follow a change of that one.
    const messageId = await addMessage(tx, { ...said, ticketId, origin: first === undefined ? origin : undefined, echoOf: first });
    first ??= messageId;
    const ticket = await record(context, ticketId, { type: 'replied', by: 'agent', messageId });
    await copyToRequester(context, ticket, messageId, told);
    const writtenThere = ticketId === id && origin !== undefined;
    if (!writtenThere) await copyToThread(context, ticket, messageId);
  }
  const people = told.size === 1 ? '1 person' : `${told.size} people`;
  context.say({ to: 'actor' }, { text: `Sent to ${people} on ${children.length + 1} tickets.` });
}
