import { DAY, dayNumber } from './local-time.ts';
import type { ContentLine } from './ical-lines.ts';

/** Every so many years on the same date. */
export interface Yearly {
  readonly interval: number;
  /** How often in all; undefined for ever. */
  readonly count: number | undefined;
  /** The last day on which it may begin, days since 1970-01-01. */
  readonly until: number | undefined;
}

/** Days since 1970-01-01 of `;VALUE=DATE:20261225`; undefined when it is a time or no date. */
export function icalDate(line: ContentLine): number | undefined {
  return line.params.get('VALUE') === 'DATE' ? basicDate(line.value) : undefined;
}

function basicDate(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)$/.exec(text.trim());
  return match ? dayNumber(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

/** What `RRULE` says of an event that begins on that day; undefined when it has none. */
export function readYearly(lines: readonly ContentLine[], firstDay: number): Yearly | { line: number; problem: string } | undefined {
  const [rule, second] = lines.filter((line) => line.name === 'RRULE');
  if (!rule) return undefined;
  const refused = { line: rule.number, problem: `it repeats by a rule that is not understood here (${rule.value}); only the same date every year is.` };
  const pairs = rule.value
    .toUpperCase()
    .split(';')
    .map((part) => part.split('='));
  const parts = new Map(pairs.map(([name = '', value = '']) => [name, value]));
  const first = new Date(firstDay * DAY);
  const known: Record<string, (value: string) => boolean> = {
    FREQ: (value) => value === 'YEARLY',
    INTERVAL: isCount,
    COUNT: isCount,
    UNTIL: (value) => basicDate(value.slice(0, 8)) !== undefined && /^\d{8}(?:T\d{6}Z?)?$/.test(value),
    BYMONTH: (value) => Number(value) === first.getUTCMonth() + 1,
    BYMONTHDAY: (value) => Number(value) === first.getUTCDate(),
    WKST: () => true,
  };
  const understood = [...parts].every(([name, value]) => known[name]?.(value) ?? false);
  if (second || !understood || !parts.has('FREQ')) return refused;
  const number = (name: string) => (parts.has(name) ? Number(parts.get(name)) : undefined);
  const until = parts.get('UNTIL');
  return { interval: number('INTERVAL') ?? 1, count: number('COUNT'), until: until === undefined ? undefined : basicDate(until.slice(0, 8)) };
}

function isCount(value: string): boolean {
  return /^[1-9]\d{0,3}$/.test(value);
}
