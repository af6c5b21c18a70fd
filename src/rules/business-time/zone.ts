import { DAY } from './local-time.ts';

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;

/** From `from` on, local time is UTC plus `offset`; all milliseconds. */
interface Shift {
  readonly from: number;
  readonly offset: number;
}

interface Zone {
  /** The shifts of one UTC year; the first begins with the year. */
  readonly year: (year: number) => readonly Shift[];
}

export interface OffsetSpan {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** Zones are few and never change while a process lives, so what was found out is kept. */
const zones = new Map<string, Zone>();

/** True for an IANA name that this Node knows. */
export function isZone(name: string): boolean {
  // Node also takes offsets such as +02:00. They know no summer time, so nobody's working day is meant by one.
  if (/^[+-]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The parts of `[from, to)` in which the zone's offset from UTC stays the same, in order. Instants in milliseconds. */
export function* offsetSpans(zone: string, from: number, to: number): Generator<OffsetSpan> {
  const { year } = zoneOf(zone);
  let at = from;
  while (at < to) {
    const current = new Date(at).getUTCFullYear();
    const shifts = year(current);
    const index = shifts.findLastIndex((shift) => shift.from <= at);
    const end = Math.min(shifts[index + 1]?.from ?? Date.UTC(current + 1, 0), to);
    yield { from: at, to: end, offset: shifts[index]?.offset ?? 0 };
    at = end;
  }
}

/** Days since 1970-01-01 of the date that a calendar on the wall there shows. */
export function localDay(zone: string, at: Date): number {
  const [span] = offsetSpans(zone, at.getTime(), at.getTime() + 1);
  return Math.floor((at.getTime() + (span?.offset ?? 0)) / DAY);
}

/**
 * When the clock on the wall there shows a time, given in milliseconds since 1970-01-01T00:00 by that clock: the first time
 * that it does; for a time that summer time skips, the instant at which it is skipped.
 */
export function instantAt(zone: string, wall: number): Date {
  for (const span of offsetSpans(zone, wall - DAY, wall + DAY)) {
    if (wall < span.to + span.offset) return new Date(Math.max(wall - span.offset, span.from));
  }
  throw new RangeError('No zone is a day away from UTC.');
}

function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset', year: 'numeric' });
  const years = new Map<number, readonly Shift[]>();
  const zone: Zone = {
    year: (year) => {
      const shifts = years.get(year) ?? shiftsOf(year, (at) => parseOffset(format.format(at)));
      years.set(year, shifts);
      return shifts;
    },
  };
  zones.set(name, zone);
  return zone;
}

/** Looks once a week: the shortest time between two shifts that undo each other is a Ramadan, in Morocco. */
function shiftsOf(year: number, offsetAt: (at: number) => number): Shift[] {
  const start = Date.UTC(year, 0);
  const end = Date.UTC(year + 1, 0);
  const shifts: Shift[] = [{ from: start, offset: offsetAt(start) }];
  let offset = offsetAt(start);
  for (let at = start; at < end; at += WEEK) {
    const next = Math.min(at + WEEK, end - 1000);
    const later = offsetAt(next);
    if (later === offset) continue;
    shifts.push({ from: firstDifference(at, next, offsetAt), offset: later });
    offset = later;
  }
  return shifts;
}

/** The first second between two instants at which the offset is no longer that of the first. */
function firstDifference(from: number, to: number, offsetAt: (at: number) => number): number {
  const before = offsetAt(from);
  let low = from / 1000;
  let high = to / 1000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * 1000) === before) low = middle;
    else high = middle;
  }
  return high * 1000;
}

/** `2026, GMT+10:30`, with seconds before zones were standardized; some versions of Node write no more than `GMT` for none. */
function parseOffset(text: string): number {
  const [, offset = ''] = text.split('GMT');
  const [hours = 0, minutes = 0, seconds = 0] = offset.slice(1).split(':').map(Number);
  const size = hours * 60 * MINUTE + minutes * MINUTE + seconds * 1000;
  return offset.startsWith('-') ? -size : size;
}
