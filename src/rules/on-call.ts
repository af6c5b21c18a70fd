import { DAY, dayOf, formatDate, parseTime } from './business-time/local-time.ts';
import { offsetSpans } from './business-time/zone.ts';

/** Who can be called when nobody of a team is at work. A day of duty begins at the hand-over and ends at the next one. */
export interface Rota {
  /** IANA name. */
  readonly zone: string;
  /** By the clock on the wall there, `09:00`. */
  readonly handOver: string;
  /** These go before the rotation; of two that overlap, the first. */
  readonly shifts: readonly Shift[];
  readonly rotation: Rotation | undefined;
}

interface Shift {
  readonly email: string;
  /** First and last day of duty, `2026-12-24`. */
  readonly from: string;
  readonly to: string;
}

/** One after another, in turn, from a date on. */
interface Rotation {
  readonly from: string;
  readonly everyDays: number;
  readonly emails: readonly string[];
}

/** The address of who is on call at an instant; undefined when nobody is. */
export function onCallAt({ zone, handOver, shifts, rotation }: Rota, at: Date): string | undefined {
  const time = at.getTime();
  const offset = offsetSpans(zone, time, time + 1).next().value?.offset ?? 0;
  const day = Math.floor((time + offset - (parseTime(handOver) ?? 0)) / DAY);
  const date = formatDate(day);
  const shift = shifts.find(({ from, to }) => from <= date && date <= to);
  if (shift) return shift.email;
  if (!rotation || date < rotation.from) return undefined;
  return rotation.emails[Math.floor((day - dayOf(rotation.from)) / rotation.everyDays) % rotation.emails.length];
}
