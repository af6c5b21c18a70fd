import type { Slot } from '#core/intent.ts';

const BEFORE = /\b(?:keep|let|cc|copy in|inform|loop in|add)[,:]? (?:also |my colleague |our colleague )?$/iu;
const AFTER =
  /^,? (?:informed|posted|updated|up to date|in the loop|in cc|in copy|know (?:how|what|when|about)|(?:as|to) (?:a |the )?(?:watcher|cc|copy|watchers))\b/iu;
const SAID_ALONE = /\b(?:cc|copy in|inform|loop in)[,:]? (?:also |my colleague |our colleague )?$/iu;

/** Who is to hear of a request as well, in the words they are called by: “keep Tom informed”, “cc Priya Raman on T-1042”. Pure. */
export function toInform(text: string, slots: readonly Slot[]): string | undefined {
  return slots.find(({ name, from, to }) => {
    const before = text.slice(0, from);
    return name === 'person' && (SAID_ALONE.test(before) || (BEFORE.test(before) && AFTER.test(text.slice(to))));
  })?.value;
}
