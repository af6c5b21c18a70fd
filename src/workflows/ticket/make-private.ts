import { ticketName, type Ticket } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import { isConfidential } from '#rules/confidential.ts';
import type { Tx } from '#store/database.ts';
import { hangings } from '#store/family.ts';
import { offerIdsOf } from '#store/offers.ts';
import { findTicket, lockTickets, mergedInto } from '#store/tickets.ts';
import { endWatching } from '#store/watchers.ts';
import { lockWaveWith } from '#store/waves.ts';
import { dropQuestion, holdQuestion } from './approval.ts';
import { leaveFamily } from './family.ts';
import { offerSubject } from './offer-subject.ts';
import { record, refreshMessages, TICKET, ticketOf } from './record.ts';
import { leaveWave } from './wave.ts';

/** `ticket.make_private`: from now on its words are shown to nobody but who may read them, wherever they hang already. */
export async function makePrivate(context: Context<Tx>, { subject }: Pick<ActionInput, 'subject'>): Promise<void> {
  const { tx, actor } = context;
  const before = await ticketOf(context, subject);
  const asksManager = await holdQuestion(context, before);
  await lockWaveWith(tx, before.id);
  await lockAround(tx, before.id);
  // A manager is nobody whom the requester has named. What an agent asks is in other words.
  if (asksManager) await dropQuestion(context, before, 'The request is private now.');
  await leaveFamily(context, before);
  await hideOne(context, before);
  // What its requester had reported before, and goes on in it, says the same.
  for (const id of await mergedInto(tx, before.id)) {
    const merged = await findTicket(tx, id);
    if (merged?.requesterId === before.requesterId && !merged.private) await hideOne(context, merged);
  }
  const name = ticketName(before.id);
  context.say({ to: 'person', personId: before.requesterId }, { text: `${name} is private now: only whoever works on it and the team’s leads read it.` });
  if (actor.person.id !== before.requesterId) context.say({ to: 'actor' }, { text: `${name} is private now.` });
}

/** With what hangs together with it, in one order, so that two who cross wait for each other and go on. */
async function lockAround(tx: Tx, id: number): Promise<void> {
  const family = await hangings(tx, [id]);
  await lockTickets(tx, [id, ...family.flatMap(({ childId, parentId }) => [childId, parentId]), ...(await mergedInto(tx, id))]);
}

async function hideOne(context: Context<Tx>, { id, requesterId }: Ticket): Promise<void> {
  await record(context, id, { type: 'made_private' });
  await endWatching(context.tx, id, { addedByOthersThan: requesterId });
  await refreshMessages(context, id);
  for (const offer of await offerIdsOf(context.tx, id)) await context.refresh(TICKET, offerSubject({ ticketId: id, id: offer }));
  await leaveWave(context, id);
}

/** Before a requester's words go anywhere: when they say that they are confidential, so is the ticket they are about. Returns it as it stands then. */
export async function hideIfAsked(context: Context<Tx>, ticket: Ticket, text: string): Promise<Ticket> {
  return ticket.requesterId === context.actor.person.id && isConfidential(text) ? await hide(context, ticket) : ticket;
}

/** The same once it is known that they are. */
export async function hide(context: Context<Tx>, ticket: Ticket): Promise<Ticket> {
  if (ticket.private) return ticket;
  const subject = String(ticket.id);
  await makePrivate(context, { subject });
  return await ticketOf(context, subject);
}
