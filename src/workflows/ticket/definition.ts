import { parseTicketName } from '#core/ticket.ts';
import { defineWorkflow } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { viewTicket } from '#store/ticket-view.ts';
import { findTicket } from '#store/tickets.ts';
import { drawTicket } from './cards.ts';
import { drawCopy, edited, parseCopy, ticketIdOf } from './copies.ts';
import { escalate, formToEscalate } from './escalate.ts';
import { follow, list, offerCancel, offerClose, reopenLatest, tellStatus } from './follow.ts';
import { addForm, askForm, noteForm, priorityForm, reopenForm, replyForm, reportForm, resolveForm, sameForm, withdrawForm } from './forms.ts';
import { claim, close, handBack, rate, reopen, resolve, withdraw } from './handle.ts';
import { formToHandOver, handOver } from './hand-over.ts';
import { formToMerge, merge } from './merge.ts';
import { home } from './home.ts';
import { offerAnswer, offerSummary, putQuestion, tellApproval } from './not-yet.ts';
import { offerMore } from './more.ts';
import { setPriority } from './priority.ts';
import { TICKET } from './record.ts';
import { handOff, report, sameOrNew, startReport } from './report.ts';
import { requestActions, requestIntents } from './request.ts';
import { take } from './take.ts';
import { replyInThread } from './thread.ts';
import { addMessage, addNote, askRequester, reply } from './talk.ts';
import { addSaid, update } from './update.ts';
import { undelivered } from './undelivered.ts';

/** A fault or request, from the first words to the rating. */
export const ticket = defineWorkflow<Tx>({
  name: TICKET,
  intents: {
    'ticket.create': { label: 'Report a problem', several: true, run: startReport },
    'ticket.status': { label: 'See how my requests stand', aside: true, several: true, run: tellStatus },
    'ticket.update': { label: 'Add to a request', run: update },
    'ticket.reopen': { label: 'Say that it is still not fixed', run: reopenLatest },
    'ticket.close': { label: 'Close my request', run: offerClose },
    cancel: { label: 'Withdraw my request', run: offerCancel },
    'human.handoff': { label: 'Talk to a person', aside: true, run: handOff },
    ...requestIntents,
    'approval.status': { label: 'See whether it was approved', aside: true, run: tellApproval },
    'knowledge.question': { label: 'Ask how something works', run: offerAnswer },
    'summary.subscribe': { label: 'Get summaries', run: offerSummary },
  },
  actions: {
    report: { who: ['anyone'], form: reportForm, quoteInto: 'summary', run: report },
    ...requestActions,
    put_question: { who: ['anyone'], run: putQuestion },
    add_said: { who: ['requester'], run: addSaid },
    take: { who: ['anyone'], run: take },
    list: { who: ['anyone'], run: list },
    same: { who: ['requester'], form: sameForm, run: sameOrNew },
    add: { who: ['requester'], form: addForm, run: addMessage },
    withdraw: { who: ['requester'], form: withdrawForm, run: withdraw },
    reopen: { who: ['requester'], form: reopenForm, run: reopen },
    rate: { who: ['requester'], run: rate },
    claim: { who: ['agent'], run: claim },
    hand_back: { who: ['assignee'], run: handBack },
    reply: { who: ['agent'], form: replyForm, run: reply },
    note: { who: ['agent'], form: noteForm, run: addNote },
    ask: { who: ['agent'], form: askForm, run: askRequester },
    resolve: { who: ['agent'], form: resolveForm, run: resolve },
    more: { who: ['agent'], run: offerMore },
    hand_over: { who: ['agent'], form: formToHandOver, run: handOver },
    set_priority: { who: ['agent'], form: priorityForm, run: setPriority },
    escalate: { who: ['agent'], form: formToEscalate, run: escalate },
    merge: { who: ['agent'], form: formToMerge, run: merge },
  },
  timers: { close },
  entrances: [
    { word: 'new', label: 'Report a problem', action: 'report', example: 'My laptop does not start', quotes: 'form' },
    { word: 'my', label: 'See my requests', action: 'list', example: 'How is my ticket going?' },
    // Without an example: it cannot be written, only started from a message.
    { word: 'take', label: 'Make a ticket of it', action: 'take', quotes: 'at_once' },
  ],
  home,
  follow,
  reply: replyInThread,
  edited,
  undelivered,
  relation: async (tx, subject) => {
    const id = ticketIdOf(subject);
    return id === undefined ? undefined : await findTicket(tx, id);
  },
  draw: async (tx, subject, audience, place) => {
    const copied = parseCopy(subject);
    if (copied) return await drawCopy(tx, copied, audience);
    const view = await viewTicket(tx, parseTicketName(subject) ?? 0);
    if (!view) throw new Error(`No ticket ${subject} to draw.`);
    return { post: drawTicket(view, audience, place), version: view.ticket.version };
  },
});
