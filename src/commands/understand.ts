import { parseArgs } from 'node:util';
import { z } from 'zod';
import { DeskError } from '#core/errors.ts';
import type { Slot, Understanding } from '#core/intent.ts';
import { readLines } from '#intent/evaluation/labeled-file.ts';
import { loadPhrases } from '#intent/load-phrases.ts';
import { createUnderstander } from '#intent/understander.ts';

const HELP = `Use: understand "<text>" [--json], or understand --file <file> [--json]
A line of the file is a message, or an object {"text": "…"}.`;

const MESSAGE = z.object({ text: z.string() });
/** Of these, the value says it all; the words are only what it was concluded from. */
const SCALES: ReadonlySet<string> = new Set(['urgency', 'impact', 'hindrance']);

/** `deskside understand`: says what the desk makes of messages, without a desk. */
export async function understand(args: readonly string[]): Promise<void> {
  const { file, text, json } = readArguments(args);
  const texts = file === undefined ? [text] : (await readLines(file)).map(({ line, number }) => textOf(line, `${file}, line ${number}`));
  const understander = createUnderstander(await loadPhrases(new URL('../workflows/', import.meta.url)));
  for (const message of texts) {
    const understanding = understander.understand(message);
    process.stdout.write(json ? `${JSON.stringify(asJson(message, understanding))}\n` : print(message, understanding));
  }
}

function readArguments(args: readonly string[]) {
  try {
    const options = { file: { type: 'string' }, text: { type: 'string' }, json: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const texts = [...positionals, ...(values.text === undefined ? [] : [values.text])];
    if (texts.length !== (values.file === undefined ? 1 : 0)) throw new Error('one text or one file');
    return { file: values.file, text: texts[0] ?? '', json: values.json };
  } catch (error) {
    throw new DeskError('setup', { userMessage: HELP, cause: error });
  }
}

/** People write braces, too; only what is an object with a text is read as one. */
function textOf(line: string, where: string): string {
  if (!line.startsWith('{')) return line;
  try {
    return MESSAGE.parse(JSON.parse(line)).text;
  } catch (cause) {
    throw new DeskError('setup', { userMessage: `${where} begins with { and is no object with a "text".`, cause });
  }
}

function asJson(text: string, { intent, confidence, slots }: Understanding) {
  return {
    text,
    intent,
    confidence,
    slots: byName(slots, (slot) => (SCALES.has(slot.name) ? slot.value : slot.text)),
    values: byName(slots, (slot) => slot.value),
  };
}

/** One alone by itself, several as a list. */
function byName(slots: readonly Slot[], read: (slot: Slot) => string): Record<string, string | string[]> {
  const lists = Map.groupBy(slots, (slot) => slot.name);
  return Object.fromEntries(
    [...lists].map(([name, some]) => {
      const [first = '', ...more] = some.map(read);
      return [name, more.length === 0 ? first : [first, ...more]];
    }),
  );
}

function print(text: string, { intent, confidence, slots, alternatives }: Understanding): string {
  const others = alternatives.slice(0, 2).map((other) => `${other.intent} ${percent(other.confidence)}`);
  const found = slots.map(({ name, value, text: words }) => `  ${name}: ${value} (“${words}”)\n`).join('');
  return `${text}\n  ${[`${intent} ${percent(confidence)}`, ...others].join(', ')}\n${found}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
