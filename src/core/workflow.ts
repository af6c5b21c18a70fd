import type { ApprovalAsked, ApprovalNews } from './approval.ts';
import type { Actor, Person } from './person.ts';
import type { Address, EditEvent, Quotation, SharedFile } from './chat-event.ts';
import type { Entrance, Section } from './front-end.ts';
import type { Post } from './card.ts';
import type { Directory } from './directory.ts';
import type { Form, FormValues } from './form.ts';
import type { Slot } from './intent.ts';
import type { TicketAsked } from './ticket-asked.ts';

/**
 * One thing the desk does for people. A workflow is a folder and a line in the registry; it says which intents,
 * actions and timers are its own, and handles each inside one transaction, without ever calling the network.
 * `Tx` is the store's transaction.
 */
export interface Workflow<Tx> {
  /** Equal to its folder's name; the first part of its actions' names. */
  readonly name: string;
  /** By intent name. The phrases are in the folder's `phrases/<intent>.txt`. */
  readonly intents: Readonly<Record<string, IntentHandler<Tx>>>;
  /** By action name without the workflow's: `claim` for `ticket.claim`. */
  readonly actions: Readonly<Record<string, Action<Tx>>>;
  readonly timers: Readonly<Record<string, TimerHandler<Tx>>>;
  /** What it does outside, by name without the workflow's. */
  readonly steps?: Readonly<Record<string, Step<Tx>>>;
  /** Takes a direct message that belongs to something under way; false when it does not. */
  follow?(context: Context<Tx>, said: Said): Promise<boolean>;
  /** Takes a message in the thread under a card. The desk has checked that it comes from the card's audience. */
  reply?(context: Context<Tx>, said: Said & { readonly subject: string; readonly audience: Audience }): Promise<void>;
  /** A message that this workflow took in was changed or deleted by whoever wrote it; false when it is none of its messages. */
  edited?(context: Context<Tx>, edit: EditEvent): Promise<boolean>;
  /** Ways in without words; their actions without the workflow's name. */
  readonly entrances?: readonly Entrance[];
  /** Its parts of a person's own page, read outside any transaction. */
  home?(tx: Tx, actor: Actor): Promise<readonly Section[]>;
  /** Who stands how to a subject of this workflow; undefined when there is no such subject. */
  relation(tx: Tx, subject: string): Promise<Relation | undefined>;
  /** Draws the subject as it stands now, for one audience in one place. */
  draw?(tx: Tx, subject: string, audience: Audience, place: CardPlace['place']): Promise<Drawing>;
  /**
   * A card, or words in the thread under one, did not reach its place and never will. Nobody acts here; tells who can reach
   * people otherwise. What it says is not followed in turn: where that is lost as well, it stays lost.
   */
  undelivered?(context: Context<Tx>, lost: Undelivered): Promise<void>;
  /** What becomes of a question that this workflow has put to approvers, in the transaction in which it becomes that. */
  decided?(context: Context<Tx>, news: ApprovalNews): Promise<void>;
  /** Puts questions to approvers. One workflow does, for all others. */
  readonly approvals?: Approvals<Tx>;
  /** Opens tickets for all others. One workflow does. */
  openTicket?(context: Context<Tx>, asked: TicketAsked): Promise<number>;
}

/** What is behind `Context.askApproval` and `Context.withdrawApproval`. */
export interface Approvals<Tx> {
  ask(context: Context<Tx>, asked: ApprovalAsked): Promise<void>;
  withdraw(context: Context<Tx>, workflow: string, subject: string, reason: string): Promise<void>;
}

/** What did not reach whom. */
export interface Undelivered {
  readonly subject: string;
  readonly audience: Audience;
  readonly place: { readonly personId: number } | { readonly teamId: number };
  /** The room that did not take it; undefined when it did not get so far. */
  readonly room: Pick<Address, 'platform' | 'workspace' | 'room'> | undefined;
  /** In words for people, to stand after a colon. */
  readonly why: string;
}

export interface IntentHandler<Tx> {
  /** What the desk calls it when it asks which was meant: «Report a problem». */
  readonly label: string;
  /** True when it may be answered while a question is open; the question is put again afterwards. */
  readonly aside?: boolean;
  /** True when everybody in a channel may read the answer; otherwise it is given where only the person reads it. */
  readonly open?: boolean;
  /** True when it may be one of several things that are asked for in one message. */
  readonly several?: boolean;
  run(context: Context<Tx>, said: Said): Promise<void>;
}

export interface Said {
  readonly text: string;
  readonly slots: readonly Slot[];
  /** What the classifier is sure of; undefined when it is not sure of anything. */
  readonly intent: string | undefined;
}

export interface Action<Tx> {
  /** Whoever stands in one of these relations to the subject may do it. Checked at the edge and again in the worker. */
  readonly who: readonly Role[];
  /** Filled before the action runs: in a dialog when pressed, question by question in conversation. */
  readonly form?: Form | ((tx: Tx, subject: string) => Promise<Form>);
  /** What its form holds already when a button opens it. */
  readonly prefill?: (tx: Tx, subject: string) => Promise<FormValues>;
  /** The field that takes a message's words when it is started from one; without it, it cannot be. */
  readonly quoteInto?: string;
  run(context: Context<Tx>, input: ActionInput): Promise<void>;
}

export interface ActionInput {
  /** Empty when the action starts something. */
  readonly subject: string;
  readonly value: string;
  readonly values: FormValues;
  /** The version of the subject that the actor saw, as far as that is known. */
  readonly seen?: number | undefined;
  /** The message it was started from. */
  readonly quoted?: Quoted | undefined;
}

/** A message from which something is started, and who wrote it, as far as the desk knows them. */
export interface Quoted extends Quotation {
  readonly person: Person | undefined;
}

/**
 * One effect outside the desk: a group joined, a mail sent. It is written down before it is begun and after it is done.
 * Nothing here runs in a transaction but `done` and `stuck`.
 */
export interface Step<Tx> {
  /**
   * Does it, and returns the other side's reference, if it gives one. `key` names this one effect: hand it over wherever
   * the other side keeps such a key. @throws OutsideError that says what is known; any other error counts as unknown.
   */
  perform(outside: Outside, input: StepInput): Promise<string | undefined>;
  /** Whether it has been done, asked after a call whose outcome nobody knows. Without it, a person is asked instead. */
  readBack?(outside: Outside, input: StepInput): Promise<'done' | 'not_done'>;
  /** What follows. @param ref what `perform` returned; undefined also when it was only read back that it has been done */
  done?(context: Context<Tx>, subject: string, ref: string | undefined): Promise<void>;
  /** It was given up: refused for good, or nobody can say whether it was done. Tells the people who can look after it. */
  stuck(context: Context<Tx>, subject: string, why: string): Promise<void>;
}

/** What steps may talk to. */
interface Outside {
  readonly directory: Directory;
}

interface StepInput {
  readonly subject: string;
  readonly values: FormValues;
  readonly key: string;
  /** Ends the call: it took too long, or the row is no longer ours. */
  readonly signal: AbortSignal;
}

export type TimerHandler<Tx> = (context: Context<Tx>, subject: string) => Promise<void>;

/** `reporter`: who reported it for the requester. `watcher`: who hears of it, the reporter among them. */
export type Role = 'anyone' | 'requester' | 'reporter' | 'watcher' | 'agent' | 'assignee' | 'approver';
export interface Relation {
  readonly requesterId: number;
  readonly teamId: number;
  readonly assigneeId: number | null;
  /** Who was asked to decide about it. */
  readonly approverIds?: readonly number[];
  readonly reporterIds?: readonly number[];
  readonly watcherIds?: readonly number[];
}

/** For whom a card is drawn: the person who asked (or somebody who watches with them), the team that works on it, or somebody who decides. */
export type Audience = 'requester' | 'agents' | 'approver';
export interface Drawing {
  readonly post: Post;
  /** Grows with whatever the drawing shows; the same version is not posted twice. Usually the subject's own. */
  readonly version: number;
}

/** Where something is said. Addresses are found when it is delivered. */
export type Destination =
  /** Where the person is talking to the desk now. */
  | { readonly to: 'here' }
  /** The same, seen by nobody else. */
  | { readonly to: 'actor' }
  /** A person's direct messages, on the platform they used last. */
  | { readonly to: 'person'; readonly personId: number }
  /** The thread under that team's card of a subject. */
  | { readonly to: 'thread'; readonly workflow: string; readonly subject: string; readonly teamId: number };

/** What a handler works with. All it says and plans is stored with its transaction, or not at all. */
export interface Context<Tx> {
  readonly tx: Tx;
  readonly now: Date;
  /** @throws DeskError `refused` in a timer, where nobody acts. */
  readonly actor: Actor;
  /** Where the actor is; undefined in a timer. */
  readonly where: Where | undefined;
  /** The request all this belongs to. */
  readonly requestId: string;
  /** How alike two texts are, 0 to 1. */
  similarity(a: string, b: string): number;
  say(to: Destination, post: Post): void;
  /** Brings a file there, after what has been said there so far. Where that cannot be, both sides are told; `back` is where its author is. */
  share(file: Attachment, to: Destination, back: Destination): void;
  /** The same work, answered where only the person reads it, whatever room they are in. */
  inPrivate(): Context<Tx>;
  /**
   * Puts a card up in a person's direct messages or a team's channel; from then on it follows its subject.
   * Where it hangs already it is posted anew at the end, and the old copy shrinks to a line.
   */
  show(card: CardPlace): Promise<void>;
  /** Redraws every copy of the subject's card. */
  refresh(workflow: string, subject: string): Promise<void>;
  /** Asks for a form's open required fields one at a time, then runs that action. */
  ask(question: Question): Promise<void>;
  /** Runs `workflow.timer` at or soon after that time. A later call with the same subject and timer replaces it. */
  later(timer: string, subject: string, at: Date): void;
  /** Does `workflow.step` outside, once this transaction has committed. Steps of one subject run one after another. */
  run(step: string, subject: string, values: FormValues): void;
  /**
   * Puts a question to approvers; `Workflow.decided` hears what becomes of it. While exactly the same is asked already, nothing
   * happens; something else about the same subject is asked instead. Call it before the subject is locked.
   */
  askApproval(asked: ApprovalAsked): Promise<void>;
  /** Ends the open question about a subject, if there is one. Call it before the subject is locked. */
  withdrawApproval(workflow: string, subject: string, reason: string): Promise<void>;
  /** Hands on to a person what cannot be done without one; returns the ticket's number. */
  openTicket(asked: TicketAsked): Promise<number>;
  /** Tells a workflow what has become of its question. */
  tellDecision(workflow: string, news: ApprovalNews): Promise<void>;
}

/** A file that somebody shared, and where its bytes are. */
export interface Attachment extends SharedFile {
  readonly platform: string;
  readonly workspace: string;
  readonly author: string;
}

interface Where {
  readonly address: Address;
  readonly roomKind: 'direct' | 'channel';
  /** The chat user who acts. */
  readonly user: string;
  /** The message that is taken in now; undefined when something was pressed or filled in. */
  readonly messageId: string | undefined;
  /** What came with that message. */
  readonly files: readonly SharedFile[];
}

export interface CardPlace {
  readonly workflow: string;
  readonly subject: string;
  readonly audience: Audience;
  /** A person's direct messages, or a team's channel: there at the top level, or in the thread under the card of the subject `under`. */
  readonly place: { readonly personId: number } | { readonly teamId: number; readonly under?: string };
}

export interface Question {
  /** `workflow.action`; its form says what is asked. */
  readonly action: string;
  readonly subject?: string;
  readonly value?: string;
  /** What is known already. */
  readonly values: FormValues;
  /** Said before the first question. */
  readonly intro?: string;
}

/** Keeps the types of one definition together; the place to hang a breakpoint, nothing more. */
export function defineWorkflow<Tx>(workflow: Workflow<Tx>): Workflow<Tx> {
  return workflow;
}
