import { readFileSync } from 'node:fs';

export interface HeldOut {
  readonly text: string;
  readonly intent: string;
}

/** Messages written apart from the phrases, with the intent they have. */
export const heldOut: readonly HeldOut[] = readFileSync(new URL('held-out.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as HeldOut);
