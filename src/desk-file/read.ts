import type { Known } from './known.ts';
import { problemsOf } from './problems.ts';
import { repeatedIn } from './repeated.ts';
import { fileSchema, type DeskFile } from './schema.ts';
import { readYaml, type Problem } from './yaml-text.ts';

/** A file that can be applied, or all that is wrong with it, in the order in which it stands there. Never throws. */
export function readDeskFile(source: string, known: Known): { readonly file: DeskFile } | { readonly problems: readonly Problem[] } {
  const yaml = readYaml(source);
  if ('problems' in yaml) return { problems: inOrder(yaml.problems) };
  const names = { ...known, teams: keysOf(yaml.value, 'teams'), calendars: keysOf(yaml.value, 'calendars'), products: namesIn(yaml.value, 'products') };
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
  const inner: unknown = value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[name] : undefined;
  return inner !== null && typeof inner === 'object' ? Object.keys(inner) : [];
}

/** The same of a list of things that have names. */
function namesIn(value: unknown, list: string): string[] {
  const inner: unknown = value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[list] : undefined;
  if (!Array.isArray(inner)) return [];
  return inner.flatMap((item: unknown) => {
    const name: unknown = item !== null && typeof item === 'object' ? (item as Record<string, unknown>)['name'] : undefined;
    return typeof name === 'string' ? [name.trim()] : [];
  });
}
