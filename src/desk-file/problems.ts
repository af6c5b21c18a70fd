import type { z } from 'zod';
import { suggestion } from './nearest.ts';
import type { Path, Problem, YamlText } from './yaml-text.ts';

type Issue = z.core.$ZodIssue;

/** What is wrong with the settings, in sentences with their places. */
export function problemsOf(issues: readonly Issue[], yaml: YamlText): Problem[] {
  return issues.flatMap((issue) => problemOf(issue, yaml));
}

function problemOf(issue: Issue, yaml: YamlText): Problem[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.message.split(' ');
    return issue.keys.map((key) => ({ ...yaml.placeOf([...path, key], 'key'), sentence: unknownKey(key, keys) }));
  }
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => ({ ...yaml.placeOf(path, 'key'), sentence: message }));
  const sentence = issue.code === 'invalid_type' ? wrongType(issue, path, yaml) : issue.message;
  return [{ ...yaml.placeOf(path, 'value'), sentence }];
}

function unknownKey(key: string, keys: readonly string[]): string {
  const near = suggestion(key, keys);
  return `“${key}” is not a setting that can stand here.${near === '' ? ` There are: ${keys.join(', ')}.` : near}`;
}

function wrongType({ expected }: { readonly expected: string }, path: Path, yaml: YamlText): string {
  const found = valueAt(yaml.value, path);
  const name = path.at(-1);
  if (found === undefined && typeof name === 'string') return `“${name}” is missing here.`;
  if (found === null || found === undefined) return path.length === 0 ? 'The file is empty.' : 'This is empty. Give it a value, or take it out.';
  return `This must be ${TYPE_WORDS[expected] ?? expected}.`;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text; put it in quotes if it looks like a number',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list: lines that begin with “-”',
  object: 'settings, each with its name and “:”',
  record: 'settings, each with its name and “:”',
};

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, step) => (inner !== null && typeof inner === 'object' ? (inner as Record<PropertyKey, unknown>)[step] : undefined),
    value,
  );
}
