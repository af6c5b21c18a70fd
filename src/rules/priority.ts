import type { Slot } from '#core/intent.ts';
import { IMPACTS, type Impact, type Priority, type Urgency } from '#core/ticket.ts';

export type PriorityMatrix = Readonly<Record<Impact, Readonly<Record<Urgency, Priority>>>>;

/** What holds where the configuration file says nothing else (ITIL: impact × urgency). */
export const USUAL_PRIORITIES: PriorityMatrix = {
  person: { blocked: 2, slowed: 3, can_wait: 4 },
  team: { blocked: 1, slowed: 2, can_wait: 3 },
  company: { blocked: 1, slowed: 1, can_wait: 3 },
};

/** Priority of a fault from how much it stops whom. */
export function priorityOf(urgency: Urgency, impact: Impact = 'person', matrix: PriorityMatrix = USUAL_PRIORITIES): Priority {
  return matrix[impact][urgency];
}

/** Whom a fault touches by what was said, undefined when nothing was; a site counts as the company. */
export function impactOf(slots: readonly Pick<Slot, 'name' | 'value'>[]): Impact | undefined {
  const said = slots.find(({ name }) => name === 'impact')?.value;
  return said === 'site' ? 'company' : IMPACTS.find((impact) => impact === said);
}
