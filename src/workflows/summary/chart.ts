import type { Chart } from '#core/chart.ts';
import { formatDate } from '#rules/business-time/local-time.ts';
import { localDay } from '#rules/business-time/zone.ts';
import { counted } from './words.ts';
import type { Report } from './report.ts';

/** Resolved each day, in time and late: one look says whether the promises hold. Undefined when nothing was resolved. */
export function chartOf({ chartPeriod, resolved }: Pick<Report, 'chartPeriod' | 'resolved'>): Chart | undefined {
  if (resolved.length === 0) return undefined;
  const days = daysOf(chartPeriod.from, chartPeriod.to, chartPeriod.zone);
  const byDay = new Map(resolved.map((one) => [one.day, one]));
  const values = (of: 'inTime' | 'late' | 'noPromise') => days.map((day) => byDay.get(day)?.[of] ?? 0);
  const [inTime, late, noPromise] = [values('inTime'), values('late'), values('noPromise')];
  const series = [
    { name: 'In time', tone: 'good' as const, values: inTime },
    { name: 'Late', tone: 'warning' as const, values: late },
    { name: 'Nothing promised', tone: 'neutral' as const, values: noPromise },
  ].filter((one, index) => index < 2 || sum(one.values) > 0);
  const alt = altOf(days, { inTime, late, noPromise });
  return { title: 'Resolved each day', alt, unit: 'tickets', stacked: true, labels: days.map(dayName), series };
}

function altOf(days: readonly string[], { inTime, late, noPromise }: Record<'inTime' | 'late' | 'noPromise', number[]>): string {
  const totals = days.map((_, index) => (inTime[index] ?? 0) + (late[index] ?? 0) + (noPromise[index] ?? 0));
  const most = Math.max(...totals);
  const busiest = dayName(days[totals.indexOf(most)] ?? '');
  const without = sum(noPromise) > 0 ? `, and ${sum(noPromise)} for which nothing was promised` : '';
  return `${counted(sum(totals), 'ticket')} resolved in ${counted(days.length, 'day')}: ${sum(inTime)} in time, ${sum(late)} late${without}. Most on ${busiest}: ${most}.`;
}

/** The days of a period, by its zone's calendar. */
function daysOf(from: Date, to: Date, zone: string): string[] {
  const first = localDay(zone, from);
  return Array.from({ length: localDay(zone, new Date(to.getTime() - 1)) - first + 1 }, (_, index) => formatDate(first + index));
}

/** `Mon 23` */
function dayName(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`)).replace(',', '');
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
