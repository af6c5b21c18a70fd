import type { Understander } from '#core/intent.ts';

/** An understander that can be exchanged for a newer one while it is used. */
export function createChangeable(first: Understander): { readonly understander: Understander; change(next: Understander): void } {
  let current = first;
  return {
    understander: {
      get actAt() {
        return current.actAt;
      },
      get offerAt() {
        return current.offerAt;
      },
      understand: (...said) => current.understand(...said),
      catalog: (products) => current.catalog(products),
      similarity: (a, b) => current.similarity(a, b),
      requests: (text) => current.requests(text),
      redact: (text) => current.redact(text),
    },
    change: (next) => {
      current = next;
    },
  };
}
