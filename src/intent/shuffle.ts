/** The numbers below `count` in an order that looks random and is the same for the same seed. */
export function shuffled(count: number, seed: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  let state = seed + 1;
  for (let last = count - 1; last > 0; last--) {
    // The generator of Numerical Recipes; its high bits are the random ones.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (last + 1));
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
}
