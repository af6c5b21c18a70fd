import { OUT_OF_SCOPE } from '#core/intent.ts';

/** A message of the validation file, and what a classifier that never saw it says. */
export interface Answered {
  readonly intent: string;
  readonly predicted: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** Up to three intents, likeliest first. */
  readonly offered: readonly string[];
}

/** Of what is out of scope, so much should be found; what a validation file shows is a bit rosy, so two points more than promised. */
const WANTED_RECALL = 0.72;
/** Of what is acted on, so much should be right: a wrong act costs more than a question. Rosy as well, so a point more than hoped for. */
const WANTED_RIGHT = 0.98;
/** Of what is offered, the right choice should be among three so often. */
const WANTED_OFFERED = 0.7;

/**
 * The confidence below which a message counts as out of scope: of those that find enough of them, the one with which most messages
 * are right; where none finds enough, the one that finds most. 0 when nothing in the file is out of scope.
 */
export function chooseRefusal(answers: readonly Answered[]): number {
  const outside = answers.filter(({ intent }) => intent === OUT_OF_SCOPE).length;
  if (outside === 0) return 0;
  // Raised step by step over the confidences there are, refusing one message more each time.
  const sorted = answers.toSorted((a, b) => a.confidence - b.confidence);
  let found = answers.filter((one) => one.intent === OUT_OF_SCOPE && isRight(one)).length;
  let right = answers.filter(isRight).length;
  let best = { threshold: 0, found, right };
  sorted.forEach((one, at) => {
    const gain = (one.intent === OUT_OF_SCOPE ? 1 : 0) - (isRight(one) ? 1 : 0);
    right += gain;
    if (gain > 0) found++;
    const next = sorted[at + 1]?.confidence ?? 1;
    if (next > one.confidence && isBetter({ found, right }, best, outside)) best = { threshold: (one.confidence + next) / 2, found, right };
  });
  return best.threshold;
}

interface Outcome {
  readonly found: number;
  readonly right: number;
}

function isBetter(one: Outcome, other: Outcome, outside: number): boolean {
  const wanted = WANTED_RECALL * outside;
  if (other.found < wanted) return one.found > other.found;
  return one.right > other.right;
}

/** In hundredths, from which on acts are right often enough, and offers hold the right choice often enough. */
export function chooseThresholds(answers: readonly Answered[]): { readonly actAt: number; readonly offerAt: number } {
  const actAt = lowest(answers, 1, WANTED_RIGHT, isRight);
  const unsure = answers.filter(({ confidence }) => confidence < actAt);
  const offerAt = lowest(unsure, actAt, WANTED_OFFERED, ({ intent, offered }) => offered.includes(intent));
  return { actAt, offerAt };
}

/**
 * Also at every higher threshold the share must hold, or a few lucky ones would decide. It stops where the messages end: of what is less
 * sure than any of them, nothing is known.
 */
function lowest(answers: readonly Answered[], from: number, wanted: number, good: (one: Answered) => boolean): number {
  const least = Math.min(from, ...answers.map(({ confidence }) => confidence));
  let chosen = from;
  for (let hundredths = Math.round(from * 100); hundredths >= Math.floor(least * 100); hundredths--) {
    const some = answers.filter(({ confidence }) => confidence >= hundredths / 100);
    if (some.filter(good).length < wanted * some.length) return chosen;
    chosen = hundredths / 100;
  }
  return chosen;
}

function isRight({ intent, predicted }: Answered): boolean {
  return intent === predicted;
}
