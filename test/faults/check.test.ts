import { describe, expect, test } from 'vitest';
import type { Effect } from '#test/outside/wire.ts';
import { check, SORRY, type Intended } from './support/check.ts';

const room = 'dm-a';
const said = (token: string, more: Partial<Intended> = {}): Intended => {
  return { key: `key ${token}`, room, effects: [{ kind: 'message', where: room, token }], acknowledged: 1, ...more };
};
const posted = (text: string, key = text, where = room): Effect => ({ kind: 'message', key, where, text });
const fine = { lost: [], duplicated: [], inversions: [], givenUp: [] };

describe('the checker', () => {
  test('finds nothing when everything acknowledged happened once', () => {
    expect(check([said('a'), said('b', { acknowledged: 2 })], [posted('echo a'), posted('echo b')], [])).toEqual(fine);
  });

  test('finds what was acknowledged and never happened, or happened elsewhere', () => {
    expect(check([said('a')], [], []).lost).toHaveLength(1);
    expect(check([said('a')], [posted('echo a', 'k', 'dm-b')], []).lost).toHaveLength(1);
  });

  test('does not miss what was never acknowledged, but counts it when it comes twice', () => {
    const never = said('a', { acknowledged: undefined });
    expect(check([never], [], [])).toEqual(fine);
    expect(check([never], [posted('echo a', '1'), posted('echo a', '2')], []).duplicated).toHaveLength(1);
  });

  test('finds one key that was used twice, though the second was not asked for', () => {
    expect(check([], [posted('x', '1'), posted('y', '1')], []).duplicated).toEqual(['the effect 1: 2 times']);
    expect(
      check(
        [],
        [
          { ...posted('x', '1'), kind: 'change' },
          { ...posted('x', '1'), kind: 'change' },
        ],
        [],
      ),
    ).toEqual(fine);
  });

  test('finds echoes out of order only where they were sent one after another', () => {
    const effects = [posted('echo b'), posted('echo a')];
    const both = [said('a', { ordered: true }), said('b', { ordered: true, acknowledged: 2 })];
    expect(check(both, effects, []).inversions).toHaveLength(1);
    expect(check([said('a'), said('b', { acknowledged: 2 })], effects, []).inversions).toEqual([]);
    expect(check(both, effects.toReversed(), []).inversions).toEqual([]);
  });

  test('counts as given up only what somebody knows of', () => {
    const dead = [{ key: 'key a', kind: 'event' }];
    expect(check([said('a')], [], dead).lost).toHaveLength(1);
    expect(check([said('a')], [posted(`${SORRY}, so …`)], dead)).toMatchObject({ lost: [], givenUp: [expect.any(String)] });
    expect(check([said('a')], [], [{ key: 'key a', kind: 'step' }])).toMatchObject({ lost: [], givenUp: [expect.any(String)] });
  });
});
