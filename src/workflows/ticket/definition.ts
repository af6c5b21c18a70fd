import { parseTicketName } from '#core/ticket.ts';
import { defineWorkflow } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { viewTicket } from '#store/ticket-view.ts';
import { relationTo } from '#store/watchers.ts';
import { askForApproval, decided, formToAskApproval, formToResolve, goOnWithout } from './approval.ts';
import { drawingOf } from './cards.ts';
import { drawCopy, edited, parseCopy, ticketIdOf } from './copies.ts';
import { clock } from './due.ts';
import { escalate, formToEscalate } from './escalate.ts';
import { formToJoin, join, leave } from './family.ts';
import { tellForm } from './family-forms.ts';
import { resolveChildren } from './finish-children.ts';
import { follow, list, offerCancel, offerClose, reopenLatest, tellStatus } from './follow.ts';
import {
  addForm,
  askForm,
  goOnForm,
  informForm,
  linkForm,
  noteForm,
  priorityForm,
  questionForm,
  reopenForm,
  replyForm,
  reportForm,
  sameForm,
  snoozeForm,
  stillForm,
  withdrawForm,
} from './forms.ts';
import { claim, close, handBack, rate, reopen, resolve, withdraw } from './handle.ts';
import { formToHandOver, handOver } from './hand-over.ts';
import { formToMerge, merge } from './merge.ts';
import { home } from './home.ts';
import { formToSetKind, kindHolds, setKind } from './kind.ts';
import { formToUnlink, link, unlink } from './link.ts';
import { offerMore } from './more.ts';
import { drawOffer } from './offers.ts';
import { parseOffer } from './offer-subject.ts';
import { openCard } from './open.ts';
import { openByDesk } from './open-by-desk.ts';
import { pass } from './pass.ts';
import { setPriority } from './priority.ts';
import { makePrivate } from './make-private.ts';
import { putQuestion, question } from './question.ts';
import { TICKET } from './record.ts';
import { goOnFor, handOff, report, sameOrNew, startReport } from './report.ts';
import { requestActions, requestIntents } from './request.ts';
import { requestEntrances } from './requests.ts';
import { stillOnIt } from './silent-owner.ts';
import { snooze, wake } from './snooze.ts';
import { formToSplit, split, splitHolds } from './split.ts';
import { take } from './take.ts';
import { replyInThread } from './thread.ts';
import { addMessage, addNote, askRequester, reply } from './talk.ts';
import { addSaid, update } from './update.ts';
import { inform, informThis, startWatching, stopWatching } from './watching.ts';
import { formOfWhich } from './whom.ts';
import { why } from './why.ts';
import { aboutThing } from './things.ts';
import { tellEverybody } from './tell.ts';
import { differ, formToChooseParent, makeParent, waveRelation } from './wave.ts';
import { drawWave, parseWave } from './wave-card.ts';
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
  },
  actions: {
    report: { who: ['anyone'], form: reportForm, quoteInto: 'summary', run: report },
    ...requestActions,
    put_question: { who: ['anyone'], run: putQuestion },
    question: { who: ['anyone'], form: questionForm, run: question },
    add_said: { who: ['requester'], run: addSaid },
    take: { who: ['anyone'], run: take },
    list: { who: ['anyone'], run: list },
    about_thing: { who: ['anyone'], run: aboutThing },
    same: { who: ['requester'], form: sameForm, run: sameOrNew },
    which: { who: ['anyone'], form: formOfWhich, run: goOnFor },
    add: { who: ['requester', 'reporter'], form: addForm, run: addMessage },
    inform: { who: ['requester'], form: informForm, run: inform },
    inform_this: { who: ['requester'], run: informThis },
    watch: { who: ['agent'], run: startWatching },
    unwatch: { who: ['watcher'], run: stopWatching },
    withdraw: { who: ['requester'], form: withdrawForm, run: withdraw },
    reopen: { who: ['requester'], form: reopenForm, run: reopen },
    rate: { who: ['requester'], run: rate },
    claim: { who: ['agent'], run: claim },
    pass: { who: ['agent'], run: pass },
    hand_back: { who: ['assignee'], run: handBack },
    still_on_it: { who: ['assignee'], form: stillForm, run: stillOnIt },
    reply: { who: ['agent'], form: replyForm, run: reply },
    note: { who: ['agent'], form: noteForm, run: addNote },
    ask: { who: ['agent'], form: askForm, run: askRequester },
    resolve: { who: ['agent'], form: formToResolve, run: resolve },
    more: { who: ['agent'], run: offerMore },
    hand_over: { who: ['agent'], form: formToHandOver, run: handOver },
    set_priority: { who: ['agent'], form: priorityForm, run: setPriority },
    set_kind: { who: ['agent'], form: formToSetKind, prefill: kindHolds, run: setKind },
    escalate: { who: ['agent'], form: formToEscalate, run: escalate },
    ask_approval: { who: ['agent'], form: formToAskApproval, run: askForApproval },
    go_on: { who: ['agent'], form: goOnForm, run: goOnWithout },
    merge: { who: ['agent'], form: formToMerge, run: merge },
    join: { who: ['agent'], form: formToJoin, run: join },
    join_offered: { who: ['agent'], run: join },
    leave: { who: ['agent'], run: leave },
    tell: { who: ['agent'], form: tellForm, run: tellEverybody },
    resolve_children: { who: ['agent'], run: resolveChildren },
    make_parent: { who: ['agent'], run: makeParent },
    choose_parent: { who: ['agent'], form: formToChooseParent, run: makeParent },
    differ: { who: ['agent'], run: differ },
    split: { who: ['agent'], form: formToSplit, prefill: splitHolds, run: split },
    link: { who: ['agent'], form: linkForm, run: link },
    unlink: { who: ['agent'], form: formToUnlink, run: unlink },
    make_private: { who: ['requester', 'agent'], run: makePrivate },
    snooze: { who: ['agent'], form: snoozeForm, run: snooze },
    wake: { who: ['agent'], run: wake },
    open: { who: ['agent'], run: openCard },
    why: { who: ['requester', 'agent'], run: why },
  },
  timers: { close, clock },
  entrances: [
    { word: 'new', label: 'Report a problem', action: 'report', example: 'My laptop does not start', quotes: 'form' },
    { word: 'my', label: 'See my requests', action: 'list', example: 'How is my ticket going?' },
    ...requestEntrances,
    // Without an example: it cannot be written, only started from a message.
    { word: 'take', label: 'Make a ticket of it', action: 'take', quotes: 'at_once' },
  ],
  home,
  follow,
  reply: replyInThread,
  edited,
  undelivered,
  decided,
  openTicket: openByDesk,
  relation: async (tx, subject) => {
    const wave = parseWave(subject);
    if (wave !== undefined) return await waveRelation(tx, wave);
    const id = ticketIdOf(subject);
    return id === undefined ? undefined : await relationTo(tx, id);
  },
  draw: async (tx, subject, audience, place) => {
    const wave = parseWave(subject);
    if (wave !== undefined) return await drawWave(tx, wave);
    const copied = parseCopy(subject);
    if (copied) return await drawCopy(tx, copied, audience, place);
    const offering = parseOffer(subject);
    if (offering) return await drawOffer(tx, offering);
    const view = await viewTicket(tx, parseTicketName(subject) ?? 0);
    if (!view) throw new Error(`No ticket ${subject} to draw.`);
    return drawingOf(view, audience, place);
  },
});
