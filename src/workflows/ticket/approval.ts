import type { ApprovalNews, Ladder } from '#core/approval.ts';
import { DeskError } from '#core/errors.ts';
import type { Form } from '#core/form.ts';
import { ticketName, type Ticket } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import { lockPending } from '#store/approvals.ts';
import type { Tx } from '#store/database.ts';
import { childrenOf } from '#store/family.ts';
import { listPeople, personById } from '#store/people.ts';
import { messagesOf } from '#store/tickets.ts';
import { release } from './family.ts';
import { resolveWithChildren } from './family-forms.ts';
import { askApprovalForm, resolveForm } from './forms.ts';
import { sayToTeam } from './privacy.ts';
import { isOpen, record, recordByDesk, showToRequester, TICKET, ticketIn, ticketOf } from './record.ts';

/** The requester's manager, then the one above, then whoever looks after the team. */
const MANAGERS: Ladder = [{ ask: 'manager' }, { ask: 'manager' }, { ask: 'leads' }];

/**
 * What somebody asks for needs their manager's word: exactly what is written on the ticket by them. A manager is nobody whom they have
 * named: of what is private somebody of the team asks, in other words.
 */
export async function askManager(context: Context<Tx>, ticket: Ticket): Promise<void> {
  if (ticket.private) return;
  await context.askApproval({ ...(await scopeOf(context.tx, ticket)), cost: null, called: ticketName(ticket.id), teamId: ticket.teamId, ladder: MANAGERS });
}

async function scopeOf(tx: Tx, { id, title, requesterId }: Ticket) {
  const said = (await messagesOf(tx, id)).filter(({ authorId, visibility, deleted }) => authorId === requesterId && visibility === 'public' && !deleted);
  return { workflow: TICKET, subject: String(id), requesterId, what: title, why: said.map(({ body }) => body).join('\n') };
}

/** True when the requester's own question to their manager is open; it is locked from here on, before the ticket is. */
export async function holdQuestion({ tx }: Context<Tx>, { id, requesterId }: Ticket): Promise<boolean> {
  const pending = await lockPending(tx, TICKET, String(id));
  return pending !== undefined && pending.askedById === requesterId;
}

/** Ends the question before the ticket itself ends. */
export async function dropQuestion(context: Context<Tx>, { id }: Ticket, reason: string): Promise<void> {
  await context.withdrawApproval(TICKET, String(id), reason);
}

/** What becomes of a question: it is part of the ticket's log, the team reads it in the thread, the requester on their card. */
export async function decided(context: Context<Tx>, { subject, state, digest, requesterId, askedById, by, reason, words }: ApprovalNews): Promise<void> {
  const before = await ticketOf(context, subject);
  if (!isOpen(before)) return;
  const apply = context.where === undefined ? recordByDesk : record;
  const ticket = await apply(context, before.id, { type: 'approval', stands: state, digest });
  await sayToTeam(context, ticket, { text: words });
  if (by === null) return;
  const name = ticketName(ticket.id);
  if (state === 'declined' && askedById === requesterId) {
    await apply(context, ticket.id, { type: 'withdrawn', reason: `${by.name} declined it: ${reason}` });
    await release(context, ticket);
    context.say({ to: 'person', personId: requesterId }, { text: `I am sorry: ${by.name} has declined ${name}. Their words: “${reason}”` });
    return;
  }
  // What an agent asked about the request is not the request: that goes on.
  const what = state === 'declined' ? `declined what we asked them about ${name}, which stays open` : `approved ${name}`;
  context.say({ to: 'person', personId: requesterId }, { text: `${by.name} has ${what}.${reason === null ? '' : ` Their words: “${reason}”`}` });
  if (state === 'approved') await showToRequester(context, ticket);
}

export async function formToAskApproval(tx: Tx, subject: string): Promise<Form> {
  const ticket = await ticketIn(tx, subject);
  const [{ managerId }, people] = await Promise.all([personById(tx, ticket.requesterId), listPeople(tx)]);
  const options = people
    .filter(({ id }) => id !== ticket.requesterId)
    .toSorted((a, b) => Number(b.id === managerId) - Number(a.id === managerId))
    .map(({ id, name }) => ({ value: String(id), label: id === managerId ? `${name} (manager)` : name }));
  return askApprovalForm(options);
}

/** `ticket.ask_approval`: an agent asks one or two people about something that they put into words. */
export async function askForApproval(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const { who = '', also, how = 'in_order', what = '', why = '', cost } = values;
  const ticket = await ticketOf(context, subject);
  if (!isOpen(ticket)) throw new DeskError('conflict', { userMessage: `${ticketName(ticket.id)} is no longer open, so there is nothing to approve.` });
  if (await lockPending(context.tx, TICKET, subject))
    throw new DeskError('conflict', {
      userMessage: `${ticketName(ticket.id)} waits for an approval already. Go on without that one first (More…). You wrote: “${what}”`,
    });
  const ids = [Number(who), ...(also === undefined || also === who ? [] : [Number(also)])];
  if (ids.includes(context.actor.person.id)) throw new DeskError('invalid', { userMessage: 'You are the one who asks, so please choose somebody else.' });
  const ladder = ladderOf(ids, how);
  const scope = { workflow: TICKET, subject, requesterId: ticket.requesterId, what, why, cost: cost ?? null };
  await context.askApproval({ ...scope, called: ticketName(ticket.id), teamId: ticket.teamId, ladder });
}

function ladderOf(ids: readonly number[], how: string): Ladder {
  if (how === 'in_order') return ids.map((id, at) => ({ ask: 'people', ids: [id], need: 'any', ...(at > 0 ? { after: 'approval' } : {}) }));
  return [{ ask: 'people', ids, need: how === 'all' ? 'all' : 'any' }];
}

/** `ticket.go_on`: the team does not wait for the answer. */
export async function goOnWithout(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const { reason = '' } = values;
  const ticket = await ticketOf(context, subject);
  if (!(await lockPending(context.tx, TICKET, String(ticket.id))))
    throw new DeskError('conflict', { userMessage: `${ticketName(ticket.id)} does not wait for an approval.` });
  await dropQuestion(context, ticket, `${context.actor.person.name}: ${reason}`);
}

/** Says at once, before anything is typed, that it cannot be resolved yet; asks about what hangs on it. */
export async function formToResolve(tx: Tx, subject: string): Promise<Form> {
  const ticket = await ticketIn(tx, subject);
  if (ticket.approval === 'pending') throw new DeskError('conflict', { userMessage: waitingWords(ticket) });
  const open = (await childrenOf(tx, ticket.id)).filter(isOpen).length;
  return open === 0 ? resolveForm : resolveWithChildren(open);
}

/** Why a ticket cannot be resolved while it waits. */
export function waitingWords({ id }: Ticket): string {
  return `${ticketName(id)} waits for an approval, so it cannot be resolved yet. If you need not wait, press More… and “Go on without approval”.`;
}
