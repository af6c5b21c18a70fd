import { OUT_OF_SCOPE, type Phrases, type Reading, type Slot, type Understander, type Understanding } from '#core/intent.ts';
import { trainClassifier, type Classifier } from './classifier.ts';
import { featuresOf } from './features.ts';
import { createCatalog } from './catalog.ts';
import { createSimilarity } from './similarity.ts';
import { splitRequests } from './requests.ts';
import { redact } from './secrets.ts';
import { findSlots, isThing, type FoundSlot } from './slots.ts';
import { ACT_AT, OFFER_AT } from './thresholds.ts';
import { POINTING_WORDS } from './stop-words.ts';
import { readable, splitWords, stem, type Word } from './words.ts';

const ANY_LETTER = /\p{L}/u;

/** Trains on the phrases, which takes a second, unless a classifier is given that has; what it returns keeps no state and never throws. */
export function createUnderstander(phrases: readonly Phrases[], classifier: Classifier = trainClassifier(phrases)): Understander {
  let taught: ReadonlySet<string> | undefined;
  // Asked about a word or two only, so it is made when that comes first.
  const isTaught = (words: string) =>
    (taught ??= new Set(phrases.flatMap((one) => one.phrases).map((phrase) => wordsOf(splitWords(readable(phrase)))))).has(words);
  return {
    actAt: ACT_AT,
    offerAt: OFFER_AT,
    understand: (text, reading) => understand(classifier, isTaught, text, reading),
    catalog: createCatalog,
    similarity: createSimilarity(phrases),
    requests: (text) => splitRequests(text).map((part) => part.text),
    redact,
  };
}

function understand(classifier: Classifier, isTaught: (words: string) => boolean, text: string, reading?: Reading): Understanding {
  const seen = readable(text);
  const words = splitWords(seen);
  const found = findSlots(seen, words, reading);
  const things = found.filter(isThing);
  // "#1042" has no letters and still asks about a ticket.
  const says = things.length > 0 || ANY_LETTER.test(seen);
  const ranked = says ? classifier.rank(featuresOf(words, things)) : [];
  const intent = ranked[0]?.intent ?? OUT_OF_SCOPE;
  const sure = intent === OUT_OF_SCOPE || !isHollow(words) || isTaught(wordsOf(words));
  const [best, ...alternatives] = sure ? ranked : ranked.map((one) => ({ ...one, confidence: one.confidence * HOLLOW }));
  return { intent, confidence: best?.confidence ?? 0, slots: found.map(plainSlot), alternatives };
}

/** "it", "that one": which of their few letters the classifier has seen where is chance, unless somebody taught just these words. */
function isHollow(words: readonly Word[]): boolean {
  return words.length <= 2 && words.every((word) => POINTING_WORDS.has(stem(word.text)));
}

/** Leaves even full confidence below the threshold to act. */
const HOLLOW = 0.5;

function wordsOf(words: readonly Word[]): string {
  return words.map((word) => word.text).join(' ');
}

function plainSlot({ name, value, text, from, to }: FoundSlot): Slot {
  return { name, value, text, from, to };
}
