import type { Priority, Urgency } from '#core/ticket.ts';

/** Priority of a fault that touches one person, from how much it stops them (ITIL urgency at the impact of one). */
export function priorityOf(urgency: Urgency): Priority {
  return PRIORITIES[urgency];
}

const PRIORITIES: Readonly<Record<Urgency, Priority>> = { blocked: 2, slowed: 3, can_wait: 4 };
