/** States of a ticket; `rules/ticket-fold.ts` says which event leads where. */
export const TICKET_STATES = ['new', 'in_progress', 'waiting', 'resolved', 'closed', 'withdrawn'] as const;
export type TicketState = (typeof TICKET_STATES)[number];
export const OPEN_STATES: readonly TicketState[] = ['new', 'in_progress', 'waiting'];

/** How much the fault stops the person; the basis of the priority. */
export const URGENCIES = ['blocked', 'slowed', 'can_wait'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** How many people a fault touches. */
export const IMPACTS = ['person', 'team', 'company'] as const;
export type Impact = (typeof IMPACTS)[number];

/** What a request is for, when it is known: which team looks after it, and what the card says. A fault has none. */
export const CATEGORIES = ['software', 'hardware', 'access', 'account', 'question'] as const;
export type Category = (typeof CATEGORIES)[number];
/** What a ticket of no category counts as, where categories are named. */
export const FAULT = 'fault' as const;

/** P1 is the most urgent. */
export const PRIORITIES = [1, 2, 3, 4] as const;
export type Priority = (typeof PRIORITIES)[number];

export const RESOLUTION_CODES = ['fixed', 'workaround', 'no_fault_found', 'user_error', 'duplicate', 'not_supported', 'no_answer'] as const;
export type ResolutionCode = (typeof RESOLUTION_CODES)[number];

/** How the last question to approvers about a ticket stands. */
export const TICKET_APPROVALS = ['pending', 'approved', 'declined', 'withdrawn', 'unanswered'] as const;
export type TicketApproval = (typeof TICKET_APPROVALS)[number];

/** What was so of the requester and the fault when it was reported. People move on; rules that look at it later find it as it was. */
export interface TicketFacts {
  readonly department: string;
  readonly vip: boolean;
  readonly impact: Impact;
  /** Which of the company’s own categories it was, by its words. */
  readonly subcategory?: string | undefined;
}

/**
 * One thing that happened to a ticket. The log is append-only and is the truth:
 * the ticket row is its fold, and every number, state and time in a view comes from it.
 */
export type TicketEvent =
  | {
      readonly type: 'reported';
      readonly requesterId: number;
      readonly teamId: number;
      readonly title: string;
      readonly urgency: Urgency;
      readonly priority: Priority;
      readonly category?: Category | undefined;
      readonly facts?: TicketFacts | undefined;
      /** The message it was made from; https. */
      readonly sourceLink?: string | undefined;
      readonly private?: boolean | undefined;
    }
  /** Its words are no longer for everybody in the team. */
  | { readonly type: 'made_private' }
  | { readonly type: 'claimed'; readonly assigneeId: number }
  | { readonly type: 'handed_back' }
  | { readonly type: 'handed_over'; readonly assigneeId: number }
  | { readonly type: 'prioritized'; readonly priority: Priority }
  /** What it is for, as somebody of the team says; both null for a fault like any other. */
  | { readonly type: 'categorized'; readonly category: Category | null; readonly subcategory: string | null }
  /** To another team, where nobody has taken it yet. */
  | { readonly type: 'escalated'; readonly teamId: number; readonly reason: string }
  /** It goes on in another ticket. Happens again when that one is merged, too. */
  | { readonly type: 'merged'; readonly into: number }
  | { readonly type: 'replied'; readonly by: 'agent' | 'requester'; readonly messageId: number }
  | { readonly type: 'noted'; readonly messageId: number }
  /** Somebody changed or deleted what they had said. */
  | { readonly type: 'edited'; readonly messageId: number }
  | { readonly type: 'asked'; readonly messageId: number }
  /** Nobody works on it until then (ISO 8601, UTC); the requester can read why. */
  | { readonly type: 'snoozed'; readonly until: string; readonly reason: string }
  /** The time it was snoozed until has come, or it goes on sooner. */
  | { readonly type: 'woken' }
  /** The desk asked for a word: the one who has it whether they are still on it, or the requester for their answer. */
  | { readonly type: 'reminded'; readonly whom: 'owner' | 'requester' }
  /** Whoever has it is still on it; the reason may be empty. */
  | { readonly type: 'affirmed'; readonly reason: string }
  | { readonly type: 'resolved'; readonly code: ResolutionCode; readonly summary: string }
  | { readonly type: 'reopened'; readonly reason: string }
  | { readonly type: 'rated'; readonly stars: number }
  /** A question to approvers was asked, passed on or ended; `digest` is that of exactly what was asked. */
  | { readonly type: 'approval'; readonly stands: TicketApproval; readonly digest: string }
  /** The child hangs on the parent from now on; in the logs of both. */
  | { readonly type: 'grouped'; readonly parent: number; readonly child: number }
  /** It no longer does; in the logs of both. */
  | { readonly type: 'ungrouped'; readonly parent: number; readonly child: number }
  /** Somebody says that the two belong together, or no longer do; in the logs of both. */
  | { readonly type: 'linked'; readonly other: number }
  | { readonly type: 'unlinked'; readonly other: number }
  | { readonly type: 'withdrawn'; readonly reason: string }
  | { readonly type: 'closed' };

/** A ticket as folded from its events. */
export interface Ticket {
  readonly id: number;
  /** Number of events so far; every change is compare-and-set on it. */
  readonly version: number;
  readonly requesterId: number;
  readonly teamId: number;
  readonly assigneeId: number | null;
  readonly state: TicketState;
  readonly title: string;
  readonly urgency: Urgency;
  readonly priority: Priority;
  readonly category: Category | null;
  /** One of the company’s own categories, within that one; by the name it had when it was set. */
  readonly subcategory: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** First reply of a human to the requester; null until then. */
  readonly firstReplyAt: Date | null;
  readonly resolvedAt: Date | null;
  readonly resolutionCode: ResolutionCode | null;
  readonly resolution: string | null;
  readonly reopenCount: number;
  readonly stars: number | null;
  /** The ticket in which it goes on; that one is never merged itself. */
  readonly mergedInto: number | null;
  /** Until when it is snoozed; null while it goes on. */
  readonly snoozedUntil: Date | null;
  readonly sourceLink: string | null;
  readonly approval: TicketApproval | null;
  /** Its words are for the requester, the one who has it and the team's leads. */
  readonly private: boolean;
}

/** All that lists and cards of others say of a private ticket: its title is this from the moment it is one. */
export const PRIVATE_TITLE = 'A private request';

/** `T-1042`: what people call a ticket. */
export function ticketName(id: number): string {
  return `T-${id}`;
}

/** The id in `T-1042`, `t1042`, `#1042` or `1042`; undefined when there is none. */
export function parseTicketName(text: string): number | undefined {
  const match = /^(?:t-?|#)?(\d{1,9})$/i.exec(text.trim());
  return match ? Number(match[1]) : undefined;
}
