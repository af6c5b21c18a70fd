import type { Priority } from '#core/ticket.ts';
import { ALWAYS_OPEN, openCalendar, type Calendar } from './business-time/calendar.ts';
import { DAY, parseTime } from './business-time/local-time.ts';
import { nextOpening } from './business-time/reckon.ts';
import { instantAt, localDay } from './business-time/zone.ts';
import type { NoticeSettings } from './notices.ts';

/** By the clock on the wall where somebody is; `from` may be later than `to`. */
export type QuietHours = Pick<NonNullable<NoticeSettings['quietHours']>, 'from' | 'to'>;

/** Who is to be told something of one ticket, and when they want to be left alone. */
export interface Listener {
  /** Undefined when they can be told at any time. */
  readonly quiet: QuietHours | undefined;
  /** IANA name. */
  readonly zone: string;
}

/** The hours in which nobody is told of a ticket of that priority; undefined when there are none. */
export function quietFor({ quietHours }: Pick<NoticeSettings, 'quietHours'>, priority: Priority): QuietHours | undefined {
  return quietHours?.except.includes(priority) ? undefined : quietHours;
}

/** When the quiet hours end in which somebody is at that instant; undefined when they are in none. */
export function quietUntil({ quiet, zone }: Listener, at: Date): Date | undefined {
  if (!quiet) return undefined;
  const [from = 0, to = 0] = [parseTime(quiet.from), parseTime(quiet.to)];
  const today = localDay(zone, at) * DAY;
  // Those that began yesterday go first; the clock may have been put back or forward in between.
  const spans = [today - DAY, today].map((day) => [instantAt(zone, day + from), instantAt(zone, day + to + (to > from ? 0 : DAY))] as const);
  return spans.find(([start, end]) => start <= at && at < end)?.[1];
}

/** A person who works at night by a rule that keeps nights quiet would be told nothing; after so many openings they are told all the same. */
const OPENINGS = 14;

/**
 * The first instant from then on at which the team is at work and the one who is told wants to hear it. Where quiet hours leave
 * nothing of the opening hours, these alone count. Undefined when the calendar never opens.
 */
export function tellableAt(listener: Listener, calendar: Calendar, from: Date): Date | undefined {
  let at = nextOpening(calendar, from);
  const first = at;
  for (let opening = 0; at && opening < OPENINGS; opening += 1) {
    const end = quietUntil(listener, at);
    if (!end) return at;
    at = nextOpening(calendar, end);
  }
  return first;
}

/** For what goes by plain time. */
export const AROUND_THE_CLOCK: Calendar = openCalendar(ALWAYS_OPEN);
