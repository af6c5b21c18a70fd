/** A stream of chance that is the same for the same seed, so that every demo company is the same one. */
export interface Random {
  /** From 0 up to but not including 1. */
  next(): number;
  /** Whole number, both ends included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Picks in proportion to the weights. */
  weighted<T>(items: readonly T[], weight: (item: T) => number): T;
  /** Mostly near the median, now and then far above it: how long work takes. */
  around(median: number, spread: number): number;
}

/** mulberry32: 32 bits of state are enough for a few thousand draws. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));

  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (items) => itemAt(items, int(0, items.length - 1)),
    weighted: (items, weight) => {
      const total = items.reduce((sum, item) => sum + weight(item), 0);
      let left = next() * total;
      const found = items.findIndex((item) => (left -= weight(item)) < 0);
      return itemAt(items, found < 0 ? items.length - 1 : found);
    },
    around: (median, spread) => {
      const bell = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      return median * Math.exp(spread * bell);
    },
  };
}

function itemAt<T>(items: readonly T[], index: number): T {
  if (index < 0 || index >= items.length) throw new RangeError('nothing to pick from');
  return items[index] as T;
}
