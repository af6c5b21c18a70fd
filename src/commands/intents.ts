import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readConfig } from '#config.ts';
import { DeskError } from '#core/errors.ts';
import { readLabeled } from '#intent/evaluation/labeled-file.ts';
import { redact } from '#intent/secrets.ts';
import type { Database } from '#store/database.ts';
import { importLabelled, labelExample, labelled, unlabelled, type Example } from '#store/learning.ts';
import { workflows } from '#workflows/index.ts';
import { onDatabase } from './open-database.ts';

const HELP = 'Use: intents review [--limit n], label <id> <intent>, export <file>, import <file>, retrain [--held-out <file>], or promote.';
const LISTED = 50;

type Command = (database: Database, words: readonly string[], options: { limit: number; heldOut: string | undefined }) => Promise<string>;

const COMMANDS: Readonly<Record<string, Command>> = {
  review: async ({ db }, _, { limit }) => review(await unlabelled(db, limit)),
  label: async ({ db }, [id = '', intent = '']) => {
    checkIntent(intent);
    if (!/^\d{1,15}$/.test(id) || !(await labelExample(db, Number(id), intent))) fail(`There is no message ${id}.`);
    return `Message ${id} means ${intent}. It is learned with the next retrain.\n`;
  },
  export: async ({ db }, [file = '']) => {
    if (file === '') fail(HELP);
    const lines = await labelled(db);
    await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    return `${counted(lines.length)} written to ${file}.\n`;
  },
  import: async ({ db }, [file = '']) => {
    const lines = await readLabeled(file);
    for (const { intent } of lines) checkIntent(intent);
    const safe = lines.map((each) => ({ ...each, text: redact(each.text).text }));
    return `${counted(await importLabelled(db, safe))} new.\n`;
  },
  // Loaded only when called: training needs the whole application.
  retrain: async (database, _, { heldOut }) => await (await import('./retrain.ts')).retrain(database, heldOut),
  promote: async (database) => await (await import('./retrain.ts')).promote(database),
};

/** `deskside intents …`: teaches the desk what messages mean that it was not sure of. */
export async function intents(args: readonly string[]): Promise<void> {
  const { positionals, values } = parse(args);
  const [verb = '', ...words] = positionals;
  const command = Object.hasOwn(COMMANDS, verb) ? COMMANDS[verb] : undefined;
  const limit = Number(values.limit ?? LISTED);
  if (!command || !Number.isInteger(limit) || limit < 1) fail(HELP);
  process.stdout.write(await onDatabase(readConfig(process.env), async (db) => await command(db, words, { limit, heldOut: values['held-out'] })));
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { limit: { type: 'string' }, 'held-out': { type: 'string' } } });
  } catch {
    return fail(HELP);
  }
}

function review(examples: readonly Example[]): string {
  if (examples.length === 0) return 'There is nothing to label.\n';
  const groups = Map.groupBy(examples, ({ guessed }) => guessed);
  return [...groups].map(([guessed, some]) => `Taken for ${guessed}:\n${some.map(line).join('')}`).join('\n');
}

function line({ id, confidence, outcome, turnedOut, text }: Example): string {
  const became = turnedOut === null ? outcome : `${outcome}: ${turnedOut}`;
  return `  ${id}  ${Math.round(confidence * 100)} %  (${became})  ${text.replace(/\s+/g, ' ')}\n`;
}

function checkIntent(intent: string): void {
  const known = workflows.flatMap((workflow) => Object.keys(workflow.intents)).toSorted();
  if (!known.includes(intent)) fail(`There is no intent “${intent}”. There are: ${known.join(', ')}.`);
}

function counted(count: number): string {
  return `${count} labelled ${count === 1 ? 'message' : 'messages'}`;
}

function fail(userMessage: string): never {
  throw new DeskError('setup', { userMessage });
}
