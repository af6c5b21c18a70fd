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
  const shift = group({ who: someone, from: date, to: date }).refine(({ from, to }) => from <= to, 'It ends before it begins.');
  return group({
    zone,
    hand_over: time.refine((at) => (parseTime(at) ?? 0) < DAY, 'A day of duty begins before “24:00”.').default('09:00'),
    shifts: listOf(shift).optional(),
    rotation: group({
      from: date,
      every_days: z.number().int('This must be a whole number of days.').min(1, 'This must be at least 1.').max(366, 'This must be at most 366.').default(7),
      people: listOf(someone),
    }).optional(),
    file: rotaFile(names).optional(),
  }).transform(({ zone: where, hand_over: handOver, shifts = [], rotation, file = [] }, context): Rota => {
    if (shifts.length + file.length === 0 && !rotation) context.addIssue('Nobody is on call here: give it “shifts”, a “rotation” or a “file”.');
    const turns = rotation && { from: rotation.from, everyDays: rotation.every_days, emails: rotation.people };
    return { zone: where, handOver, shifts: [...shifts.map(({ who, from, to }) => ({ email: who, from, to })), ...file], rotation: turns };
  });
}

const DAY = 24 * 60 * 60_000;
const ADDRESS = /[^\s<>(),;:"]+@[^\s<>(),;:"]+/;

/** Whole days whose title has an address in it. */
function rotaFile({ readText, personProblem, year }: Names) {
  return text().transform((file, context): Rota['shifts'] => {
    const content = readText(file);
    if (content === undefined) {
      context.addIssue(`The file “${file}” cannot be read.`);
      return z.NEVER;
    }
    const { entries, problems } = readHolidayFile(content);
    for (const { line, problem } of problems) context.addIssue(`${file}, line ${line}: ${problem}`);
    for (const { name } of entries) {
      const address = ADDRESS.exec(name)?.[0];
      const problem = address === undefined ? 'no address of anybody is in it' : personProblem(address);
      if (problem !== undefined) context.addIssue(`${file}, “${name}”: ${problem}.`);
    }
    return holidayDates(entries, { fromYear: year - 1, toYear: year + YEARS_AHEAD }).map(({ date: day, name }) => ({
      email: (ADDRESS.exec(name)?.[0] ?? '').toLowerCase(),
      from: day,
      to: day,
    }));
  });
}
