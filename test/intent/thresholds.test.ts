import { describe, expect, it } from 'vitest';
import { OUT_OF_SCOPE } from '#core/intent.ts';
import { chooseRefusal, chooseThresholds, type Answered } from '#intent/evaluation/choose-thresholds.ts';

const answer = (intent: string, predicted: string, confidence: number, offered = [predicted]): Answered => ({ intent, predicted, confidence, offered });
const many = (count: number, one: Answered): Answered[] => Array.from({ length: count }, () => one);

describe('the threshold for what is out of scope', () => {
  it('is between what is out of scope and what is not', () => {
    const threshold = chooseRefusal([...many(10, answer(OUT_OF_SCOPE, 'a', 0.3)), ...many(10, answer('a', 'a', 0.9))]);
    expect(threshold).toBeCloseTo(0.6);
  });

  it('is not there when nothing in the file is out of scope', () => {
    expect(chooseRefusal([answer('a', 'a', 0.2), answer('a', 'b', 0.1)])).toBe(0);
  });

  it('is not there when the class of its own finds them all', () => {
    expect(chooseRefusal([...many(5, answer(OUT_OF_SCOPE, OUT_OF_SCOPE, 0.2)), answer('a', 'a', 0.5)])).toBe(0);
  });

  it('finds enough first, and costs as little as it can then', () => {
    const unknown = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8].map((confidence) => answer(OUT_OF_SCOPE, 'a', confidence));
    const known = [0.65, 0.75, 0.76, 0.77].map((confidence) => answer('a', 'a', confidence));
    // Six of eight are 75 %; the seventh would cost what it brings, the eighth three.
    expect(chooseRefusal([...unknown, ...known])).toBeCloseTo(0.625);
  });

  it('treats equal confidences alike', () => {
    const threshold = chooseRefusal([answer(OUT_OF_SCOPE, 'a', 0.5), answer('a', 'a', 0.5), answer('a', 'a', 0.9)]);
    expect(threshold).toBeGreaterThan(0.5);
  });
});

describe('the thresholds to act and to offer', () => {
  it('are as low as they may be: nearly all acts right, most offers with the right choice', () => {
    const { actAt, offerAt } = chooseThresholds([
      ...many(100, answer('a', 'a', 0.9)),
      ...many(10, answer('a', 'b', 0.55, ['b', 'a'])),
      ...many(50, answer('a', 'b', 0.25, ['b', 'c'])),
    ]);
    expect(actAt).toBe(0.56);
    expect(offerAt).toBe(0.26);
  });

  it('do not go below what was seen: of messages less sure than any in the file nothing is known', () => {
    const { actAt, offerAt } = chooseThresholds([...many(100, answer('a', 'a', 0.9)), ...many(10, answer('a', 'b', 0.42, ['b', 'a']))]);
    expect([actAt, offerAt]).toEqual([0.43, 0.42]);
  });

  it('are never turned round: what is offered is less sure than what is done', () => {
    const { actAt, offerAt } = chooseThresholds(many(10, answer('a', 'b', 0.9)));
    expect(actAt).toBeGreaterThanOrEqual(offerAt);
    expect(actAt).toBeGreaterThan(0.9);
  });
});
