import { OUT_OF_SCOPE, type Phrases, type Slot, type Understander, type Understanding } from '#core/intent.ts';
import { trainClassifier, type Classifier } from './classifier.ts';
import { featuresOf } from './features.ts';
import { createSimilarity } from './similarity.ts';
import { findThings, type FoundSlot } from './slots.ts';
import { ACT_AT, OFFER_AT } from './thresholds.ts';
import { findUrgency } from './urgency.ts';
import { readable, splitWords } from './words.ts';

const ANY_LETTER = /\p{L}/u;

/** Trains on the phrases, which takes a fraction of a second; what it returns keeps no state and never throws. */
export function createUnderstander(phrases: readonly Phrases[]): Understander {
  const classifier = trainClassifier(phrases);
  return {
    actAt: ACT_AT,
    offerAt: OFFER_AT,
    understand: (text) => understand(classifier, text),
    similarity: createSimilarity(phrases),
  };
}

function understand(classifier: Classifier, text: string): Understanding {
  const seen = readable(text);
  const words = splitWords(seen);
  const things = findThings(seen, words);
  const urgency = findUrgency(seen, words);
  const slots = [...things.map(plainSlot), ...(urgency ? [urgency] : [])];
  // "#1042" has no letters and still asks about a ticket.
  const says = things.length > 0 || ANY_LETTER.test(seen);
  const [best, ...alternatives] = says ? classifier.rank(featuresOf(words, things)) : [];
  return { intent: best?.intent ?? OUT_OF_SCOPE, confidence: best?.confidence ?? 0, slots, alternatives };
}

function plainSlot({ name, value, text }: FoundSlot): Slot {
  return { name, value, text };
}
