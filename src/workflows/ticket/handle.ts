import { addHours } from 'date-fns/addHours';
import { DeskError } from '#core/errors.ts';
import { RESOLUTION_CODES, ticketName, type ResolutionCode, type Ticket } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import { formatInstant } from '#lib/dates.ts';
import type { Tx } from '#store/database.ts';
import { lockChildren } from '#store/family.ts';
import { eventsOf } from '#store/tickets.ts';
import { namesOf } from '#store/people.ts';
import { dropQuestion, waitingWords } from './approval.ts';
import { release } from './family.ts';
import { finishChildren } from './finish-children.ts';
import { CLOSE_AFTER_HOURS, finish } from './finish.ts';
import { hideIfAsked } from './make-private.ts';
import { sayToTeam } from './privacy.ts';
import { confirm, record, recordByDesk, TICKET, thread, ticketOf } from './record.ts';
import { showToWatchers } from './watch.ts';

/** `ticket.claim`: the first one has it; the next is told who. */
export async function claim(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const { person } = context.actor;
  const before = await ticketOf(context, subject);
  if (before.requesterId === person.id) throw new DeskError('refused', { userMessage: 'This is your own request; a colleague has to take it.' });
  try {
    await record(context, before.id, { type: 'claimed', assigneeId: person.id });
  } catch (error) {
    throw (await takenBy(context, subject)) ?? error;
  }
  if (before.private) await context.show({ workflow: TICKET, subject: String(before.id), audience: 'agents', place: { personId: person.id } });
  confirm(context, `You have ${ticketName(before.id)} now: “${before.title}”.`);
}

/** Why a claim came too late, with the owner's name; undefined when nobody has the ticket. */
async function takenBy(context: Context<Tx>, subject: string): Promise<DeskError | undefined> {
  const ticket = await ticketOf(context, subject);
  if (ticket.assigneeId === null) return undefined;
  if (ticket.assigneeId === context.actor.person.id) return new DeskError('conflict', { userMessage: `You have ${ticketName(ticket.id)} already.` });
  const claimed = (await eventsOf(context.tx, ticket.id)).findLast(({ event }) => event.type === 'claimed');
  const when = claimed ? ` (${formatInstant(claimed.at, context.actor.person.timeZone, context.now)})` : '';
  const name = (await namesOf(context.tx, [ticket.assigneeId])).get(ticket.assigneeId);
  return new DeskError('conflict', { userMessage: `${name} has taken ${ticketName(ticket.id)} already${when}.` });
}

/** `ticket.hand_back` */
export async function handBack(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const ticket = await record(context, (await ticketOf(context, subject)).id, { type: 'handed_back' });
  context.say(thread(ticket), { text: `${context.actor.person.name} has handed this back. Who takes it?` });
}

/** `ticket.resolve`: not over something that was said meanwhile. */
export async function resolve(context: Context<Tx>, { subject, values, seen }: ActionInput): Promise<void> {
  const { code = '', summary = '' } = values;
  if (!isCode(code)) throw new DeskError('invalid', { userMessage: 'Please choose how it ended.' });
  const before = await ticketOf(context, subject);
  if (before.approval === 'pending') throw new DeskError('conflict', { userMessage: `${waitingWords(before)} You wrote: “${summary}”` });
  const children = await lockChildren(context.tx, before.id);
  await finish(context, before.id, { code, summary }, { version: seen, otherwise: unread(before, summary) });
  await finishChildren(context, before, children, { code, summary }, values['children']);
}

/** Nothing that was typed is lost. */
function unread({ id }: Ticket, summary: string): DeskError {
  const userMessage = `Something happened on ${ticketName(id)} since you opened this, so I have not resolved it. Please have a look, and resolve it again. You wrote: “${summary}”`;
  return new DeskError('conflict', { userMessage });
}

/** `ticket.reopen` */
export async function reopen(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  await reopenTicket(context, await ticketOf(context, subject), values['reason'] ?? '');
}

export async function reopenTicket(context: Context<Tx>, before: Ticket, reason: string): Promise<void> {
  await hideIfAsked(context, before, reason);
  const ticket = await record(context, before.id, { type: 'reopened', reason });
  await sayToTeam(context, ticket, { text: `It is not fixed: ${reason}`, author: context.actor.person.name });
  context.say({ to: 'here' }, { text: `I reopened ${ticketName(ticket.id)} and passed on what you wrote.` });
}

/** `ticket.rate` */
export async function rate(context: Context<Tx>, { subject, value }: ActionInput): Promise<void> {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1 || count > 5) throw new DeskError('invalid', { userMessage: 'A rating is 1 to 5 stars.' });
  const before = await ticketOf(context, subject);
  if (before.stars !== null) throw new DeskError('conflict', { userMessage: `You have rated ${ticketName(before.id)} already. Thank you!` });
  await record(context, before.id, { type: 'rated', stars: count });
  const canReopen = before.state === 'resolved' && count <= 2;
  context.say(
    { to: 'actor' },
    { text: canReopen ? 'Thank you for being open. If it is still not right, press “It is not fixed”.' : 'Thank you for the rating!' },
  );
}

/** `ticket.withdraw` */
export async function withdraw(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const { reason = '' } = values;
  const before = await hideIfAsked(context, await ticketOf(context, subject), reason);
  await dropQuestion(context, before, reason === '' ? `${context.actor.person.name} no longer needs it.` : reason);
  const ticket = await record(context, before.id, { type: 'withdrawn', reason });
  await showToWatchers(context, ticket);
  await sayToTeam(context, ticket, {
    text: reason === '' ? `${context.actor.person.name} no longer needs this.` : `${context.actor.person.name} no longer needs this: ${reason}`,
  });
  await release(context, ticket);
}

/** Timer `ticket.close`: it may come late or for a ticket that has been reopened since; then it changes nothing. */
export async function close(context: Context<Tx>, subject: string): Promise<void> {
  const ticket = await ticketOf(context, subject);
  const due = ticket.resolvedAt !== null && addHours(ticket.resolvedAt, CLOSE_AFTER_HOURS) <= context.now;
  if (ticket.state === 'resolved' && due) await recordByDesk(context, ticket.id, { type: 'closed' });
}

function isCode(value: string): value is ResolutionCode {
  return RESOLUTION_CODES.some((code) => code === value);
}
