import type { Known, Names } from './known.ts';
import { problemsOf } from './problems.ts';
import { repeatedIn } from './repeated.ts';
import { fileSchema, type DeskFile } from './schema.ts';
import { readYaml, type Problem } from './yaml-text.ts';

/** A file that can be applied, or all that is wrong with it, in the order in which it stands there. Never throws. */
export function readDeskFile(source: string, known: Known): { readonly file: DeskFile } | { readonly problems: readonly Problem[] } {
  const yaml = readYaml(source);
  if ('problems' in yaml) return { problems: inOrder(yaml.problems) };
  const [teams, calendars] = [keysOf(yaml.value, 'teams'), keysOf(yaml.value, 'calendars')];
  const [products, categories] = [namesIn(yaml.value, 'products'), namesIn(yaml.value, 'categories')];
  const names = { ...known, teams, calendars, products, categories, members: membersIn(yaml.value) };
  const { success, data, error } = fileSchema(names).safeParse(yaml.value);
  const problems = [...problemsOf(error?.issues ?? [], yaml), ...repeatedIn(yaml)];
  return success && problems.length === 0 ? { file: data } : { problems: inOrder(problems) };
}

/** `deskside.yaml:14:7 There is no calendar “ofice”. Did you mean “office”?` */
export function problemLine(name: string, { line, column, sentence }: Problem): string {
  return `${name}:${line}:${column} ${sentence}`;
}

/** What is said once in the file and meant twice is wrong once. */
function inOrder(problems: readonly Problem[]): Problem[] {
  const once = new Map(problems.map((problem) => [problemLine('', problem), problem]));
  return [...once.values()].sort((a, b) => a.line - b.line || a.column - b.column);
}

/** Names that the file gives, also where what they stand for is wrong. */
function keysOf(value: unknown, name: string): string[] {
  return Object.keys(partsOf(value, name));
}

/** Of each team whose members are a list, those who have an address. */
function membersIn(value: unknown): Names['members'] {
  const lists = Object.entries(partsOf(value, 'teams')).flatMap(([key, team]) => {
    const members = partsOf(team, 'members');
    return Array.isArray(members) ? [[key, members] as const] : [];
  });
  return new Map(
    lists.map(([key, members]) => {
      const emails = members.map((member: unknown) => valueIn(member, 'email')).filter((email) => typeof email === 'string');
      return [key, new Set(emails.map((email) => email.toLowerCase()))];
    }),
  );
}

function partsOf(value: unknown, name: string): object {
  const inner = valueIn(value, name);
  return inner !== null && typeof inner === 'object' ? inner : {};
}

function valueIn(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[name] : undefined;
}

/** The same of a list of things that have names. */
function namesIn(value: unknown, list: string): string[] {
  const named = Object.values(partsOf(value, list)).map((item: unknown) => valueIn(item, 'name'));
  return named.flatMap((name) => (typeof name === 'string' ? [name.trim()] : []));
}
