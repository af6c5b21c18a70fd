import { readFileSync } from 'node:fs';
import { editionOf } from '#desk-file/edition.ts';
import type { Known } from '#desk-file/known.ts';
import { problemLine, readDeskFile } from '#desk-file/read.ts';
import type { DeskFile } from '#desk-file/schema.ts';
import type { Edition } from '#rules/edition.ts';
import type { VipRule } from '#rules/vip.ts';
import { planDepartments, planPeople } from './people.ts';

let read: { readonly file: DeskFile; readonly source: string } | undefined;

/** The company's own configuration file. Read when it is needed, for most processes never make a company. */
export function demoFile(): { readonly file: DeskFile; readonly source: string } {
  return (read ??= readDemoFile());
}

/** Whose requests go other ways there. */
export function demoVips(): VipRule {
  const { people = [], titles = [] } = demoFile().file.vip ?? {};
  return { emails: people, titles };
}

/** What it says besides teams. */
export function demoEdition(teamIds: ReadonlyMap<string, number>): Edition {
  return editionOf(demoFile().file, { teamIds, policies: new Map() });
}

/** @throws Error when the file is wrong */
function readDemoFile() {
  const source = readFileSync(new URL('deskside.yaml', import.meta.url), 'utf8');
  const people = new Set(planPeople().map(({ email }) => email));
  const known: Known = {
    intents: [],
    platforms: ['browser'],
    departments: planDepartments().map(({ name }) => name),
    placeOfLink: () => undefined,
    personProblem: (email) => (people.has(email) ? undefined : 'nobody here has this address'),
    departmentManagedBy: () => undefined,
    readText: () => undefined,
    today: '2026-01-01',
  };
  const result = readDeskFile(source, known);
  if ('problems' in result) throw new Error(result.problems.map((problem) => problemLine('deskside.yaml', problem)).join('\n'));
  return { file: result.file, source };
}
