import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUT_OF_SCOPE } from '#core/intent.ts';
import { confusions, measure, type Judgment } from '#intent/evaluation/metrics.ts';

const judge = (...pairs: readonly [string, string][]): Judgment[] => pairs.map(([intent, predicted]) => ({ intent, predicted }));

describe('metrics', () => {
  it('are what one gets by hand', () => {
    const metrics = measure(judge(['a', 'a'], ['a', 'b'], ['b', 'b'], ['b', OUT_OF_SCOPE], [OUT_OF_SCOPE, OUT_OF_SCOPE], [OUT_OF_SCOPE, 'a']));
    // a: one hit, meant twice, said twice. b the same, out of scope the same: 2·1 / (2 + 2) each.
    expect(metrics).toEqual({ accuracy: 0.5, microF1: 0.5, macroF1: 0.5, inScopeAccuracy: 0.5, outOfScopeRecall: 0.5, outOfScopePrecision: 0.5 });
  });

  it('count a rare intent as much as a frequent one in macro F1 only', () => {
    const metrics = measure(judge(['a', 'a'], ['a', 'a'], ['a', 'a'], ['b', 'a']));
    expect(metrics.microF1).toBe(0.75);
    // a: 2·3 / (3 + 4); b: 0.
    expect(metrics.macroF1).toBeCloseTo(6 / 7 / 2);
  });

  it('leave out what the file has nothing of', () => {
    expect(measure(judge(['a', 'a']))).toMatchObject({ outOfScopeRecall: undefined, outOfScopePrecision: undefined });
    expect(measure(judge([OUT_OF_SCOPE, 'a']))).toMatchObject({ inScopeAccuracy: undefined, outOfScopeRecall: 0, outOfScopePrecision: undefined });
  });

  it('name what is taken for what, most frequent first', () => {
    expect(confusions(judge(['a', 'b'], ['c', 'a'], ['c', 'a'], ['b', 'b']))).toEqual([
      { intent: 'c', predicted: 'a', count: 2 },
      { intent: 'a', predicted: 'b', count: 1 },
    ]);
  });

  it('lie between 0 and 1, and confusions and hits are all messages, whatever was said', () => {
    const name = fc.constantFrom('a', 'b', 'c', OUT_OF_SCOPE);
    fc.assert(
      fc.property(fc.array(fc.record({ intent: name, predicted: name }), { minLength: 1 }), (judgments) => {
        const metrics = measure(judgments);
        for (const share of Object.values(metrics).filter((one) => one !== undefined)) expect(share >= 0 && share <= 1).toBe(true);
        const wrong = confusions(judgments).reduce((sum, { count }) => sum + count, 0);
        expect(metrics.accuracy).toBeCloseTo(1 - wrong / judgments.length);
      }),
    );
  });
});
