import { SLA_METRICS } from '#rules/sla/metrics.ts';
import { WEEKDAYS, type CalendarPlan, type OpeningHours } from '#rules/business-time/calendar.ts';
import type { Edition, FileSummary } from '#rules/edition.ts';
import type { Rota } from '#rules/on-call.ts';
import { USUAL_PRIORITIES } from '#rules/priority.ts';
import type { RequestMatch } from '#rules/request-match.ts';
import { often } from '#rules/schedule-words.ts';
import type { SlaPolicy } from '#rules/sla/policy.ts';
import { IMPACTS, PRIORITIES, URGENCIES } from '#core/ticket.ts';
import { USUAL_APPROVALS } from '#rules/approval-times.ts';
import { USUAL_NOTICES } from '#rules/notices.ts';
import { duration } from './duration.ts';

/** Something that a file says, as a plan tells of it. */
export interface Item {
  /** `calendar office` */
  readonly name: string;
  /** What a plan says of a new one. */
  readonly summary: string;
  /** What can change about it, by name: what it is, as data, and in words. */
  readonly details: Readonly<Record<string, { readonly exact: unknown; readonly words: string }>>;
}

/** All that an edition says, in the order of the file. @param keyOf a team's key by its id */
export function itemsOf(edition: Edition, keyOf: (teamId: number) => string): Item[] {
  const { calendars, policies, teamCalendars = {}, categories = [], routing = [], autoReplies = [], onCall = {} } = edition;
  const { phrases = [], summaries = [], vip, outOfHours } = edition;
  return [
    ...Object.entries(teamCalendars).map(([team, name]) => item(`hours of ${team}`, name, { calendar: name })),
    ...Object.entries(calendars).map(([name, plan]) => calendarItem(name, plan)),
    ...policies.map((policy) => policyItem(policy, keyOf)),
    ...categories.map(({ name, of, keywords }) => item(`category ${name}`, `of ${of}`, { of, keywords: keywords.join(', ') || 'none' })),
    item('priorities', '', prioritiesIn(edition)),
    ...(vip?.emails ?? []).map((email) => item(`VIP ${email}`, '', {})),
    ...(vip?.titles ?? []).map((title) => item(`VIPs with the title “${title}”`, '', {})),
    ...routing.map(({ when, team }) => item(`routing ${matchWords(when)} → ${team}`, '', {})),
    ...autoReplies.map(({ when, say }) => item(`auto-reply ${matchWords(when)}`, `“${say}”`, { says: `“${say}”` })),
    ...(outOfHours === undefined ? [] : [item('reply out of hours', `“${outOfHours}”`, { says: `“${outOfHours}”` })]),
    item('notices', '', noticesIn(edition)),
    item('approvals', '', approvalsIn(edition)),
    ...Object.entries(onCall).map(([team, rota]) => rotaItem(team, rota)),
    ...phrases.flatMap(({ intent, phrases: all }) => all.map((phrase) => item(`phrase “${phrase}”`, intent, { means: intent }))),
    ...summaries.map(summaryItem),
  ];
}

function item(name: string, summary: string, details: Readonly<Record<string, string>>): Item {
  const entries = Object.entries(details).map(([key, words]) => [key, { exact: words, words }] as const);
  return { name, summary, details: Object.fromEntries(entries) };
}

function calendarItem(name: string, { zone, week, holidays = [], openings = [] }: CalendarPlan): Item {
  const days = WEEKDAYS.map((day) => [day, hoursWords(week[day] ?? [])] as const);
  const plain = item(`calendar ${name}`, zone, { zone, ...Object.fromEntries(days) });
  const dates = {
    holidays: { exact: holidays, words: `${holidays.length} holidays` },
    openings: { exact: openings, words: `${openings.length} special openings` },
  };
  return { ...plain, details: { ...plain.details, ...dates } };
}

function hoursWords(hours: readonly OpeningHours[]): string {
  return hours.length === 0 ? 'closed' : hours.map(({ from, to }) => `${from}-${to}`).join(', ');
}

function policyItem({ id, name, conditions, calendar, targets, rules, onPriorityChange, onReopen }: SlaPolicy, keyOf: (teamId: number) => string): Item {
  const values = (condition: SlaPolicy['conditions'][number]) =>
    condition.in
      .map((value) => (condition.field === 'teamId' ? keyOf(Number(value)) : condition.field === 'priority' ? `P${String(value)}` : String(value)))
      .join(', ');
  const when = conditions.map((condition) => `${condition.field === 'teamId' ? 'team' : condition.field} ${values(condition)}`).join(', ');
  const promised = SLA_METRICS.flatMap((metric) =>
    PRIORITIES.map((level) => {
      const target = targets[metric]?.[level];
      return [`P${level} ${metric.replace('_', ' ')}`, target === undefined ? 'no promise' : duration(target)] as const;
    }),
  );
  const plain = item(`policy ${id}`, name, {
    name,
    when: when || 'always',
    calendar,
    ...Object.fromEntries(promised),
    'a change of priority': onPriorityChange,
    'a reopening': onReopen,
  });
  const pauses = rules.resolution.pause.map(({ reason }) => reason).join(', ') || 'none';
  return { ...plain, details: { ...plain.details, 'clock rules': { exact: rules, words: `pauses: ${pauses}` } } };
}

function prioritiesIn({ priorities = USUAL_PRIORITIES }: Edition): Record<string, string> {
  return Object.fromEntries(IMPACTS.flatMap((impact) => URGENCIES.map((urgency) => [`${impact}, ${urgency}`, `P${priorities[impact][urgency]}`])));
}

function noticesIn({ notices = USUAL_NOTICES }: Edition): Record<string, string> {
  const { percentages, quietHours, unclaimedPerMember, silentOwner: owner, silentRequester: requester } = notices;
  const except = quietHours?.except.map((level) => `P${level}`).join(', ') ?? '';
  return {
    percentages: percentages.join(', '),
    'quiet hours': quietHours ? `${quietHours.from}-${quietHours.to} but for ${except}` : 'none',
    'unclaimed per member': duration(unclaimedPerMember),
    'silent owner': `asked after ${duration(owner.askAfter)}, handed back after ${duration(owner.handBackAfter)}`,
    'silent requester': `${requester.reminders} reminders after ${duration(requester.remindAfter)} each, resolved after ${duration(requester.resolveAfter)}`,
  };
}

function approvalsIn({ approvals = USUAL_APPROVALS }: Edition): Record<string, string> {
  const { remindAfter, nextAfter, backup } = approvals;
  return { reminded: `after ${duration(remindAfter)}`, 'the next asked': `after ${duration(nextAfter)}`, backup: backup.join(', ') || 'none' };
}

function rotaItem(team: string, { zone, handOver, shifts, rotation }: Rota): Item {
  const turns = rotation ? `${rotation.emails.join(', ')}, ${rotation.everyDays} days each from ${rotation.from} on` : 'none';
  const plain = item(`on call ${team}`, '', { zone, 'hand-over': handOver, rotation: turns });
  return { ...plain, details: { ...plain.details, shifts: { exact: shifts, words: `${shifts.length} shifts` } } };
}

function summaryItem({ email, schedule, teams, department, inChannel }: FileSummary): Item {
  const about = teams?.join(', ') ?? `what ${department} asks for`;
  const where = inChannel ? 'in the channel' : 'in direct messages';
  return item(`summary of ${email}`, `${often(schedule)}, of ${about}, ${where}`, { time: often(schedule), about, place: where });
}

function matchWords(match: RequestMatch): string {
  const parts = Object.entries(match).flatMap(([name, value]: [string, readonly string[] | boolean | undefined]) => {
    if (value === undefined) return [];
    return [typeof value === 'boolean' ? `${name} ${value ? 'yes' : 'no'}` : `${name} ${value.join(', ')}`];
  });
  return parts.length === 0 ? '(anything)' : `(${parts.join('; ')})`;
}
