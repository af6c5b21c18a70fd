import type { Category, Priority, ResolutionCode, TicketState, Urgency } from '#core/ticket.ts';

/** What people read for each value; forms and cards take it from here. */
export const URGENCY_WORDS: Readonly<Record<Urgency, string>> = {
  blocked: 'I cannot work',
  slowed: 'It slows me down',
  can_wait: 'It can wait',
};

export const PRIORITY_WORDS: Readonly<Record<Priority, string>> = {
  1: 'P1: many people cannot work',
  2: 'P2: one person cannot work',
  3: 'P3: work goes on, but slower',
  4: 'P4: it can wait',
};

export const CATEGORY_WORDS: Readonly<Record<Category, string>> = {
  software: 'Software',
  hardware: 'Hardware',
  access: 'Access',
  account: 'Account',
  question: 'Question',
};

export const CODE_WORDS: Readonly<Record<ResolutionCode, string>> = {
  fixed: 'Fixed',
  workaround: 'Works another way',
  no_fault_found: 'No fault found',
  user_error: 'Explained how it works',
  duplicate: 'Same as another ticket',
  not_supported: 'Not something we support',
};

export const STATE_WORDS: Readonly<Record<TicketState, string>> = {
  new: 'Waiting to be taken',
  in_progress: 'In progress',
  waiting: 'Waiting for the requester',
  resolved: 'Resolved',
  closed: 'Closed',
  withdrawn: 'Withdrawn',
};

/** Stands where its author has taken a message back. */
export const DELETED = 'This message was deleted.';
