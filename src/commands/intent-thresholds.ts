import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { DeskError } from '#core/errors.ts';
import { chooseThresholds, type Answered } from '#intent/evaluation/choose-thresholds.ts';
import { answerAll } from '#intent/evaluation/evaluate.ts';
import { readLabeled } from '#intent/evaluation/labeled-file.ts';
import { loadPhrases } from '#intent/load-phrases.ts';
import { createUnderstander } from '#intent/understander.ts';

const HELP = 'Use: intent-thresholds --valid <file> [--write], where the file has a line {"text": "…", "intent": "…"} for each message.';
const FILE = new URL('../intent/thresholds.ts', import.meta.url);

/** `deskside intent-thresholds`: from which confidence on the desk should act or offer, found on messages it was not taught. */
export async function intentThresholds(args: readonly string[]): Promise<void> {
  const { valid, write } = readArguments(args);
  const messages = await readLabeled(valid);
  const understander = createUnderstander(await loadPhrases(new URL('../workflows/', import.meta.url)));
  const content = contentFor(answerAll(understander, messages).answers);
  if (write) await writeFile(FILE, content);
  process.stdout.write(content);
}

function readArguments(args: readonly string[]) {
  try {
    const { valid, write } = parseArgs({ args: [...args], options: { valid: { type: 'string' }, write: { type: 'boolean', default: false } } }).values;
    if (valid === undefined) throw new Error('the file is missing');
    return { valid, write };
  } catch (error) {
    throw new DeskError('setup', { userMessage: HELP, cause: error });
  }
}

/** The file as it stands in the source, so that a change of the thresholds is reviewed like any other. */
function contentFor(answers: readonly Answered[]): string {
  const { actAt, offerAt } = chooseThresholds(answers);
  const acted = answers.filter(({ confidence }) => confidence >= actAt);
  const right = acted.filter(({ intent, predicted }) => intent === predicted);
  const unsure = answers.filter(({ confidence }) => confidence >= offerAt && confidence < actAt);
  const offered = unsure.filter(({ intent, offered: choices }) => choices.includes(intent));
  return `/**
 * Chosen by \`deskside intent-thresholds\` on ${answers.length} messages that nothing is trained on: from here on are ${percent(acted.length, answers.length)} of them, and
 * ${percent(right.length, acted.length)} of those are right. Measured again by \`test/intent/held-out.test.ts\`.
 */
export const ACT_AT = ${actAt};

/** Between the two are ${unsure.length} of them, ${offered.length} with the right intent among the first three. Below are ${answers.length - acted.length - unsure.length}. */
export const OFFER_AT = ${offerAt};
`;
}

function percent(some: number, all: number): string {
  return all === 0 ? 'none' : `${((100 * some) / all).toFixed(1)} %`;
}
