import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { DeskError } from '#core/errors.ts';
import type { Phrases } from '#core/intent.ts';

/** A message and what it means, as a person says; `out_of_scope` for none of the intents. */
export interface Labeled {
  readonly text: string;
  readonly intent: string;
}

/** A text may be blank: people send such messages, and public data has them. */
const LINE = z.object({ text: z.string(), intent: z.string().trim().min(1) });
const TOLD_AT_MOST = 20;

/** Reads JSON lines of `{text, intent}`; blank lines do not count. @throws DeskError (`setup`) that names every line it cannot use. */
export async function readLabeled(path: string): Promise<Labeled[]> {
  const rows = (await readLines(path)).map(({ line, number }) => parseLine(line, `${path}, line ${number}`));
  const problems = rows.filter((row) => typeof row === 'string');
  if (problems.length > TOLD_AT_MOST) problems.splice(TOLD_AT_MOST, Infinity, `… and ${problems.length - TOLD_AT_MOST} more lines like these.`);
  if (problems.length > 0) throw new DeskError('setup', { userMessage: problems.join('\n') });
  if (rows.length === 0) throw new DeskError('setup', { userMessage: `${path} is empty. Put a line {"text": "…", "intent": "…"} into it for each message.` });
  return rows.filter((row) => typeof row !== 'string');
}

/** The lines that are not blank, with their numbers. @throws DeskError (`setup`) when the file cannot be read. */
export async function readLines(path: string): Promise<{ readonly line: string; readonly number: number }[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new DeskError('setup', { userMessage: `${path} cannot be read. Is it the right path?`, cause });
  });
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line, at) => ({ line: line.trim(), number: at + 1 }))
    .filter(({ line }) => line !== '');
}

/** What there is to learn, by intent, in the order of their names, so that the order of the file changes nothing but the order within an intent. */
export function phrasesOf(messages: readonly Labeled[]): Phrases[] {
  const byIntent = Map.groupBy(
    messages.filter(({ text }) => text.trim() !== ''),
    (message) => message.intent,
  );
  return [...byIntent].map(([intent, some]) => ({ intent, phrases: some.map((message) => message.text) })).sort((a, b) => (a.intent < b.intent ? -1 : 1));
}

function parseLine(line: string, where: string): Labeled | string {
  const json = parseJson(line);
  if (json === undefined) return `${where} is no JSON.`;
  const { data, error } = LINE.safeParse(json);
  if (data) return data;
  const field = error.issues[0]?.path[0];
  return field === undefined
    ? `${where} is no object with "text" and "intent".`
    : `${where}: "${String(field)}" must be ${field === 'text' ? 'a string' : 'the name of an intent'}.`;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
