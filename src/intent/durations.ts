import { spansOf, type Span } from './span.ts';

const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen'];
const TENS: Readonly<Record<string, number>> = { twenty: 20, thirty: 30, forty: 40, sixty: 60, ninety: 90 };
const UNITS: Readonly<Record<string, string>> = { s: 'S', mi: 'M', h: 'H', d: 'D', w: 'W', mo: 'M', y: 'Y' };
const COUNT = `\\d{1,4}|half an?|an?|${NUMBERS.slice(1).join('|')}|${Object.keys(TENS).join('|')}|a couple of|a few|several`;

/** "in two days", "two weeks ago" and "the last three months" are dates; "a minute" is a manner of speaking. */
const DURATION = new RegExp(
  `(?<!\\b(?:in|within|last|past|next|every|coming|previous)\\s)(?<![\\p{L}\\p{N}.,:/-])(?<length>(?:${COUNT})[ -](?:more |full |whole |business |working )?` +
    `(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?))(?![\\p{L}\\p{N}]|\\s(?:ago|later|earlier|from now|before|back))`,
  'dgiu',
);

/** How long something lasts; the value is an ISO 8601 duration. A few are three, a couple is two. */
export function findDurations(text: string): Span[] {
  return spansOf(text, DURATION, 'duration', 'length', isoDuration);
}

function isoDuration(written: string): string | undefined {
  const words = written.toLowerCase().split(/[ -]/);
  const unit = words.at(-1) ?? '';
  if (/^an? (?:minute|min|second|sec)$/.test(words.join(' '))) return undefined;
  const half = words[0] === 'half';
  const count = half ? 1 : countOf(words);
  const letter = UNITS[/^(?:mi|mo)/.exec(unit)?.[0] ?? unit.charAt(0)] ?? '';
  const isTime = /^[smh]/.test(unit) && !unit.startsWith('mo');
  if (half) return HALVES[unit.charAt(0)] ?? (unit.startsWith('mo') ? 'P15D' : undefined);
  return `P${isTime ? 'T' : ''}${count}${letter}`;
}

const HALVES: Readonly<Record<string, string>> = { h: 'PT30M', d: 'PT12H', y: 'P6M' };

function countOf([first = '', second = '']: readonly string[]): number {
  if (first === 'several' || second === 'few') return 3;
  if (second === 'couple') return 2;
  if (first === 'a' || first === 'an') return 1;
  return TENS[first] ?? (NUMBERS.includes(first) ? NUMBERS.indexOf(first) : Number(first));
}
