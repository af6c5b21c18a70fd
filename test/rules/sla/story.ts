import type { TicketEvent } from '#core/ticket.ts';
import { openCalendar, type CalendarPlan } from '#rules/business-time/calendar.ts';
import { USUAL_RULES } from '#rules/sla/clock-rules.ts';
import type { Cycle } from '#rules/sla/cycle.ts';
import type { SlaMetric } from '#rules/sla/metrics.ts';
import { momentsOf } from '#rules/sla/moments.ts';
import type { SlaEdition, SlaPolicy } from '#rules/sla/policy.ts';
import { readCycle, type ClockReading } from '#rules/sla/read-cycle.ts';
import { runClock } from '#rules/sla/run-clock.ts';
import { HOUR, officePlan } from '#test/rules/business-time/plans.ts';

/** In Vienna, Monday 1 to Sunday 14 June 2026; `tue(9)` is Tuesday at nine, `tue(9, 30)` half past. */
const day =
  (date: number) =>
  (hour: number, minute = 0) =>
    new Date(Date.UTC(2026, 5, date, hour - 2, minute));
export const [mon, tue, wed, thu, fri, sat, nextMon] = [day(1), day(2), day(3), day(4), day(5), day(6), day(8)] as const;

export const targets = { 1: 2 * HOUR, 2: 4 * HOUR, 3: 8 * HOUR };

export function policy(more: Partial<SlaPolicy> = {}): SlaPolicy {
  return {
    id: 'usual',
    version: 1,
    name: 'Usual',
    conditions: [],
    calendar: 'office',
    targets: { first_response: targets, next_response: targets, resolution: targets },
    rules: USUAL_RULES,
    onPriorityChange: 'recalculate',
    onReopen: 'new_cycle',
    ...more,
  };
}

export function edition(policies: readonly SlaPolicy[] = [policy()], plans: Readonly<Record<string, CalendarPlan>> = {}, since = new Date(0)): SlaEdition {
  const all = { office: officePlan('Europe/Vienna'), ...plans };
  return { since, policies, calendars: new Map(Object.entries(all).map(([name, plan]) => [name, openCalendar(plan)])) };
}

export type Entry = readonly [at: Date, event: TicketEvent];

/** What can happen, in short. */
export const report = (priority: 1 | 2 | 3 | 4 = 3, teamId = 1): TicketEvent => ({
  type: 'reported',
  requesterId: 5,
  teamId,
  title: 'The printer is dark',
  urgency: 'slowed',
  priority,
});
export const claim: TicketEvent = { type: 'claimed', assigneeId: 7 };
export const ask: TicketEvent = { type: 'asked', messageId: 1 };
export const reply = (by: 'agent' | 'requester'): TicketEvent => ({ type: 'replied', by, messageId: 2 });
export const prioritize = (priority: 1 | 2 | 3 | 4): TicketEvent => ({ type: 'prioritized', priority });
export const escalate = (teamId: number): TicketEvent => ({ type: 'escalated', teamId, reason: 'Theirs' });
export const resolve: TicketEvent = { type: 'resolved', code: 'fixed', summary: 'Plugged in' };
export const reopen: TicketEvent = { type: 'reopened', reason: 'Dark again' };
export const withdraw: TicketEvent = { type: 'withdrawn', reason: 'Not needed' };

export function cycles(metric: SlaMetric, entries: readonly Entry[], now: Date, editions: readonly SlaEdition[] = [edition()]): Cycle[] {
  const log = { id: 1001, entries: entries.map(([at, event]) => ({ at, event })) };
  return runClock({ metric, moments: momentsOf(log, now), editions, at: now });
}

export function readings(metric: SlaMetric, entries: readonly Entry[], now: Date, editions?: readonly SlaEdition[]): ClockReading[] {
  return cycles(metric, entries, now, editions).map((cycle) => readCycle(cycle, now));
}
