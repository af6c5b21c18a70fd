import type { Snooze } from '#rules/snooze.ts';
import type { SlaMetric } from '#rules/sla/metrics.ts';
import { FAULT, type Category, type Priority, type ResolutionCode, type Ticket, type TicketApproval, type TicketState, type Urgency } from '#core/ticket.ts';

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

const CATEGORY_WORDS: Readonly<Record<Category | typeof FAULT, string>> = {
  [FAULT]: 'Fault',
  software: 'Software',
  hardware: 'Hardware',
  access: 'Access',
  account: 'Account',
  question: 'Question',
};

/** `Access`, or `Access · VPN` where it is of one of the company's own. Pure. */
export function kindWords({ category, subcategory }: Pick<Ticket, 'category' | 'subcategory'>): string {
  const words = CATEGORY_WORDS[category ?? FAULT];
  return subcategory === null ? words : `${words} · ${subcategory}`;
}

export const CODE_WORDS: Readonly<Record<ResolutionCode, string>> = {
  fixed: 'Fixed',
  workaround: 'Works another way',
  no_fault_found: 'No fault found',
  user_error: 'Explained how it works',
  duplicate: 'Same as another ticket',
  not_supported: 'Not something we support',
  no_answer: 'No answer came',
};

export const STATE_WORDS: Readonly<Record<TicketState, string>> = {
  new: 'Waiting to be taken',
  in_progress: 'In progress',
  waiting: 'Waiting for the requester',
  resolved: 'Resolved',
  closed: 'Closed',
  withdrawn: 'Withdrawn',
};

export const APPROVAL_WORDS: Readonly<Record<TicketApproval, string>> = {
  pending: 'Waiting',
  approved: 'Approved',
  declined: 'Declined',
  withdrawn: 'No longer asked',
  unanswered: 'Nobody decided; the team goes on by itself',
};

/** Stands where its author has taken a message back. */
export const DELETED = 'This message was deleted.';

export const SNOOZE_WORDS: Readonly<Record<Snooze, string>> = {
  two_hours: 'For two hours',
  tomorrow: 'Tomorrow at 9:00',
  next_monday: 'Next Monday at 9:00',
  at: 'Until the date and time below',
};

/** What is promised, in words for people: `by` stands before an instant. */
export const METRIC_WORDS: Readonly<Record<SlaMetric, { readonly what: string; readonly by: string }>> = {
  first_response: { what: 'a first reply', by: 'First reply by' },
  next_response: { what: 'a reply', by: 'Reply by' },
  resolution: { what: 'a solution', by: 'Resolved by' },
};
