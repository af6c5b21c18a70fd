import { isDeepStrictEqual } from 'node:util';
import type { Priority } from '#core/ticket.ts';
import type { Edition } from '#rules/edition.ts';
import { USUAL_NOTICES, type NoticeSettings } from '#rules/notices.ts';
import { USUAL_RULES, type ClockRules } from '#rules/sla/clock-rules.ts';
import { SLA_METRICS, type SlaMetric } from '#rules/sla/metrics.ts';
import type { SlaPolicy, TicketCondition } from '#rules/sla/policy.ts';
import type { DeskFile } from './schema.ts';

type FilePolicy = NonNullable<DeskFile['policies']>[number];

export interface Past {
  /** Ids of teams by key. */
  readonly teamIds: ReadonlyMap<string, number>;
  /** Of each policy that ever was, the one applied last. */
  readonly policies: ReadonlyMap<string, SlaPolicy>;
}

/** What the file says, as it is kept. A policy that says something new gets its next version. */
export function editionOf(file: DeskFile, past: Past): Edition {
  const teamCalendars = Object.entries(file.teams).flatMap(([key, { calendar }]) => (calendar === undefined ? [] : [[key, calendar] as const]));
  const { routing, categories, vip, priorities, auto_replies: replies, out_of_hours: outOfHours, on_call: onCall, approvals, phrases, summaries } = file;
  const said = {
    calendars: Object.fromEntries(Object.entries(file.calendars).map(([name, { plan }]) => [name, plan])),
    policies: (file.policies ?? []).map((policy) => versioned(policyOf(policy, file, past), past)),
    teamCalendars: teamCalendars.length === 0 ? undefined : Object.fromEntries(teamCalendars),
    routing: routing?.map(({ when = {}, team }) => ({ when, team })),
    categories,
    priorities,
    vip: vip && { emails: vip.people ?? [], titles: vip.titles ?? [] },
    autoReplies: replies?.map(({ when = {}, say }) => ({ when, say })),
    outOfHours,
    notices: file.notices && noticesOf(file.notices),
    approvals,
    onCall,
    phrases: phrases && Object.entries(phrases).map(([intent, all]) => ({ intent, phrases: all })),
    summaries,
  };
  return plain(said);
}

/** As it comes back from the store: without what is undefined. */
function plain(said: object): Edition {
  return JSON.parse(JSON.stringify(said)) as Edition;
}

function versioned(policy: SlaPolicy, { policies }: Past): SlaPolicy {
  const last = policies.get(policy.id);
  if (!last) return policy;
  const same: unknown = JSON.parse(JSON.stringify({ ...policy, version: last.version }));
  return { ...policy, version: isDeepStrictEqual(same, last) ? last.version : last.version + 1 };
}

function policyOf(policy: FilePolicy, { calendars }: DeskFile, { teamIds }: Past): SlaPolicy {
  const day = calendars[policy.calendar]?.day ?? 0;
  return {
    id: policy.id,
    version: 1,
    name: policy.name,
    conditions: conditionsOf(policy.when, teamIds),
    calendar: policy.calendar,
    targets: Object.fromEntries(SLA_METRICS.map((metric) => [metric, targetsOf(policy, metric, day)])),
    rules: rulesOf(policy),
    onPriorityChange: policy.on_priority_change,
    onReopen: policy.on_reopen,
  };
}

function targetsOf({ targets }: FilePolicy, metric: SlaMetric, day: number): Partial<Record<Priority, number>> {
  const levels: readonly Priority[] = [1, 2, 3, 4];
  return Object.fromEntries(
    levels.flatMap((level) => {
      const span = targets[`P${level}`]?.[metric];
      return span ? [[level, span.days * day + span.milliseconds]] : [];
    }),
  );
}

function conditionsOf(when: FilePolicy['when'], teamIds: Past['teamIds']): TicketCondition[] {
  const { priority, urgency, impact, team, category, department, vip } = when;
  const conditions: TicketCondition[] = [];
  if (priority) conditions.push({ field: 'priority', in: priority });
  if (urgency) conditions.push({ field: 'urgency', in: urgency });
  if (impact) conditions.push({ field: 'impact', in: impact });
  // A team that is about to be made has no id yet, and no ticket has 0.
  if (team) conditions.push({ field: 'teamId', in: team.map((key) => teamIds.get(key) ?? 0) });
  if (category) conditions.push({ field: 'category', in: category });
  if (department) conditions.push({ field: 'department', in: department });
  if (vip !== undefined) conditions.push({ field: 'vip', in: [vip] });
  return conditions;
}

function rulesOf({ pause, first_response_by: by }: FilePolicy): Record<SlaMetric, ClockRules> {
  const paused = (rules: ClockRules): ClockRules => {
    if (!pause) return rules;
    const reasons = pause.map(({ state, reason, at_most: atMost }) => ({
      when: { entered: [state] },
      reason,
      ...(atMost === undefined ? {} : { atMost }),
    }));
    return { ...rules, pause: reasons, resume: [{ left: pause.map(({ state }) => state) }] };
  };
  const { first_response: first, next_response: next, resolution } = USUAL_RULES;
  const answered = by === 'claim' ? { ...first, stop: [...first.stop, { events: ['claimed' as const] }] } : first;
  return { first_response: paused(answered), next_response: paused(next), resolution: paused(resolution) };
}

function noticesOf(notices: NonNullable<DeskFile['notices']>): NoticeSettings {
  const { percentages, quiet_hours: quiet, unclaimed_per_member: unclaimedPerMember, silent_owner: owner, silent_requester: requester } = notices;
  return {
    percentages,
    quietHours: quiet ? hoursOf(quiet) : USUAL_NOTICES.quietHours,
    unclaimedPerMember,
    silentOwner: owner ? { askAfter: owner.ask_after, handBackAfter: owner.hand_back_after } : USUAL_NOTICES.silentOwner,
    silentRequester: requester
      ? { remindAfter: requester.remind_after, reminders: requester.reminders, resolveAfter: requester.resolve_after }
      : USUAL_NOTICES.silentRequester,
  };
}

/** From and to the same time is none. */
function hoursOf<T extends { readonly from: string; readonly to: string }>(hours: T): T | undefined {
  return hours.from === hours.to ? undefined : hours;
}
