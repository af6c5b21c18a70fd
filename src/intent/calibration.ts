/** How scores become shares that add up to one. */
export interface Calibration {
  /** Logarithm of the factor on all scores: the higher, the surer. */
  readonly sharpness: number;
  /** Taken off `sharpness` for a text of nothing but unseen features. */
  readonly doubt: number;
  /** Added to the score of the class for everything else, for a text of nothing but unseen features. */
  readonly strangeness: number;
}

/** Scores of a text by a model that was not trained on it. */
export interface Judged {
  readonly scores: ArrayLike<number>;
  readonly label: number;
  readonly unseen: number;
}

const START = [0, 0, 0];
const FIRST_STEP = 1;
const LAST_STEP = 0.05;
/** Keeps one surely wrong answer from outweighing all others. */
const IMPOSSIBLE = 1e-12;

/**
 * Softmax with a temperature (Guo et al., «On calibration of modern neural networks», 2017), where unseen features make it less sure and
 * more likely to be something else. `elsewhere` is the class of everything else, -1 for none. Written into `into`.
 */
export function fillConfidences(scores: ArrayLike<number>, unseen: number, elsewhere: number, by: Calibration, into: Float64Array): void {
  const factor = Math.exp(by.sharpness - by.doubt * unseen);
  let highest = -Infinity;
  for (let k = 0; k < into.length; k++) {
    const raised = factor * (scores[k] ?? 0) + (k === elsewhere ? by.strangeness * unseen : 0);
    into[k] = raised;
    highest = Math.max(highest, raised);
  }
  let sum = 0;
  for (let k = 0; k < into.length; k++) sum += into[k] = Math.exp((into[k] ?? 0) - highest);
  for (let k = 0; k < into.length; k++) into[k] = (into[k] ?? 0) / sum;
}

/** The calibration under which the right labels are likeliest, by trying steps that get smaller: three numbers need no gradient. */
export function calibrate(judged: readonly Judged[], elsewhere: number): Calibration {
  let best = START;
  let loss = lossOf(judged, elsewhere, best);
  for (let step = FIRST_STEP; step > LAST_STEP;) {
    const tried = neighbors(best, step).map((values) => ({ values, loss: lossOf(judged, elsewhere, values) }));
    const better = tried.reduce((low, one) => (one.loss < low.loss ? one : low));
    if (better.loss < loss) ({ values: best, loss } = better);
    else step /= 2;
  }
  return calibrationOf(best);
}

/** Doubt and strangeness never work the other way round, whatever the phrases. */
function neighbors(values: readonly number[], step: number): number[][] {
  return values.flatMap((value, at) => [value + step, value - step].map((moved) => values.with(at, at === 0 ? moved : Math.max(moved, 0))));
}

function calibrationOf([sharpness = 0, doubt = 0, strangeness = 0]: readonly number[]): Calibration {
  return { sharpness, doubt, strangeness };
}

function lossOf(judged: readonly Judged[], elsewhere: number, values: readonly number[]): number {
  const by = calibrationOf(values);
  const confidences = new Float64Array(judged[0]?.scores.length ?? 0);
  let loss = 0;
  for (const { scores, label, unseen } of judged) {
    fillConfidences(scores, unseen, elsewhere, by, confidences);
    loss -= Math.log(Math.max(confidences[label] ?? 0, IMPOSSIBLE));
  }
  return loss;
}
