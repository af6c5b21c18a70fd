import type { Evaluation } from './evaluate.ts';

const PAIRS_SHOWN = 15;

/** An evaluation as lines for the terminal. */
export function printEvaluation(evaluation: Evaluation): string {
  const rows = [
    ['messages trained on, of intents', `${evaluation.trained}, ${evaluation.intents}`],
    ['messages tested', String(evaluation.tested)],
    ['accuracy', percent(evaluation.accuracy)],
    ['micro F1', percent(evaluation.microF1)],
    ['macro F1', percent(evaluation.macroF1)],
    ['in scope: accuracy', percent(evaluation.inScopeAccuracy)],
    ['in scope: accuracy of the best guess, however unsure', percent(evaluation.bestGuessAccuracy)],
    ['out of scope: recall', percent(evaluation.outOfScopeRecall)],
    ['out of scope: precision', percent(evaluation.outOfScopePrecision)],
    ['out of scope below a confidence of', evaluation.threshold.toFixed(3)],
    ['training', `${evaluation.trainingMs.toFixed(0)} ms`],
    ['one message, p50', `${evaluation.p50Ms.toFixed(3)} ms`],
    ['one message, p99', `${evaluation.p99Ms.toFixed(3)} ms`],
    ['size of the model', `${(evaluation.modelBytes / 2 ** 20).toFixed(1)} MB`],
  ];
  const width = Math.max(...rows.map(([name = '']) => name.length));
  const table = rows.map(([name = '', value = '']) => `${name.padEnd(width)}   ${value}\n`).join('');
  return `${table}${printConfusions(evaluation)}`;
}

function printConfusions({ confusions }: Evaluation): string {
  if (confusions.length === 0) return '\nNothing was taken for something else.\n';
  const lines = confusions.slice(0, PAIRS_SHOWN).map(({ intent, predicted, count }) => `${String(count).padStart(5)}   ${intent} taken for ${predicted}\n`);
  const more = confusions.length - lines.length;
  return `\nTaken for something else, most frequent first:\n${lines.join('')}${more > 0 ? `        and ${more} more pairs\n` : ''}`;
}

function percent(share: number | undefined): string {
  return share === undefined ? 'none in the file' : `${(100 * share).toFixed(1)} %`;
}
