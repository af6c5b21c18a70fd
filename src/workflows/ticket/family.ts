import { DeskError } from '#core/errors.ts';
import type { Form } from '#core/form.ts';
import { ticketName, type Ticket } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import { shorten } from '#lib/text.ts';
import type { Tx } from '#store/database.ts';
import { hang, hangings, lockChildren, parentOf, parentsOffered, takeOff } from '#store/family.ts';
import { findTicket, lockTickets } from '#store/tickets.ts';
import { choiceOfTicket } from './family-forms.ts';
import { confirm, isOpen, record, recordByDesk, thread, ticketIn, ticketOf } from './record.ts';

const OFFERED = 25;
/** In UTF-16 code units: what the narrowest list of a platform shows. */
const LABEL_MAX = 75;

export async function formToJoin(tx: Tx, subject: string): Promise<Form> {
  const offered = await parentsOffered(tx, await ticketIn(tx, subject), OFFERED);
  if (offered.length === 0) throw new DeskError('conflict', { userMessage: 'Your team has no other open ticket of which this could be a part.' });
  return choiceOfTicket({ title: 'Part of another', submit: 'Make it part', question: 'Of which ticket is it a part?' }, ticketOptions(offered));
}

export function ticketOptions(tickets: readonly Ticket[]): { value: string; label: string }[] {
  return tickets.map(({ id, title }) => ({ value: String(id), label: shorten(`${ticketName(id)} · ${title}`, LABEL_MAX) }));
}

/** `ticket.join` and `ticket.join_offered`: from now on it hangs on the other one. */
export async function join(context: Context<Tx>, { subject, value, values }: ActionInput): Promise<void> {
  const { id } = await ticketOf(context, subject);
  const { id: parentId } = await ticketOf(context, values['parent'] ?? value);
  const locked = await lockTickets(context.tx, [id, parentId]);
  const [child, parent] = [locked.get(id), locked.get(parentId)];
  if (!child || !parent) throw new Error(`Tickets ${id} and ${parentId} are not there.`);
  const problem = await obstacle(context.tx, child, parent);
  if (problem !== undefined) throw new DeskError('conflict', { userMessage: problem });
  await hangOn(context, child, parent);
  const { name } = context.actor.person;
  context.say(thread(child), { text: `${name} has made this part of ${ticketName(parentId)}.` });
  confirm(context, `${ticketName(id)} is part of ${ticketName(parentId)} now.`);
}

/** Why one ticket cannot hang on another, once both are locked; undefined when it can. There is one level: what hangs on a ticket has nothing that hangs on it. */
export async function obstacle(tx: Tx, child: Ticket, parent: Ticket): Promise<string | undefined> {
  const [name, there] = [ticketName(child.id), ticketName(parent.id)];
  if (child.id === parent.id) return `${name} cannot be part of itself.`;
  if (child.private || parent.private) return `${child.private ? name : there} is private, so it hangs together with no other ticket.`;
  if (!isOpen(child)) return `${name} is no longer open, so it cannot be part of another.`;
  if (!isOpen(parent)) return `${there} is no longer open, so nothing can be part of it.`;
  if (child.teamId !== parent.teamId) return `${there} is with another team. A ticket can be part only of one that its own team works on.`;
  const near = await hangings(tx, [child.id, parent.id]);
  const above = near.find(({ childId }) => childId === child.id);
  if (above) return `${name} is part of ${ticketName(above.parentId)} already.`;
  const over = near.find(({ childId }) => childId === parent.id);
  if (over) return `${there} is part of ${ticketName(over.parentId)} itself, so nothing can be part of it. Take ${ticketName(over.parentId)} instead.`;
  return near.some(({ parentId }) => parentId === child.id) ? `Other tickets hang on ${name}, so it cannot be part of another.` : undefined;
}

/** Both are locked, and nothing stands in the way. @param by who says so */
export async function hangOn(context: Context<Tx>, child: Ticket, parent: Ticket, by: 'person' | 'desk' = 'person'): Promise<void> {
  const byId = by === 'desk' ? null : context.actor.person.id;
  await hang(context.tx, { childId: child.id, parentId: parent.id, byId, at: context.now });
  await inBoth(context, { type: 'grouped', parent: parent.id, child: child.id }, by);
}

/** `ticket.leave`: it goes on on its own. */
export async function leave(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const { id } = await ticketOf(context, subject);
  const parentId = await parentOf(context.tx, id);
  const child = parentId !== undefined && (await lockTickets(context.tx, [id, parentId])).get(id);
  // Somebody may have taken it off while this one waited for the lock.
  if (!child || (await parentOf(context.tx, id)) !== parentId)
    throw new DeskError('conflict', { userMessage: `${ticketName(id)} is not part of another ticket.` });
  await unhang(context, id, parentId);
  context.say(thread(child), { text: `${context.actor.person.name} has taken this off ${ticketName(parentId)}: it goes on on its own.` });
  confirm(context, `${ticketName(id)} is no longer part of ${ticketName(parentId)}.`);
}

/** What hung on a ticket that was withdrawn goes on, each on its own. */
export async function release(context: Context<Tx>, parent: Ticket): Promise<void> {
  await releaseEach(context, parent, `${ticketName(parent.id)}, of which this was part, is no longer needed. This goes on on its own.`);
}

/** What becomes private hangs on nothing, and nothing on it: what the others say would tell what it is about. */
export async function leaveFamily(context: Context<Tx>, { id }: Ticket): Promise<void> {
  const parentId = await parentOf(context.tx, id);
  if (parentId !== undefined) await unhang(context, id, parentId);
  await releaseEach(context, { id }, 'This is no longer part of another ticket: it goes on on its own.');
}

async function releaseEach(context: Context<Tx>, { id: parentId }: Pick<Ticket, 'id'>, text: string): Promise<void> {
  for (const child of await lockChildren(context.tx, parentId)) {
    await unhang(context, child.id, parentId, context.where === undefined ? 'desk' : 'person');
    if (isOpen(child)) context.say(thread(child), { text });
  }
}

/** Before a merge: what hangs on the one that ends hangs on the one in which it goes on, or on what that one is part of. */
export async function takeAlong(context: Context<Tx>, ending: Ticket, target: Ticket): Promise<void> {
  const near = await hangings(context.tx, [ending.id, target.id]);
  const above = near.find(({ childId }) => childId === ending.id);
  if (above) await unhang(context, ending.id, above.parentId);
  const children = await lockChildren(context.tx, ending.id);
  for (const { id } of children) await unhang(context, id, ending.id);
  const over = near.find(({ childId, parentId }) => childId === target.id && parentId !== ending.id)?.parentId;
  const parent = over === undefined ? target : await findTicket(context.tx, over);
  for (const child of children) {
    if (!parent || !isOpen(parent) || !isOpen(child) || child.id === target.id) continue;
    await hangOn(context, child, parent);
    context.say(thread(child), { text: `${ticketName(ending.id)} was merged into ${ticketName(target.id)}, so this is part of ${ticketName(parent.id)} now.` });
  }
}

async function unhang(context: Context<Tx>, childId: number, parentId: number, by: 'person' | 'desk' = 'person'): Promise<void> {
  await takeOff(context.tx, { childId, parentId });
  await inBoth(context, { type: 'ungrouped', parent: parentId, child: childId }, by);
}

interface Change {
  readonly type: 'grouped' | 'ungrouped';
  readonly parent: number;
  readonly child: number;
}

/** The logs of both say it, and so both cards are drawn anew. */
async function inBoth(context: Context<Tx>, change: Change, by: 'person' | 'desk'): Promise<void> {
  const apply = by === 'desk' ? recordByDesk : record;
  await apply(context, change.parent, change);
  await apply(context, change.child, change);
}
