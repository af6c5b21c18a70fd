import { expect, it } from 'vitest';
import { processorMs } from '#test/support/processor-time.ts';
import { heldOut } from './held-out.ts';
import { phrases, understander } from './understander.ts';

/** `FUZZ_MESSAGES=1000000` is the long run; the same seed gives the same messages. */
const MESSAGES = Number(process.env['FUZZ_MESSAGES'] ?? 3000);
const LONGEST_MS = 20;

const SEEDS = [...heldOut.map(({ text }) => text), ...phrases.flatMap((one) => one.phrases)];
const ODD = ['\u0000', '\uD800', '😩', '👩‍💻', 'İ', 'ß', '\u202E', '\u0301', '#', 'T-', "'", '’', '{', '\\', '%', '$', '\n', '\t', '\u200B', '漢', 'ﬃ', '٣'];

/** Numbers below `below`, the same every time. */
function createDice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const roll = createDice(7);
const pick = (list: readonly string[]): string => list[roll(list.length)] ?? '';

const makers: readonly (() => string)[] = [
  () => String.fromCharCode(...Array.from({ length: roll(200) }, () => roll(0x10000))),
  () => mutate(pick(SEEDS), 1 + roll(4)),
  () => mutate(pick(SEEDS), 1 + roll(40)),
  () => `${pick(SEEDS)} ${pick(SEEDS)} ${pick(SEEDS)}`,
  () => Array.from({ length: roll(30) }, () => pick(ODD)).join(pick(['', ' ', 'a', '1'])),
  // Seldom, but there: somebody pastes a whole log.
  () => (roll(20) === 0 ? pick(SEEDS).repeat(1 + roll(2000)) : pick(SEEDS).toUpperCase()),
];

function mutate(text: string, times: number): string {
  let changed = text;
  for (let time = 0; time < times; time++) {
    const at = roll(changed.length + 1);
    changed = changed.slice(0, at) + (roll(3) === 0 ? '' : pick(ODD)) + changed.slice(at + roll(3));
  }
  return changed;
}

function understood(text: string): void {
  const { confidence } = understander.understand(text);
  expect(confidence >= 0 && confidence <= 1).toBe(true);
}

it(`${MESSAGES} messages of all sorts are each understood in no time`, { timeout: 60_000 + MESSAGES * 5 }, () => {
  const slow: string[] = [];
  for (let n = 0; n < MESSAGES; n++) {
    const text = makers[n % makers.length]?.() ?? '';
    const since = performance.now();
    understood(text);
    if (performance.now() - since < LONGEST_MS) continue;
    // Perhaps a busy machine took the processor away in the middle.
    if (processorMs(() => understood(text)) >= LONGEST_MS) slow.push(text);
  }
  expect(slow).toEqual([]);
});
