import { describe, expect, test } from 'vitest';
import { fit, worthOffering, type WordMatch } from '#rules/answers.ts';

const words = (count: number, documents: number, weight: number): WordMatch[] => Array.from({ length: count }, () => ({ documents, weight }));
/** Of a word that one of a hundred articles has. */
const RARE = Math.log(101 / 1.5);

describe('of a hundred articles, one fits', () => {
  test.each<[string, WordMatch[], number]>([
    ['wholly when all rare words are in its title', words(2, 1, 1), 1],
    ['not wholly when one word is all that was said', words(1, 1, 1), 1 / 1.2],
    ['by half when one of two words is in it', [...words(1, 1, 1), ...words(1, 1, 0)], 0.5],
    ['less when a word is only in its body', [...words(1, 1, 1), ...words(1, 1, 0.5)], 0.75],
    ['nearly wholly when it only lacks a word that half of all have', [...words(2, 1, 1), ...words(1, 50, 0)], (2 * RARE) / (2 * RARE + Math.log(2))],
    ['wholly when five of its words are in a long report', [...words(5, 1, 1), ...words(30, 40, 0)], 1],
    ['as with a word in one article when nobody counted', words(2, 0, 1), 1],
    ['hardly by words that all have', words(2, 100, 1), (2 * Math.log(101 / 100.5)) / (1.2 * RARE)],
    ['no better by words that more have than there are', words(2, 300, 1), (2 * Math.log(101 / 100.5)) / (1.2 * RARE)],
    ['not at all when nothing is found', words(3, 5, 0), 0],
    ['less for a rare word it lacks beside five that half of all have', [...words(5, 50, 1), ...words(1, 1, 0)], (4 * Math.log(2)) / (RARE + 4 * Math.log(2))],
    ['by five found words when these tell more than the one it lacks', [...words(5, 49, 1), ...words(1, 1, 0)], (5 * Math.log(101 / 49.5)) / (1.2 * RARE)],
  ])('%s', (_, found, score) => {
    expect(fit(found, 100)).toBeCloseTo(score, 10);
  });
});

test('nothing fits where nothing is written down, or nothing was asked', () => {
  expect([fit([], 100), fit([], 0), fit(words(3, 1, 1), 0)]).toEqual([0, 0, expect.any(Number)]);
});

test('offered is what fits well enough and hardly worse than the best, the best first, at most three', () => {
  const offered = (...scores: number[]) => worthOffering(scores.map((score) => ({ score }))).map(({ score }) => score);
  expect(offered()).toEqual([]);
  expect(offered(0.59, 0.6)).toEqual([0.6]);
  expect(offered(0.74, 1, 0.75)).toEqual([1, 0.75]);
  expect(offered(0.8, 0.9, 0.7, 0.85)).toEqual([0.9, 0.85, 0.8]);
});
