import { contentLines, plainText, type ContentLine } from './ical-lines.ts';
import { icalDate, readYearly, type Yearly } from './ical-dates.ts';

/** A holiday as an iCal file has it: once, or every year. */
export interface HolidayEntry {
  readonly name: string;
  /** What kind the file says it is (`CATEGORIES`, or the first line of `DESCRIPTION`), such as “Public holiday”; empty when it does not say. */
  readonly kind: string;
  /** Days since 1970-01-01. */
  readonly firstDay: number;
  readonly lengthInDays: number;
  readonly yearly: Yearly | undefined;
  /** First days on which it does not take place. */
  readonly except: ReadonlySet<number>;
}

/** Something in the file that was not understood, so that an entry is missing from the list. */
interface HolidayProblem {
  /** From 1. */
  readonly line: number;
  readonly problem: string;
}

export interface HolidayFile {
  readonly entries: readonly HolidayEntry[];
  readonly problems: readonly HolidayProblem[];
}

/**
 * Reads the holidays of an iCal file: whole days, once or every year on the same date.
 * An entry that says anything else about when it takes place is left out and reported: a wrong due time is worse than a question.
 */
export function readHolidayFile(text: string): HolidayFile {
  const entries: HolidayEntry[] = [];
  const problems: HolidayProblem[] = [];
  let event: { line: number; lines: ContentLine[] } | undefined;
  const within: string[] = [];
  if (!/^\uFEFF?BEGIN:VCALENDAR\s*$/im.test(text)) return { entries, problems: [{ line: 1, problem: 'This is not an iCal file: it has no BEGIN:VCALENDAR.' }] };
  for (const line of contentLines(text)) {
    if ('odd' in line) problems.push({ line: line.number, problem: `“${line.odd.slice(0, 60)}” is not a line of an iCal file.` });
    else if (line.name === 'BEGIN') {
      within.push(line.value.toUpperCase());
      if (within.at(-1) === 'VEVENT') event = { line: line.number, lines: [] };
    } else if (line.name === 'END') {
      const ended = within.pop();
      if (ended !== line.value.toUpperCase()) problems.push({ line: line.number, problem: `END:${line.value} ends what has not begun.` });
      if (ended !== 'VEVENT' || !event) continue;
      readEvent(event.lines, event.line, { entries, problems });
      event = undefined;
    } else if (within.at(-1) === 'VEVENT') event?.lines.push(line);
  }
  if (within.length > 0) problems.push({ line: text.split('\n').length, problem: `The file stops in the middle of ${within.at(-1)}.` });
  return { entries, problems };
}

function readEvent(lines: readonly ContentLine[], start: number, into: { entries: HolidayEntry[]; problems: HolidayProblem[] }): void {
  const text = (name: string) => lines.find((line) => line.name === name)?.value ?? '';
  if (text('STATUS').toUpperCase() === 'CANCELLED') return;
  const name = plainText(text('SUMMARY'));
  const when = name === '' ? { line: start, problem: 'nobody could tell what it is (SUMMARY).' } : readDates(lines, start);
  if ('problem' in when) {
    into.problems.push({ line: when.line, problem: `${name === '' ? 'An entry without a name' : name}: ${when.problem}` });
    return;
  }
  const kind = text('CATEGORIES') || (text('DESCRIPTION').split(/\\n/i)[0] ?? '');
  into.entries.push({ name, kind: plainText(kind), ...when });
}

function readDates(lines: readonly ContentLine[], start: number): Omit<HolidayEntry, 'name' | 'kind'> | HolidayProblem {
  const unread = lines.find((line) => UNREAD.has(line.name));
  if (unread) return { line: unread.number, problem: `${unread.name} is not understood here.` };
  const begin = lines.find((line) => line.name === 'DTSTART');
  const firstDay = begin && icalDate(begin);
  if (firstDay === undefined) return { line: begin?.number ?? start, problem: 'it has no date of a whole day (DTSTART;VALUE=DATE).' };
  const end = lines.find((line) => line.name === 'DTEND');
  const endDay = end ? icalDate(end) : firstDay + 1;
  if (endDay === undefined || endDay <= firstDay) {
    return { line: end?.number ?? start, problem: 'its end is not a later day (DTEND;VALUE=DATE).' };
  }
  const yearly = readYearly(lines, firstDay);
  if (yearly && 'problem' in yearly) return yearly;
  const except = readExceptions(lines);
  if ('problem' in except) return except;
  return { firstDay, lengthInDays: endDay - firstDay, yearly, except };
}

function readExceptions(lines: readonly ContentLine[]): ReadonlySet<number> | HolidayProblem {
  const days = new Set<number>();
  for (const line of lines.filter(({ name }) => name === 'EXDATE')) {
    for (const value of line.value.split(',')) {
      const day = icalDate({ ...line, value });
      if (day === undefined) return { line: line.number, problem: 'EXDATE is not a list of dates (EXDATE;VALUE=DATE).' };
      days.add(day);
    }
  }
  return days;
}

/** Properties that change when an event takes place, and that are not read. */
const UNREAD: ReadonlySet<string> = new Set(['RDATE', 'RECURRENCE-ID', 'DURATION', 'EXRULE']);
