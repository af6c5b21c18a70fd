import fc from 'fast-check';
import { WEEKDAYS, type CalendarPlan, type OpeningHours } from '#rules/business-time/calendar.ts';
import { formatDate } from '#rules/business-time/local-time.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What all properties of business time and clocks try together: `SLA_CASES=500000` is the long form. */
export const CASES = Number(process.env['SLA_CASES'] ?? 3000);

const office: OpeningHours[] = [{ from: '09:00', to: '17:00' }];

/** Monday to Friday, nine to five. */
export function officePlan(zone: string, more: Partial<CalendarPlan> = {}): CalendarPlan {
  return { zone, week: { monday: office, tuesday: office, wednesday: office, thursday: office, friday: office }, ...more };
}

const ZONES = Intl.supportedValuesOf('timeZone');
const FIRST = Date.UTC(2024, 0);
const LAST = Date.UTC(2037, 0);

/** About when the clocks of a zone change, to within half a week, so that tests meet that often. */
function shiftsOf(zone: string): number[] {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset', year: 'numeric' });
  const offset = (at: number) => format.format(at).slice(4);
  const shifts: number[] = [];
  for (let at = FIRST; at < LAST; at += STEP) if (offset(at) !== offset(at + STEP)) shifts.push(...days(at));
  return shifts;
}

const STEP = 7 * DAY;

/** One of these days is that of the change. */
function days(at: number): number[] {
  return Array.from({ length: 7 }, (_, day) => at + day * DAY);
}

const shifts = new Map<string, number[]>();
function knownShifts(zone: string): number[] {
  const known = shifts.get(zone) ?? shiftsOf(zone);
  shifts.set(zone, known);
  return known;
}

/** Zones in which clocks do something odd. */
const ODD = [
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Beirut',
  'America/Havana',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Europe/Dublin',
];
const zone = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ZONES) }, { weight: 1, arbitrary: fc.constantFrom(...ODD) });

/** A whole minute of the years 2024 to 2036; half of them about a change of the clocks there. */
function instantIn(name: string): fc.Arbitrary<number> {
  const any = fc.integer({ min: FIRST / MINUTE, max: LAST / MINUTE - 1 }).map((minute) => minute * MINUTE);
  const near = knownShifts(name);
  if (near.length === 0) return any;
  const close = fc.tuple(fc.constantFrom(...near), fc.integer({ min: -1440, max: 2880 })).map(([at, minutes]) => at + minutes * MINUTE);
  return fc.oneof(any, close);
}

/** Up to four ranges a day, at any minute, midnight and 24:00 among them; some touch. */
const hours = fc
  .uniqueArray(fc.oneof(fc.integer({ min: 0, max: 1440 }), fc.constantFrom(0, 60, 120, 150, 180, 1380, 1440)), { maxLength: 8 })
  .map((minutes) => minutes.sort((a, b) => a - b))
  .map((minutes) => Array.from({ length: Math.floor(minutes.length / 2) }, (_, i) => ({ from: wall(minutes[2 * i]), to: wall(minutes[2 * i + 1]) })));

function wall(minutes = 0): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

const week = fc.record(Object.fromEntries(WEEKDAYS.map((day) => [day, hours])), { requiredKeys: [] });

/** A calendar, and an instant about which its dates differ. */
export const situation: fc.Arbitrary<{ plan: CalendarPlan; from: number }> = zone.chain((name) =>
  instantIn(name).chain((from) => {
    const date = fc.integer({ min: -1, max: 3 }).map((days) => formatDate(Math.floor(from / DAY) + days));
    const dated = { date, name: fc.constantFrom('Holiday', 'Stocktaking') };
    return fc.record({
      plan: fc.record({
        zone: fc.constant(name),
        week,
        holidays: fc.array(fc.record(dated), { maxLength: 2 }),
        openings: fc.uniqueArray(fc.record({ ...dated, hours }), { maxLength: 2, selector: (opening) => opening.date }),
      }),
      from: fc.constant(from),
    });
  }),
);
