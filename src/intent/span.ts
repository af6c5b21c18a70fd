import type { SlotName } from '#core/intent.ts';

/** A slot before it has its words. `other` only looks like one, and keeps everything else away from its place. */
export interface Span {
  readonly name: SlotName | 'other';
  readonly value: string;
  readonly from: number;
  readonly to: number;
  /** Where the words begin that the pattern needs before it, as "ticket" before 1042. */
  readonly announced?: number;
}

/** One span for each match of a group, `d` flag required; `undefined` as value means that it is none after all. */
export function spansOf(text: string, pattern: RegExp, name: Span['name'], group: string, valueOf: (found: string) => string | undefined): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(pattern)) {
    const found = match.groups?.[group];
    const place = match.indices?.groups?.[group];
    const value = found === undefined ? undefined : valueOf(found);
    if (place && value !== undefined) spans.push({ name, value, from: place[0], to: place[1], announced: match.index });
  }
  return spans;
}
