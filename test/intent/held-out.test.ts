import { describe, expect, it } from 'vitest';
import { splitWords } from '#intent/words.ts';
import { heldOut, type HeldOut } from './held-out.ts';
import { phrases, understander } from './understander.ts';

const { actAt, offerAt } = understander;
const answers = heldOut.map((message) => ({ ...message, understood: understander.understand(message.text) }));
type Answer = (typeof answers)[number];

const isRight = ({ intent, understood }: Answer): boolean => understood.intent === intent;
const share = (some: readonly Answer[], of: readonly Answer[]): number => some.length / of.length;
const sameWords = (text: string): string =>
  splitWords(text)
    .map((word) => word.text)
    .join(' ');
const sure = answers.filter(({ understood }) => understood.confidence >= actAt);

describe('messages nobody trained on', () => {
  it('are enough to measure with, and cover every intent', () => {
    expect(heldOut.length).toBeGreaterThanOrEqual(150);
    expect(new Set(heldOut.map(({ intent }) => intent))).toEqual(new Set(phrases.map(({ intent }) => intent)));
  });

  it('are not among the phrases, not even spelled differently', () => {
    const taught = new Set(phrases.flatMap((one) => one.phrases).map(sameWords));
    expect(heldOut.filter(({ text }: HeldOut) => taught.has(sameWords(text)))).toEqual([]);
  });

  it('get the right intent nine times in ten', () => {
    expect(share(answers.filter(isRight), answers)).toBeGreaterThanOrEqual(0.9);
  });

  it('are acted on mostly, and rightly', () => {
    expect(share(sure, answers)).toBeGreaterThanOrEqual(0.85);
    expect(share(sure.filter(isRight), sure)).toBeGreaterThanOrEqual(0.96);
  });

  it('are offered the right choice among three when it is not sure', () => {
    const unsure = answers.filter(({ understood }) => understood.confidence >= offerAt && understood.confidence < actAt);
    const offered = unsure.filter(({ intent, understood }) => [understood, ...understood.alternatives].slice(0, 3).some((one) => one.intent === intent));
    expect(share(offered, unsure)).toBeGreaterThanOrEqual(0.85);
  });
});
