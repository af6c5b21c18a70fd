import { DeskError } from '#core/errors.ts';
import { ticketName, type ResolutionCode, type Ticket } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { lockChildren } from '#store/family.ts';
import { namesOf, resolveChildrenButton } from './family-card.ts';
import { finish } from './finish.ts';
import { isOpen, ticketOf } from './record.ts';

interface Outcome {
  readonly code: ResolutionCode;
  readonly summary: string;
}

/**
 * What hangs on a ticket that is being resolved ends with it, or does not, as was chosen. Where nobody was asked (a command asks nothing),
 * the question comes afterwards.
 */
export async function finishChildren(context: Context<Tx>, parent: Ticket, children: readonly Ticket[], outcome: Outcome, chosen?: string): Promise<void> {
  const open = children.filter(isOpen);
  if (open.length === 0 || chosen === 'this') return;
  if (chosen === 'all') return await finishEach(context, open, outcome);
  const title = `${open.length === 1 ? 'One ticket hangs' : `${open.length} tickets hang`} on ${ticketName(parent.id)}. Resolve with the same words?`;
  const blocks = [{ kind: 'text', text: namesOf(open.map(({ id }) => id)) }] as const;
  context.say({ to: 'actor' }, { text: title, card: { title, tone: 'attention', blocks, buttons: [resolveChildrenButton(parent)] } });
}

/** `ticket.resolve_children`: with the code and words of the one on which they hang. */
export async function resolveChildren(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const { id } = await ticketOf(context, subject);
  const children = (await lockChildren(context.tx, id)).filter(isOpen);
  const { resolutionCode: code, resolution: summary } = await ticketOf(context, subject);
  if (code === null || summary === null)
    throw new DeskError('conflict', { userMessage: `${ticketName(id)} is open again, so there are no words to resolve with.` });
  if (children.length === 0) throw new DeskError('conflict', { userMessage: `Nothing that hangs on ${ticketName(id)} is open any more.` });
  await finishEach(context, children, { code, summary });
}

/** What waits for an approval stays. */
async function finishEach(context: Context<Tx>, children: readonly Ticket[], outcome: Outcome): Promise<void> {
  const waiting = children.filter(({ approval }) => approval === 'pending').map(({ id }) => id);
  const ending = children.map(({ id }) => id).filter((id) => !waiting.includes(id));
  for (const id of ending) await finish(context, id, outcome);
  const done = ending.length === 0 ? [] : [`Resolved as well: ${namesOf(ending)}.`];
  const left = waiting.length === 0 ? [] : [`Still open, because an approval is awaited: ${namesOf(waiting)}.`];
  context.say({ to: 'actor' }, { text: [...done, ...left].join(' ') });
}
