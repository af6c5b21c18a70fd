import type { ChatEvent } from '#core/chat-event.ts';
import { refuse } from '#core/errors.ts';
import type { Actor } from '#core/person.ts';
import type { Approvals, CardPlace, Context, Destination, Question, Workflow } from '#core/workflow.ts';
import { newId } from '#lib/ids.ts';
import { cardsOf, placeCard } from '#store/cards.ts';
import type { Tx } from '#store/database.ts';
import type { PlannedRow } from '#store/outbox.ts';
import type { FilePayload, PostPayload, StepPayload, TimerPayload } from './payloads.ts';
import { findWorkflow } from './catalog.ts';
import { createPlan } from './plan.ts';
import type { DeskDeps } from './deps.ts';

/** What a handler runs in, with the rows it has planned so far. */
export interface Work {
  readonly context: Context<Tx>;
  readonly planned: readonly PlannedRow[];
}

interface Start {
  readonly tx: Tx;
  readonly requestId: string;
  readonly now: Date;
  /** Absent in a timer. */
  readonly event?: ChatEvent;
  readonly actor?: Actor | undefined;
  /** What is said here tells that something was lost. */
  readonly tellsOfLoss?: true | undefined;
  readonly ask: (context: Context<Tx>, question: Question) => Promise<void>;
}

/** Everything a handler says or plans becomes an outbox row of its transaction. */
export function startWork(deps: Pick<DeskDeps, 'understander' | 'workflows'>, { tx, requestId, now, event, actor, tellsOfLoss, ask }: Start): Work {
  const plan = createPlan(requestId, now);
  const context: Context<Tx> = {
    tx,
    now,
    requestId,
    get actor() {
      return actor ?? refuse('Nobody is acting here.');
    },
    where: event && whereOf(event),
    similarity: (a, b) => deps.understander.similarity(a, b),
    say: (destination, post) => {
      const { lane, to } = route(destination, event, actor);
      plan.add({ kind: 'post', lane, payload: { to, post, ...(tellsOfLoss ? { tellsOfLoss } : {}) } satisfies PostPayload });
    },
    share: (file, destination, back) => {
      const { lane, to } = route(destination, event, actor);
      plan.add({ kind: 'file', lane, payload: { to, file, told: [destination, back] } satisfies FilePayload });
    },
    inPrivate: () => inPrivate(context, ask),
    show: async (card) => {
      const cardId = await placeCard(tx, newId(now), card);
      plan.addCard(placeColumns(card), { cardId, anew: true });
    },
    refresh: async (workflow, subject) => {
      for (const card of await cardsOf(tx, workflow, subject)) plan.addCard(card, { cardId: card.id, anew: false });
    },
    ask: (question) => ask(context, question),
    run: (step, subject, values) => {
      plan.add({ kind: 'step', lane: `step:${step.split('.')[0]}:${subject}`, payload: { step, subject, values } satisfies StepPayload });
    },
    askApproval: async (asked) => await approvalsOf(deps).ask(context, asked),
    withdrawApproval: async (...which) => await approvalsOf(deps).withdraw(context, ...which),
    openTicket: async (asked) => await ticketsOf(deps)(context, asked),
    tellDecision: async (workflow, news) => await findWorkflow(deps.workflows, workflow)?.decided?.(context, news),
    later: (timer, subject, at) => {
      plan.add(timerRow(timer, subject, at));
    },
  };
  return { context, planned: plan.rows };
}

function approvalsOf({ workflows }: Pick<DeskDeps, 'workflows'>): Approvals<Tx> {
  const found = workflows.find(({ approvals }) => approvals)?.approvals;
  if (!found) throw new Error('No workflow puts questions to approvers.');
  return found;
}

function ticketsOf({ workflows }: Pick<DeskDeps, 'workflows'>): NonNullable<Workflow<Tx>['openTicket']> {
  const found = workflows.find(({ openTicket }) => openTicket)?.openTicket;
  if (!found) throw new Error('No workflow opens tickets.');
  return found;
}

/** Rings once at that time, whatever was set before for the same timer and subject. */
export function timerRow(timer: string, subject: string, at: Date): Omit<PlannedRow, 'id' | 'requestId'> {
  const key = `timer:${timer}:${subject}`;
  return { kind: 'timer', lane: key, payload: { timer, subject } satisfies TimerPayload, nextAt: at, replaceKey: key };
}

function whereOf(event: ChatEvent): Context<Tx>['where'] {
  const { messageId, files = [] } = event.type === 'message' ? event : {};
  return { address: event.address, roomKind: event.roomKind, user: event.user.id, messageId, files };
}

function inPrivate(context: Context<Tx>, ask: Start['ask']): Context<Tx> {
  const { actor } = context;
  const quiet: Context<Tx> = {
    ...context,
    say: (to, post) => context.say(to.to === 'here' || to.to === 'actor' ? { to: 'person', personId: actor.person.id } : to, post),
    ask: async (question) => await ask(quiet, question),
    inPrivate: () => quiet,
  };
  return quiet;
}

function placeColumns({ place }: CardPlace): { personId: number | null; teamId: number | null } {
  return 'personId' in place ? { personId: place.personId, teamId: null } : { personId: null, teamId: place.teamId };
}

interface Route {
  readonly lane: string;
  readonly to: PostPayload['to'];
}

function route(to: Destination, event: ChatEvent | undefined, actor: Actor | undefined): Route {
  switch (to.to) {
    case 'person':
      return { lane: `person:${to.personId}`, to: { personId: to.personId } };
    case 'thread':
      return { lane: `team:${to.teamId}`, to: { thread: { workflow: to.workflow, subject: to.subject, teamId: to.teamId } } };
    case 'here':
    case 'actor':
      if (!event) throw new Error('Nobody is here to be answered.');
      return answer(event, actor, to.to === 'actor');
  }
}

function answer(event: ChatEvent, actor: Actor | undefined, privately: boolean): Route {
  const { address } = event;
  if (event.roomKind === 'direct' && actor) return { lane: `person:${actor.person.id}`, to: { address } };
  const target = privately ? { ...address, onlyFor: event.user.id } : address;
  return { lane: `room:${address.platform}/${address.workspace}/${address.room}`, to: { address: target } };
}
