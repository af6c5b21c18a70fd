import { parseTicketName } from '#core/ticket.ts';
import { defineWorkflow } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { viewTicket } from '#store/ticket-view.ts';
import { findTicket } from '#store/tickets.ts';
import { drawTicket } from './cards.ts';
import { follow, offerCancel, offerClose, reopenLatest, tellStatus } from './follow.ts';
import { addForm, askForm, noteForm, reopenForm, replyForm, reportForm, resolveForm, sameForm, withdrawForm } from './forms.ts';
import { claim, close, handBack, rate, reopen, resolve, withdraw } from './handle.ts';
import { TICKET } from './record.ts';
import { handOff, report, sameOrNew, startReport } from './report.ts';
import { addMessage, addNote, askRequester, reply, replyInThread } from './talk.ts';

/** A fault or request, from the first words to the rating. */
export const ticket = defineWorkflow<Tx>({
  name: TICKET,
  intents: {
    'ticket.create': { label: 'Report a problem', run: startReport },
    'ticket.status': { label: 'See how my requests stand', aside: true, run: tellStatus },
    'ticket.reopen': { label: 'Say that it is still not fixed', run: reopenLatest },
    'ticket.close': { label: 'Close my request', run: offerClose },
    cancel: { label: 'Withdraw my request', run: offerCancel },
    'human.handoff': { label: 'Talk to a person', aside: true, run: handOff },
  },
  actions: {
    report: { who: ['anyone'], form: reportForm, run: report },
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
  },
  timers: { close },
  follow,
  reply: replyInThread,
  relation: async (tx, subject) => {
    const id = parseTicketName(subject);
    return id === undefined ? undefined : await findTicket(tx, id);
  },
  draw: async (tx, subject, audience) => {
    const view = await viewTicket(tx, parseTicketName(subject) ?? 0);
    if (!view) throw new Error(`No ticket ${subject} to draw.`);
    return { post: drawTicket(view, audience), version: view.ticket.version };
  },
});
