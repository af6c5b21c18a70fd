import { OUT_OF_SCOPE, type Understander } from '#core/intent.ts';
import { trainClassifier } from '#intent/classifier.ts';
import { createUnderstander } from '#intent/understander.ts';
import { chooseRefusal, type Answered } from './choose-thresholds.ts';
import { phrasesOf, type Labeled } from './labeled-file.ts';
import { confusions, measure, type Confusion, type Metrics } from './metrics.ts';

export interface Evaluation extends Metrics {
  readonly trained: number;
  readonly tested: number;
  readonly intents: number;
  /** A message below it counts as out of scope; chosen on the validation file, 0 without one. */
  readonly threshold: number;
  /** Of the messages with an intent, those whose best guess is right, however unsure. */
  readonly bestGuessAccuracy: number | undefined;
  readonly trainingMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** What the trained classifier keeps in memory, weights and words. */
  readonly modelBytes: number;
  readonly confusions: readonly Confusion[];
}

interface Files {
  readonly train: readonly Labeled[];
  readonly test: readonly Labeled[];
  /** To choose the threshold on; never the test file. */
  readonly valid: readonly Labeled[] | undefined;
}

/** What the desk itself would make of the test file, had it been taught the train file: the same slots, masks, classifier and calibration. */
export function evaluate({ train, test, valid }: Files): Evaluation {
  const since = performance.now();
  const phrases = phrasesOf(train);
  const classifier = trainClassifier(phrases);
  const understander = createUnderstander(phrases, classifier);
  const trainingMs = performance.now() - since;
  const threshold = valid ? chooseRefusal(answerAll(understander, valid).answers) : 0;
  const { answers, times } = answerAll(understander, test);
  const judgments = answers.map(({ intent, predicted, confidence }) => ({ intent, predicted: confidence < threshold ? OUT_OF_SCOPE : predicted }));
  const guessed = answers.filter(({ intent }) => intent !== OUT_OF_SCOPE);
  return {
    ...measure(judgments),
    trained: train.length,
    tested: test.length,
    intents: new Set(train.map(({ intent }) => intent)).size,
    threshold,
    bestGuessAccuracy: measure(guessed).inScopeAccuracy,
    trainingMs,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    modelBytes: classifier.bytes,
    confusions: confusions(judgments),
  };
}

/** Asks about each message, and how long that takes. */
export function answerAll(understander: Understander, messages: readonly Labeled[]): { readonly answers: Answered[]; readonly times: number[] } {
  const times: number[] = [];
  const answers = messages.map(({ text, intent }) => {
    const since = performance.now();
    const { intent: predicted, confidence, alternatives } = understander.understand(text);
    times.push(performance.now() - since);
    return { intent, predicted, confidence, offered: [predicted, ...alternatives.slice(0, 2).map((other) => other.intent)] };
  });
  return { answers, times };
}

/** The smallest value that at least this share of all does not exceed. */
function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)] ?? 0;
}
