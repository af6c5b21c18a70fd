import { OUT_OF_SCOPE } from '#core/intent.ts';

/** What a message means, and what the classifier said. */
export interface Judgment {
  readonly intent: string;
  readonly predicted: string;
}

export interface Metrics {
  /** Of all messages, those with the right intent; the same as micro F1, as each message has one label and gets one. */
  readonly accuracy: number;
  readonly microF1: number;
  /** The mean over all intents that occur, out of scope among them. */
  readonly macroF1: number;
  /** Of the messages with an intent, those that got it; undefined without such messages. */
  readonly inScopeAccuracy: number | undefined;
  /** Of the messages out of scope, those that were found; undefined without such messages. */
  readonly outOfScopeRecall: number | undefined;
  /** Of the messages said to be out of scope, those that are; undefined when none was. */
  readonly outOfScopePrecision: number | undefined;
}

export interface Confusion extends Judgment {
  readonly count: number;
}

/** All from 0 to 1. */
export function measure(judgments: readonly Judgment[]): Metrics {
  const right = judgments.filter(isRight);
  const inScope = judgments.filter(({ intent }) => intent !== OUT_OF_SCOPE);
  const outside = judgments.filter(({ intent }) => intent === OUT_OF_SCOPE);
  const refused = judgments.filter(({ predicted }) => predicted === OUT_OF_SCOPE);
  const accuracy = share(right.length, judgments.length) ?? 0;
  return {
    accuracy,
    microF1: accuracy,
    macroF1: macroF1(judgments),
    inScopeAccuracy: share(inScope.filter(isRight).length, inScope.length),
    outOfScopeRecall: share(outside.filter(isRight).length, outside.length),
    outOfScopePrecision: share(refused.filter(isRight).length, refused.length),
  };
}

/** What is taken for what, most frequent first. */
export function confusions(judgments: readonly Judgment[]): Confusion[] {
  const wrong = judgments.filter((one) => !isRight(one));
  const pairs = Map.groupBy(wrong, ({ intent, predicted }) => JSON.stringify([intent, predicted]));
  return [...pairs.values()]
    .flatMap((some) => some.slice(0, 1).map(({ intent, predicted }) => ({ intent, predicted, count: some.length })))
    .sort((a, b) => b.count - a.count);
}

function macroF1(judgments: readonly Judgment[]): number {
  const intents = new Set(judgments.flatMap(({ intent, predicted }) => [intent, predicted]));
  const total = [...intents].reduce((sum, intent) => sum + f1(judgments, intent), 0);
  return share(total, intents.size) ?? 0;
}

/** Harmonic mean of precision and recall, written with counts so that it is never 0/0. */
function f1(judgments: readonly Judgment[], intent: string): number {
  const hits = judgments.filter((one) => one.intent === intent && isRight(one)).length;
  const meant = judgments.filter((one) => one.intent === intent).length;
  const said = judgments.filter((one) => one.predicted === intent).length;
  return (2 * hits) / (meant + said);
}

function isRight({ intent, predicted }: Judgment): boolean {
  return intent === predicted;
}

function share(some: number, all: number): number | undefined {
  return all === 0 ? undefined : some / all;
}
