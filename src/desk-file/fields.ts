import { z } from 'zod';
import { parseDate, parseTime } from '#rules/business-time/local-time.ts';
import { isZone } from '#rules/business-time/zone.ts';
import { PRIORITIES, type Priority } from '#core/ticket.ts';
import type { Names } from './known.ts';
import { suggestion } from './nearest.ts';

/** Settings by name; a name that is not among them is a problem. The message of that code carries the names there are, for `problems.ts`. */
export function group<T extends z.core.$ZodShape>(shape: T) {
  return z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : undefined) });
}

/** @param max in characters, so that a slip of a quote does not become a name */
export function text(max = 200) {
  return z.string().trim().min(1, 'This is empty.').max(max, `This is longer than ${max} characters.`);
}

export function listOf<T extends z.ZodType>(item: T) {
  return z.array(item).min(1, 'This list is empty.').max(10_000, 'This list is too long.');
}

/** A word out of some; a misspelled one gets the nearest. */
export function oneOf<const T extends string>(words: readonly T[], what: string) {
  return z.string().transform((word, context): T => {
    const found = words.find((candidate) => candidate === word);
    if (found !== undefined) return found;
    context.addIssue(unknownWord(word, words, what));
    return z.NEVER;
  });
}

/** The same, where it is a name before a colon. */
export function keyOf(words: readonly string[], what: string) {
  return checked(
    (word) => words.includes(word),
    (word) => unknownWord(word, words, what),
  );
}

function unknownWord(word: string, words: readonly string[], what: string): string {
  const near = suggestion(word, words);
  const all = words.length === 0 ? ' There are none.' : ` There are: ${words.slice(0, 30).join(', ')}.`;
  return `There is no ${what} “${word}”.${near === '' ? all : near}`;
}

function checked(isRight: (text: string) => boolean, sentence: (text: string) => string) {
  return z.string().check((context) => {
    if (!isRight(context.value)) context.issues.push({ code: 'custom', input: context.value, message: sentence(context.value) });
  });
}

export const zone = checked(isZone, (name) => `“${name}” is not the name of a time zone. One looks like “Europe/Vienna”.`);
export const date = checked(
  (day) => parseDate(day) !== undefined,
  (day) => `“${day}” is not a date. One looks like “2026-12-25”.`,
);
export const time = checked(
  (at) => parseTime(at) !== undefined,
  (at) => `“${at}” is not a time. One looks like “09:00”; a day ends at “24:00”.`,
);

/** `08:30-12:00` */
export const hours = z.string().transform((range, context) => {
  const [from = '', to = '', ...more] = range.split('-').map((part) => part.trim());
  if (more.length === 0 && parseTime(from) !== undefined && parseTime(to) !== undefined) return { from, to };
  context.addIssue(`“${range}” are not hours. They look like “08:30-12:00”.`);
  return z.NEVER;
});

/** Working days, and milliseconds besides. How long a day is, a calendar says. */
export interface Span {
  readonly days: number;
  readonly milliseconds: number;
}

const LONGEST_DAYS = 1000;

/** `30m`, `4h`, `2d`, `1d 4h` */
export const span = z.string().transform((words, context): Span => {
  const match = /^(?:(\d{1,4})d)?\s*(?:(\d{1,5})h)?\s*(?:(\d{1,7})m)?$/.exec(words.trim());
  const [days, hour, minute] = [1, 2, 3].map((index) => Number(match?.[index] ?? 0));
  const found = { days: days ?? 0, milliseconds: ((hour ?? 0) * 60 + (minute ?? 0)) * 60_000 };
  if (match && found.days + found.milliseconds > 0 && found.days + found.milliseconds / DAY <= LONGEST_DAYS) return found;
  context.addIssue(`“${words}” is not a length of time. It looks like “30m”, “4h” or “2d”, up to ${LONGEST_DAYS}d.`);
  return z.NEVER;
});

const DAY = 24 * 60 * 60_000;

/** The same in milliseconds, where a day has 24 hours. */
export const plainSpan = span.transform(({ days, milliseconds }) => days * DAY + milliseconds);

/** Opening hours in milliseconds. No calendar says there how long a day is. */
export const openSpan = span
  .refine(({ days }) => days === 0, 'Say it in hours and minutes, such as “8h”: these are opening hours, and not all days have as many.')
  .transform(({ milliseconds }) => milliseconds);

/** `P1` */
export const priority = oneOf(
  PRIORITIES.map((level) => `P${level}` as const),
  'priority',
).transform((name) => Number(name.slice(1)) as Priority);

/** Somebody who works here, by address; in lower case. */
export function email({ personProblem }: Names) {
  return z.string().transform((address, context) => {
    const problem = personProblem(address);
    if (problem === undefined) return address.toLowerCase();
    context.addIssue(`“${address}”: ${problem}.`);
    return z.NEVER;
  });
}
