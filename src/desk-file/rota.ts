import { z } from 'zod';
import { readHolidayFile } from '#rules/business-time/holiday-file.ts';
import { holidayDates } from '#rules/business-time/holidays.ts';
import { parseTime } from '#rules/business-time/local-time.ts';
import type { Rota } from '#rules/on-call.ts';
import { date, email, group, listOf, text, time, zone } from './fields.ts';
import type { Names } from './known.ts';

const YEARS_AHEAD = 1;

export function rotaSchema(names: Names) {
  const someone = email(names);
  return group({
    zone,
    hand_over: time.refine((at) => (parseTime(at) ?? 0) < DAY, 'A day of duty begins before “24:00”.').default('09:00'),
    shifts: listOf(shiftSchema(names)).optional(),
    rotation: group({
      from: date,
      every_days: z.number().int('This must be a whole number of days.').min(1, 'This must be at least 1.').max(366, 'This must be at most 366.').default(7),
      people: listOf(someone),
    }).optional(),
    file: rotaFile(names).optional(),
  }).transform(({ zone: where, hand_over: handOver, shifts = [], rotation, file = [] }, context): Rota => {
    if (shifts.length + file.length === 0 && !rotation) context.addIssue('Nobody is on call here: give it “shifts”, a “rotation” or a “file”.');
    const turns = rotation && { from: rotation.from, everyDays: rotation.every_days, emails: rotation.people };
    return { zone: where, handOver, shifts: [...shifts, ...file], rotation: turns };
  });
}

/** Who was on call once may have left since, and stands there all the same. */
function shiftSchema({ personProblem, today }: Names) {
  return group({ who: z.string(), from: date, to: date }).transform(({ who, from, to }, context): Rota['shifts'][number] => {
    if (from > to) context.addIssue('It ends before it begins.');
    const problem = to < today ? undefined : personProblem(who);
    if (problem !== undefined) context.addIssue({ code: 'custom', path: ['who'], message: `“${who}”: ${problem}.` });
    return { email: who.toLowerCase(), from, to };
  });
}

/** The first who could be called and is not in the team: only its members are. Undefined when there is nobody of that kind. */
export function outsider({ shifts, rotation }: Rota, members: ReadonlySet<string>, today: string): string | undefined {
  const callable = [...shifts.filter(({ to }) => to >= today).map(({ email: address }) => address), ...(rotation?.emails ?? [])];
  return callable.find((address) => !members.has(address));
}

const DAY = 24 * 60 * 60_000;
const ADDRESS = /[^\s<>(),;:"]+@[^\s<>(),;:"]+/;

/** Whole days whose title has an address in it. */
function rotaFile({ readText, personProblem, today }: Names) {
  return text().transform((file, context): Rota['shifts'] => {
    const content = readText(file);
    if (content === undefined) {
      context.addIssue(`The file “${file}” cannot be read.`);
      return z.NEVER;
    }
    const { entries, problems } = readHolidayFile(content);
    for (const { line, problem } of problems) context.addIssue(`${file}, line ${line}: ${problem}`);
    const year = Number(today.slice(0, 4));
    const days = holidayDates(entries, { fromYear: year - 1, toYear: year + YEARS_AHEAD });
    for (const name of new Set(days.filter(({ date: day }) => day >= today).map((day) => day.name))) {
      const address = ADDRESS.exec(name)?.[0];
      const problem = address === undefined ? 'no address of anybody is in it' : personProblem(address);
      if (problem !== undefined) context.addIssue(`${file}, “${name}”: ${problem}.`);
    }
    return days.flatMap(({ date: day, name }) => {
      const address = ADDRESS.exec(name)?.[0];
      return address === undefined ? [] : [{ email: address.toLowerCase(), from: day, to: day }];
    });
  });
}
