import { WEEKDAYS, type Calendar, type WallRange } from './calendar.ts';
import { DAY } from './local-time.ts';
import { offsetSpans } from './zone.ts';

/** Why a desk is closed: outside the day's hours, a day of the week that is off, or a date that is. */
export type Closed = { readonly why: 'outside_hours' } | { readonly why: 'day_off' } | { readonly why: 'holiday'; readonly name: string };

/** A part of time that is wholly open or wholly closed; milliseconds. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  /** Undefined when it is open. */
  readonly closed: Closed | undefined;
}

const OUTSIDE: Closed = { why: 'outside_hours' };
const DAY_OFF: Closed = { why: 'day_off' };

/**
 * All of `[from, to)`, cut where it opens, closes, a local day ends or the zone's offset shifts, in order and without gaps.
 * While the offset stays the same local time is UTC moved by it, so a day in which a clock jumps needs no thought:
 * it is two such parts, and what the clock on the wall never shows is in neither.
 */
export function* pieces(calendar: Calendar, from: number, to: number): Generator<Piece> {
  for (const span of offsetSpans(calendar.zone, from, to)) {
    const end = span.to + span.offset;
    let local = span.from + span.offset;
    while (local < end) {
      const day = Math.floor(local / DAY);
      const until = Math.min((day + 1) * DAY, end);
      yield* dayPieces(calendar, day, { from: local, to: until }, span.offset);
      local = until;
    }
  }
}

function* dayPieces(calendar: Calendar, day: number, part: WallRange, offset: number): Generator<Piece> {
  const { ranges, closed } = dayPlan(calendar, day);
  let at = part.from;
  for (const range of ranges) {
    const from = Math.max(day * DAY + range.from, at);
    const to = Math.min(day * DAY + range.to, part.to);
    if (from >= to) continue;
    if (from > at) yield { from: at - offset, to: from - offset, closed };
    yield { from: from - offset, to: to - offset, closed: undefined };
    at = to;
  }
  if (at < part.to) yield { from: at - offset, to: part.to - offset, closed };
}

function dayPlan(calendar: Calendar, day: number): { ranges: readonly WallRange[]; closed: Closed } {
  const date = calendar.dates.get(day);
  if (date) return { ranges: date.ranges, closed: date.ranges.length > 0 ? OUTSIDE : { why: 'holiday', name: date.name ?? '' } };
  // 1970-01-01 was a Thursday.
  const ranges = calendar.week[(((day + 4) % 7) + 7) % WEEKDAYS.length]?.ranges ?? [];
  return { ranges, closed: ranges.length > 0 ? OUTSIDE : DAY_OFF };
}
