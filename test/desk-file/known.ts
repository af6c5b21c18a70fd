import type { Known } from '#desk-file/known.ts';
import { readDeskFile } from '#desk-file/read.ts';
import type { DeskFile } from '#desk-file/schema.ts';
import type { Problem } from '#desk-file/yaml-text.ts';

/** Files beside the configuration file. */
const FILES: Readonly<Record<string, string>> = {
  'holidays.ics': calendar(['SUMMARY:Epiphany', 'DTSTART;VALUE=DATE:20200106', 'RRULE:FREQ=YEARLY'], ['SUMMARY:Town Fair', 'DTSTART;VALUE=DATE:20261006']),
  'on-call.ics': calendar(['SUMMARY:On call: sam@example.test', 'DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227']),
  'strangers.ics': calendar(
    ['SUMMARY:gone@example.test', 'DTSTART;VALUE=DATE:20260104'],
    ['SUMMARY:nobody@example.test', 'DTSTART;VALUE=DATE:20261224'],
    ['SUMMARY:Lee', 'DTSTART;VALUE=DATE:20261225'],
  ),
  'broken.ics': 'Dear all, the office is closed on Friday.',
};

function calendar(...events: readonly (readonly string[])[]): string {
  const lines = events.flatMap((event, index) => ['BEGIN:VEVENT', `UID:${index}`, ...event, 'END:VEVENT']);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

export const known: Known = {
  intents: ['ticket.create', 'license.request', 'greeting'],
  platforms: ['slack', 'teams', 'browser'],
  departments: ['Sales', 'Finance'],
  placeOfLink: (platform, link) => (platform === 'teams' && link.startsWith('https://teams/') ? { workspace: 'T', room: link.slice(14) } : undefined),
  personProblem: (email) => (/^(sam|priya|lee|maria|tom)@example\.test$/i.test(email) ? undefined : 'nobody here has this address'),
  departmentManagedBy: (email) => (email === 'tom@example.test' ? 'Sales' : undefined),
  readText: (path) => FILES[path],
  today: '2026-01-05',
};

/** @throws when there is something wrong with it */
export function fileOf(source: string): DeskFile {
  const result = readDeskFile(source, known);
  if ('file' in result) return result.file;
  throw new Error(result.problems.map(({ line, column, sentence }) => `${line}:${column} ${sentence}`).join('\n'));
}

export function problemsIn(source: string): readonly Problem[] {
  const result = readDeskFile(source, known);
  return 'problems' in result ? result.problems : [];
}
