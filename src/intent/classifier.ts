import { OUT_OF_SCOPE, type Phrases } from '#core/intent.ts';
import { calibrate, fillConfidences, type Calibration, type Judged } from './calibration.ts';
import { featuresOf, type Features } from './features.ts';
import { scoresOf, trainLinear, type Linear } from './linear.ts';
import { findThings } from './slots.ts';
import { stackRows } from './sparse.ts';
import { bytesOf, documentCounts, encode, encodeAll, weigh, type Encoded, type Vocabulary, type Weighed } from './vocabulary.ts';
import { readable, splitWords } from './words.ts';

interface Ranked {
  readonly intent: string;
  readonly confidence: number;
}

export interface Classifier {
  /** All intents, likeliest first; empty when nothing was taught. Confidences add up to one. */
  rank(text: Features): Ranked[];
  /** What weights, counts and words take in memory, roughly. */
  readonly bytes: number;
}

interface Example {
  readonly text: Encoded;
  readonly label: number;
  /** Place among the phrases of its intent. */
  readonly place: number;
}

interface Model {
  readonly linear: Linear;
  readonly documents: Int32Array;
  readonly total: number;
}

/** Two keep the start short; three or five give the same accuracy and nearly the same confidences. */
const FOLDS = 2;
/** Three numbers are fitted to them; more examples change none of them by a tenth. */
const ENOUGH = 1000;

/** All that is learned, as plain data: arrays, numbers and one map. */
export interface Learned {
  readonly intents: readonly string[];
  readonly vocabulary: Vocabulary;
  readonly model: Model;
  readonly calibration: Calibration;
}

/** Learns from the phrases, the same way every time; takes a second or two for thousands. */
export function learn(phrases: readonly Phrases[]): Learned {
  const intents = phrases.map((one) => one.intent);
  const places = phrases.flatMap((one, label) => [...one.phrases, ...nameOf(one)].map((phrase, place) => ({ phrase, label, place })));
  const { vocabulary, encoded } = encodeAll(places.map(({ phrase }) => featuresOfPhrase(phrase)));
  const examples = encoded.map((text, at) => ({ text, label: places[at]?.label ?? 0, place: places[at]?.place ?? 0 }));
  const train = (some: readonly Example[]): Model => trainModel(some, vocabulary, intents.length);
  const calibration = calibrate(judgeByOthers(examples, train), intents.indexOf(OUT_OF_SCOPE));
  return { intents, vocabulary, calibration, model: train(examples) };
}

export function classifierOf({ intents, vocabulary, model, calibration }: Learned): Classifier {
  const elsewhere = intents.indexOf(OUT_OF_SCOPE);
  return {
    rank: (text) => rank(intents, weighBy(model, encode(vocabulary, text)), model, elsewhere, calibration),
    bytes: model.linear.weights.byteLength + model.documents.byteLength + bytesOf(vocabulary),
  };
}

export function trainClassifier(phrases: readonly Phrases[]): Classifier {
  return classifierOf(learn(phrases));
}

/** An intent's name says in a few words what it is about, so it is a phrase like the others: with ten of them, one more counts. */
function nameOf({ intent, phrases }: Phrases): string[] {
  return intent === OUT_OF_SCOPE || phrases.length === 0 ? [] : [intent.replaceAll(/[._-]+/g, ' ')];
}

function featuresOfPhrase(phrase: string): Features {
  const text = readable(phrase);
  const words = splitWords(text);
  return featuresOf(words, findThings(text, words));
}

function trainModel(examples: readonly Example[], vocabulary: Vocabulary, classes: number): Model {
  const texts = examples.map((one) => one.text);
  const documents = documentCounts(vocabulary, texts);
  const rows = stackRows(texts.map((text) => weigh(text, documents, texts.length)));
  const labels = examples.map((one) => one.label);
  return { linear: trainLinear({ rows, labels, classes, columns: vocabulary.ids.size + 1 }), documents, total: texts.length };
}

/** Examples as seen by a model that was trained without them: all of a few, and enough of many. */
function judgeByOthers(examples: readonly Example[], train: (some: readonly Example[]) => Model): Judged[] {
  const judged: Judged[] = [];
  for (let fold = 0; fold < FOLDS && judged.length < ENOUGH; fold++) {
    const others = examples.filter((one) => one.place % FOLDS === fold);
    const every = Math.ceil(others.length / ENOUGH);
    const model = train(examples.filter((one) => one.place % FOLDS !== fold));
    judged.push(...others.filter((_, at) => at % every === 0).map((one) => judge(model, one)));
  }
  return judged;
}

function judge(model: Model, example: Example): Judged {
  const row = weighBy(model, example.text);
  return { scores: scoresOf(model.linear, row), label: example.label, unseen: row.unseen };
}

function weighBy(model: Model, text: Encoded): Weighed {
  return weigh(text, model.documents, model.total);
}

function rank(intents: readonly string[], row: Weighed, model: Model, elsewhere: number, calibration: Calibration): Ranked[] {
  const confidences = new Float64Array(intents.length);
  fillConfidences(scoresOf(model.linear, row), row.unseen, elsewhere, calibration, confidences);
  const ranked = intents.map((intent, k) => ({ intent, confidence: confidences[k] ?? 0 }));
  return ranked.sort((a, b) => b.confidence - a.confidence);
}
