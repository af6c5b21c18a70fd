import type { Calendar } from './calendar.ts';
import { pieces } from './pieces.ts';

const YEAR = 366 * 24 * 60 * 60_000;

/** A calendar may have no hours ahead; this is how far anybody looks for them. */
const HORIZON = 10 * YEAR;

export interface Interval {
  readonly from: Date;
  readonly to: Date;
}

/** Milliseconds of opening hours between two instants; negative when `to` is before `from`. */
export function businessTimeBetween(calendar: Calendar, from: Date, to: Date): number {
  if (to < from) return 0 - businessTimeBetween(calendar, to, from);
  let total = 0;
  for (const piece of pieces(calendar, from.getTime(), to.getTime())) {
    if (!piece.closed) total += piece.to - piece.from;
  }
  return total;
}

/**
 * The first instant at which the given milliseconds of opening hours have passed since `from`: a day of work that ends
 * at closing time ends on that evening, not on the next morning. With 0, the first instant that is open.
 * Undefined when the calendar does not open long enough within ten years.
 */
export function addBusinessTime(calendar: Calendar, from: Date, milliseconds: number): Date | undefined {
  let left = milliseconds;
  for (const piece of pieces(calendar, from.getTime(), from.getTime() + HORIZON)) {
    if (piece.closed) continue;
    const length = piece.to - piece.from;
    if (left <= length) return new Date(piece.from + left);
    left -= length;
  }
  return undefined;
}

/** The instant itself when it is open, or the next that is. Undefined when there is none within ten years. */
export function nextOpening(calendar: Calendar, from: Date): Date | undefined {
  return addBusinessTime(calendar, from, 0);
}

export function isOpen(calendar: Calendar, at: Date): boolean {
  return businessTimeBetween(calendar, at, new Date(at.getTime() + 1)) > 0;
}

/** What is open of the time between two instants, in order; hours that touch are one interval. */
export function openIntervals(calendar: Calendar, from: Date, to: Date): Interval[] {
  const intervals: { from: Date; to: Date }[] = [];
  for (const piece of pieces(calendar, from.getTime(), to.getTime())) {
    if (piece.closed) continue;
    const last = intervals.at(-1);
    if (last?.to.getTime() === piece.from) last.to = new Date(piece.to);
    else intervals.push({ from: new Date(piece.from), to: new Date(piece.to) });
  }
  return intervals;
}
