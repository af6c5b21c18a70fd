import type { Span } from './span.ts';

/** Which parts of a text have been found to be something. */
export interface Taken {
  /** Keeps those whose place is free. */
  add(spans: readonly Span[]): void;
  /** Makes a place unfree without keeping what is there. */
  cover(place: { readonly from: number; readonly to: number }): void;
  isFree(this: void, from: number, to: number): boolean;
  /** The longest part of a span that is free, without blanks around it; undefined when none is. */
  freePart(span: Span): Span | undefined;
  spans(): Span[];
  /** The text with a sign that means nothing in place of what has been found. */
  rest(): string;
}

const NOTHING = '§';

export function createTaken(text: string): Taken {
  const taken = new Uint8Array(text.length);
  const kept: Span[] = [];
  const isFree = (from: number, to: number): boolean => !taken.subarray(from, to).includes(1);
  return {
    add: (spans) => {
      for (const span of spans) {
        if (span.to <= span.from || !isFree(span.from, span.to)) continue;
        taken.fill(1, span.from, span.to);
        kept.push(span);
      }
    },
    cover: ({ from, to }) => void taken.fill(1, from, to),
    isFree,
    freePart: (span) => longestFree(text, taken, span),
    spans: () => [...kept],
    rest: () => Array.from(taken, (one, at) => (one === 1 ? NOTHING : text[at])).join(''),
  };
}

function longestFree(text: string, taken: Uint8Array, span: Span): Span | undefined {
  let best: Span | undefined;
  for (let from = span.from; from < span.to; from++) {
    if (taken[from] === 1) continue;
    let to = from;
    while (to < span.to && taken[to] !== 1) to++;
    const part = text.slice(from, to);
    const start = from + part.length - part.trimStart().length;
    const end = from + part.trimEnd().length;
    if (end > start && end - start > (best ? best.to - best.from : 0)) best = { ...span, from: start, to: end };
    from = to;
  }
  return best;
}
