import { parseArgs } from 'node:util';
import { DeskError } from '#core/errors.ts';
import { evaluate } from '#intent/evaluation/evaluate.ts';
import { readLabeled } from '#intent/evaluation/labeled-file.ts';
import { printEvaluation } from '#intent/evaluation/report.ts';

const HELP = `Use: eval-intents --train <file> --test <file> [--valid <file>] [--json]
Files hold a line {"text": "…", "intent": "…"} for each message. The threshold below which a message counts as out of scope is
chosen on the valid file; without one, only out_of_scope lines of the train file teach what that is.`;

/** `deskside eval-intents`: trains the desk's own classifier on one file and says how it does on another. */
export async function evalIntents(args: readonly string[]): Promise<void> {
  const { train, test, valid, json } = readArguments(args);
  const evaluation = evaluate({
    train: await readLabeled(train),
    test: await readLabeled(test),
    valid: valid === undefined ? undefined : await readLabeled(valid),
  });
  process.stdout.write(json ? `${JSON.stringify(evaluation, undefined, 2)}\n` : printEvaluation(evaluation));
}

function readArguments(args: readonly string[]) {
  try {
    const options = { train: { type: 'string' }, test: { type: 'string' }, valid: { type: 'string' }, json: { type: 'boolean', default: false } } as const;
    const { train, test, valid, json } = parseArgs({ args: [...args], options }).values;
    if (train === undefined || test === undefined) throw new Error('a file is missing');
    return { train, test, valid, json };
  } catch (error) {
    throw new DeskError('setup', { userMessage: HELP, cause: error });
  }
}
