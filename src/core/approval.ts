/** How a question to approvers stands. `replaced`: what was asked for has changed, and it was asked anew. */
export const APPROVAL_STATES = ['pending', 'approved', 'declined', 'withdrawn', 'unanswered', 'replaced'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

/** What somebody who was asked has done. `passed_on`: somebody else was asked in their place. */
export const ANSWERS = ['approved', 'declined', 'passed_on'] as const;
export type Answer = (typeof ANSWERS)[number];

/**
 * Who is asked at one time. `manager` is the next one above the requester who can decide and has not been asked; `leads` look
 * after the team that works on it. One of them is enough, unless `need` says that it takes all.
 */
export type Rung = (
  | { readonly ask: 'manager' }
  | { readonly ask: 'leads' }
  | { readonly ask: 'people'; readonly ids: readonly number[]; readonly need: 'any' | 'all' }
) & {
  /** Asked once the rungs before have approved. Without it, asked when the rung before has not answered in time. */
  readonly after?: 'approval';
};

/** In the order in which they are asked. */
export type Ladder = readonly Rung[];

/** Exactly what is to be approved; a change of any of it is another question. */
interface Scope {
  readonly workflow: string;
  readonly subject: string;
  readonly requesterId: number;
  readonly what: string;
  readonly why: string;
  /** In words, such as «€ 15 a month»; null when nobody knows it. */
  readonly cost: string | null;
}

export interface ApprovalAsked extends Scope {
  /** What people call the subject: `T-1042`. */
  readonly called: string;
  /** Works on it, and its leads decide where nobody else can. */
  readonly teamId: number;
  readonly ladder: Ladder;
  /** Who wants it to be asked, and so never decides; absent: whoever acts. */
  readonly askedById?: number;
}

export interface Approval extends ApprovalAsked {
  readonly id: number;
  readonly version: number;
  /** SHA-256 of the scope, in hex. */
  readonly digest: string;
  readonly askedById: number;
  /** The rung of the ladder that is asked now; from 0. */
  readonly rung: number;
  readonly state: ApprovalState;
  readonly askedAt: Date;
  /** Then the next in the ladder are asked. */
  readonly dueAt: Date;
  readonly endedAt: Date | null;
  readonly decidedById: number | null;
  /** The words of who decided, or why it ended otherwise. */
  readonly reason: string | null;
}

/** One person who was asked. */
export interface Ask {
  readonly id: number;
  readonly personId: number;
  /** In whose place; null when they are asked themselves. */
  readonly standsFor: number | null;
  readonly rung: number;
  readonly answer: Answer | null;
}

/** What becomes of a question, for the workflow that has put it. */
export interface ApprovalNews {
  readonly subject: string;
  readonly state: Exclude<ApprovalState, 'replaced'>;
  readonly digest: string;
  readonly requesterId: number;
  /** Who wanted it to be asked. */
  readonly askedById: number;
  /** Who decided; null while it waits, and when nobody has. */
  readonly by: { readonly id: number; readonly name: string } | null;
  readonly reason: string | null;
  /** The same as a sentence, for those who work on the subject. */
  readonly words: string;
}
