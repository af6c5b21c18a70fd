import type { Priority, Urgency } from '#core/ticket.ts';
import { priorityOf } from '#rules/priority.ts';
import { addDays, dayOf, instantOf, startOfDay, weekday } from './calendar.ts';
import { byKey, departmentOf, type PersonRow } from './people.ts';
import type { Random } from './random.ts';
import { isSupport, type TeamKey, type TeamRow } from './teams.ts';
import { TOPICS } from './topics/index.ts';
import type { Topic } from './topics/topic.ts';

/** One request, as it reached the desk. */
export interface Report {
  readonly requester: PersonRow;
  readonly teamId: number;
  readonly topic: Topic;
  readonly title: string;
  readonly urgency: Urgency;
  readonly priority: Priority;
  readonly at: Date;
}

const HISTORY_DAYS = 90;

/** Nothing is older, by a company that moves in at that moment. */
export function historyStart(now: Date): Date {
  return addDays(startOfDay(now), -HISTORY_DAYS);
}

/** The one newcomers act as: nothing of theirs is recent or open, so that what they report stands alone. */
const VISITOR = 'maria.lindqvist';
const VISITOR_QUIET_DAYS = 25;

/** From Sunday on: the week's problems come on Monday, and few write on weekends. */
const PER_WEEKDAY = [0.05, 1.7, 1.1, 1, 1, 0.85, 0.08];

/** Reports by hour of the requester's day, from 0:00 on. */
const PER_HOUR = [0, 0, 0, 0, 0, 0, 0, 1, 5, 14, 14, 12, 5, 8, 12, 11, 9, 4, 1, 1, 1, 0.5, 0, 0];
const HOURS = [...PER_HOUR.keys()];

const PER_TEAM: Readonly<Record<TeamKey, number>> = { 'service-desk': 36, devices: 34, network: 30 };

/** Reports of the days before `end`, oldest first. */
export function planReports(random: Random, end: Date, people: readonly PersonRow[], teams: readonly TeamRow[], count: number): Report[] {
  const start = addDays(end, -HISTORY_DAYS);
  const days = Array.from({ length: HISTORY_DAYS }, (_, index) => dayOf(start) + index);
  const visitor = byKey(people, VISITOR);
  const quietFrom = addDays(end, -VISITOR_QUIET_DAYS);
  const reports: Report[] = [];

  while (reports.length < count) {
    const day = random.weighted(days, (day) => PER_WEEKDAY[weekday(day)] ?? 0);
    const requester = random.weighted(people, needOfHelp);
    const hour = random.weighted(HOURS, (hour) => PER_HOUR[hour] ?? 0);
    const at = instantOf(day, hour * 60 + random.next() * 60, requester.timeZone);
    // In the far west a day ends after ours does, in the far east it begins before.
    if (at < start || at >= end || (requester === visitor && at >= quietFrom)) continue;

    const report = { requester, at, ...subject(random, requester, teams) };
    if (!reports.some((other) => isAlike(other, report))) reports.push(report);
  }
  return reports.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/** The same words come up again after weeks and from others only, and nobody writes twice within the same half day. */
function isAlike(a: Report, b: Report): boolean {
  const hours = Math.abs(a.at.getTime() - b.at.getTime()) / 3_600_000;
  if (a.title === b.title) return a.requester === b.requester || hours < 20 * 24;
  return a.requester === b.requester && hours < 4;
}

/** Support helps itself, chiefs have others ask, and some people attract trouble. */
function needOfHelp(person: PersonRow): number {
  if (isSupport(person)) return 0.06;
  if (person.title.startsWith('Chief')) return 0.5;
  return (departmentOf(person) === 'Sales' ? 1.2 : 0.9) + (person.id % 4) * 0.15;
}

function subject(random: Random, requester: PersonRow, teams: readonly TeamRow[]): Pick<Report, 'teamId' | 'topic' | 'title' | 'urgency' | 'priority'> {
  const team = random.weighted(teams, ({ key }) => PER_TEAM[key]);
  const met = TOPICS[team.key].filter(({ departments }) => departments?.includes(departmentOf(requester)) ?? true);
  const topic = random.weighted(met, ({ weight }) => weight);
  const [typical, title] = random.pick(topic.titles);
  const urgency = random.chance(0.8) ? typical : otherUrgency(random, typical);
  // Now and then a fault stops more than one person.
  const priority = urgency === 'blocked' && random.chance(0.16) ? 1 : priorityOf(urgency);
  return { teamId: team.id, topic, title, urgency, priority };
}

function otherUrgency(random: Random, typical: Urgency): Urgency {
  if (typical !== 'slowed') return 'slowed';
  return random.chance(0.35) ? 'blocked' : 'can_wait';
}
