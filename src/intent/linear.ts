import { shuffled } from './shuffle.ts';
import type { SparseRow, SparseRows } from './sparse.ts';

/** One linear score per class; the weights of a column lie side by side, so that a row is read once for all classes. */
export interface Linear {
  readonly classes: number;
  readonly weights: Float64Array;
}

export interface TrainingSet {
  readonly rows: SparseRows;
  /** Class of each row. */
  readonly labels: readonly number[];
  readonly classes: number;
  readonly columns: number;
}

/** What one row changes: the first `count` of both. */
interface Steps {
  readonly classes: Int32Array;
  readonly sizes: Float64Array;
  count: number;
}

/** Cost of a mistake; about 1 suits rows of length about 1. */
const COST = 1;
/** Twenty rounds get the same accuracy. With few examples five get a little less, with many they are enough. */
const [ROUNDS, ROUNDS_OF_MANY, MANY] = [8, 5, 3000];

/**
 * One class against the rest, squared hinge loss, by dual coordinate descent: Hsieh et al., «A dual coordinate descent method for
 * large-scale linear SVM» (2008), algorithm 1. The order of rows is shuffled the same way every time.
 */
export function trainLinear(set: TrainingSet): Linear {
  const { rows, labels, classes } = set;
  const weights = new Float64Array(set.columns * classes);
  const alphas = new Float64Array(labels.length * classes);
  const lengths = squaredLengths(rows);
  const scores = new Float64Array(classes);
  const steps: Steps = { classes: new Int32Array(classes), sizes: new Float64Array(classes), count: 0 };
  const rounds = labels.length < MANY ? ROUNDS : ROUNDS_OF_MANY;
  for (let round = 0; round < rounds; round++) {
    for (const row of shuffled(labels.length, round)) {
      addScores(weights, rows, row, scores);
      findSteps(scores, alphas, row, labels[row] ?? 0, lengths[row] ?? 0, steps);
      if (steps.count > 0) addSteps(weights, rows, row, steps, classes);
    }
  }
  return { classes, weights };
}

export function scoresOf(model: Linear, row: SparseRow): Float64Array {
  const scores = new Float64Array(model.classes);
  row.columns.forEach((column, at) => {
    const value = row.values[at] ?? 0;
    for (let k = 0; k < model.classes; k++) scores[k] = (scores[k] ?? 0) + value * (model.weights[column * model.classes + k] ?? 0);
  });
  return scores;
}

function squaredLengths(rows: SparseRows): Float64Array {
  const lengths = new Float64Array(rows.starts.length - 1);
  for (let row = 0; row < lengths.length; row++) {
    let sum = 0;
    for (let at = rows.starts[row] ?? 0, end = rows.starts[row + 1] ?? 0; at < end; at++) sum += (rows.values[at] ?? 0) ** 2;
    lengths[row] = sum;
  }
  return lengths;
}

function addScores(weights: Float64Array, rows: SparseRows, row: number, scores: Float64Array): void {
  const classes = scores.length;
  scores.fill(0);
  for (let at = rows.starts[row] ?? 0, end = rows.starts[row + 1] ?? 0; at < end; at++) {
    const base = (rows.columns[at] ?? 0) * classes;
    const value = rows.values[at] ?? 0;
    for (let k = 0; k < classes; k++) scores[k] = (scores[k] ?? 0) + value * (weights[base + k] ?? 0);
  }
}

function addSteps(weights: Float64Array, rows: SparseRows, row: number, steps: Steps, classes: number): void {
  for (let at = rows.starts[row] ?? 0, end = rows.starts[row + 1] ?? 0; at < end; at++) {
    const base = (rows.columns[at] ?? 0) * classes;
    const value = rows.values[at] ?? 0;
    for (let one = 0; one < steps.count; one++) {
      const place = base + (steps.classes[one] ?? 0);
      weights[place] = (weights[place] ?? 0) + value * (steps.sizes[one] ?? 0);
    }
  }
}

/** The best change of this row's share in each class, left out where there is none: most classes are far off. */
function findSteps(scores: Float64Array, alphas: Float64Array, row: number, label: number, length: number, steps: Steps): void {
  const classes = scores.length;
  const slack = 1 / (2 * COST);
  steps.count = 0;
  for (let k = 0; k < classes; k++) {
    const sign = k === label ? 1 : -1;
    const before = alphas[row * classes + k] ?? 0;
    const after = Math.max(before - (sign * (scores[k] ?? 0) - 1 + slack * before) / (length + slack), 0);
    if (after === before) continue;
    alphas[row * classes + k] = after;
    steps.classes[steps.count] = k;
    steps.sizes[steps.count++] = sign * (after - before);
  }
}
