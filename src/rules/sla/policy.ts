import type { Impact, Priority, Ticket, TicketFacts } from '#core/ticket.ts';
import type { Calendar } from '#rules/business-time/calendar.ts';
import { isOfCategory } from '#rules/request-match.ts';
import type { ClockRules } from './clock-rules.ts';
import type { SlaMetric } from './metrics.ts';

/** True of a ticket whose field has one of the values. What is not known of a ticket has none of them. */
export type TicketCondition =
  | { readonly field: 'priority'; readonly in: readonly Priority[] }
  | { readonly field: 'urgency'; readonly in: readonly Ticket['urgency'][] }
  | { readonly field: 'teamId' | 'requesterId'; readonly in: readonly number[] }
  /** Deskside’s categories and the company’s own. */
  | { readonly field: 'category'; readonly in: readonly string[] }
  | { readonly field: 'impact'; readonly in: readonly Impact[] }
  | { readonly field: 'department'; readonly in: readonly string[] }
  | { readonly field: 'vip'; readonly in: readonly boolean[] };

/** One edition of a policy, as data. An edit is a new version; clocks that run keep the one they began under. */
export interface SlaPolicy {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** All must hold; without any it is for every ticket. */
  readonly conditions: readonly TicketCondition[];
  /** Name of a calendar of the same edition. */
  readonly calendar: string;
  /** Milliseconds of opening hours. What has none is not promised, and its time does not count. */
  readonly targets: Readonly<Partial<Record<SlaMetric, Readonly<Partial<Record<Priority, number>>>>>>;
  /** When clocks start, pause and end. */
  readonly rules: Readonly<Record<SlaMetric, ClockRules>>;
  /**
   * `recalculate`: the new target, and what has passed counts towards it. `restart`: the new target, from nothing.
   * `keep`: what was promised stays promised.
   */
  readonly onPriorityChange: 'recalculate' | 'restart' | 'keep';
  /** `new_cycle`: promised anew. `resume`: the clock goes on, and the time for which it was ended was a pause. */
  readonly onReopen: 'new_cycle' | 'resume';
}

/** What is in force from an instant on: all policies, the first that fits wins, and their calendars. */
export interface SlaEdition {
  readonly since: Date;
  readonly policies: readonly SlaPolicy[];
  readonly calendars: ReadonlyMap<string, Calendar>;
}

/**
 * The policy for a ticket; undefined when none fits, so nothing is promised.
 * @param facts of its `reported` event; without them, conditions on them do not hold
 */
export function choosePolicy(policies: readonly SlaPolicy[], ticket: Ticket, facts?: TicketFacts): SlaPolicy | undefined {
  return policies.find((policy) => policy.conditions.every((condition) => holds(condition, ticket, facts)));
}

function holds(condition: TicketCondition, ticket: Ticket, facts: TicketFacts | undefined): boolean {
  if (condition.field === 'category') return isOfCategory(condition.in, ticket);
  const values: readonly (string | number | boolean)[] = condition.in;
  const known = { ...ticket, ...facts };
  return values.some((value) => value === known[condition.field]);
}

/** What was in force at an instant, of editions in the order of their beginning. */
export function editionAt(editions: readonly SlaEdition[], at: Date): SlaEdition | undefined {
  return editions.findLast((edition) => edition.since <= at);
}

/** What is wrong with an edition, in sentences; empty when it can be used. */
export function problemsOf({ policies, calendars }: SlaEdition): string[] {
  return policies.flatMap((policy, index) => {
    const targets = Object.values(policy.targets).flatMap((byPriority) => Object.values(byPriority));
    return [
      policies.findIndex(({ id }) => id === policy.id) < index && `Two policies have the id “${policy.id}”.`,
      !calendars.has(policy.calendar) && `“${policy.name}” goes by the calendar “${policy.calendar}”, which does not exist.`,
      targets.some((target) => !Number.isSafeInteger(target) || target <= 0) && `“${policy.name}” has a target that is no time.`,
      policy.conditions.some((condition) => condition.in.length === 0) && `“${policy.name}” has a condition that nothing can meet.`,
    ].filter((problem) => problem !== false);
  });
}
