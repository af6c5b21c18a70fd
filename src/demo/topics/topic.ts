import type { ResolutionCode, Urgency } from '#core/ticket.ts';
import type { DepartmentName } from '../people.ts';

/** What can go wrong, and how people talk about it. Any of its lines go with any other; `{name}` is the requester's first name. */
export interface Topic {
  /** How common it is, beside the other topics of the team. */
  readonly weight: number;
  /** Set when only these departments meet it. */
  readonly departments?: readonly DepartmentName[];
  /** Something to be handed out or set up rather than a fault: done once, it stays done. */
  readonly request?: true;
  /** With the urgency most people would give it. */
  readonly titles: readonly (readonly [Urgency, string])[];
  /** What the requester adds after reporting. */
  readonly details: readonly string[];
  /** First answers of an agent. */
  readonly replies: readonly string[];
  /** A question of the agent with the requester's answer. */
  readonly asks: readonly (readonly [string, string])[];
  /** Agents among themselves. */
  readonly notes: readonly string[];
  readonly fixes: readonly (readonly [ResolutionCode, string])[];
}
