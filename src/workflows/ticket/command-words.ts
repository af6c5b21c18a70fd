import { RESOLUTION_CODES, type ResolutionCode } from '#core/ticket.ts';
import { CODE_WORDS } from './words.ts';

/** What an agent can write in a ticket's thread instead of pressing a button. */
export const COMMANDS = [
  'claim',
  'priority',
  'kind',
  'resolve',
  'hand over',
  'hand back',
  'merge',
  'link',
  'unlink',
  'escalate',
  'raise',
  'watch',
  'stop watching',
  'note',
  'ask',
  'status',
  'article',
  'help',
] as const;
export type CommandName = (typeof COMMANDS)[number];

/** Words after these would be lost. */
const ALONE: ReadonlySet<CommandName> = new Set(['claim', 'hand back', 'watch', 'stop watching', 'article', 'help']);

export interface Command {
  readonly name: CommandName;
  /** What follows the command's own words. */
  readonly rest: string;
}

/** What a message in a team's thread is. What looks like a command or a note, but is none, goes to nobody. */
export type Reading =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'mistyped'; readonly as: 'command' | 'note' }
  | { readonly kind: 'reply' };

const NOTE = /^\s*(?:(?:private |internal )?note\s*[:：]|🔒)\s*/iu;

/** Pure. */
export function readThreadMessage(text: string): Reading {
  if (NOTE.test(text)) return { kind: 'command', command: { name: 'note', rest: text.replace(NOTE, '') } };
  if (/^\s*[!！]/u.test(text)) {
    const command = commandIn(text.replace(/^\s*[!！]\s*/u, ''));
    return command ? { kind: 'command', command } : { kind: 'mistyped', as: 'command' };
  }
  const before = /^\s*(\p{L}{2,6})\s*[:;：；]/u.exec(text)?.[1]?.toLowerCase();
  return before !== undefined && isNearly(before, 'note') ? { kind: 'mistyped', as: 'note' } : { kind: 'reply' };
}

function commandIn(words: string): Command | undefined {
  const priority = /^p([1-4])\s*$/i.exec(words)?.[1];
  if (priority !== undefined) return { name: 'priority', rest: priority };
  for (const name of COMMANDS) {
    // `hand over`, `hand_over` and `handover` are the same.
    const found = new RegExp(`^${name.replace(' ', '[ _-]?')}(?:[\\s:]+(?<rest>[^]*))?$`, 'iu').exec(words);
    const rest = (found?.groups?.['rest'] ?? '').trim();
    if (found && (rest === '' || !ALONE.has(name))) return { name, rest };
  }
  return undefined;
}

/** One letter more, less or other, or two that have changed places. */
function isNearly(word: string, meant: string): boolean {
  const same = (a: string, b: string) => a === b;
  const without = (text: string) => Array.from(text, (_, at) => text.slice(0, at) + text.slice(at + 1));
  const differing = Array.from(meant).filter((letter, at) => letter !== word[at]).length;
  const swapped = Array.from({ length: meant.length - 1 }, (_, at) => meant.slice(0, at) + meant[at + 1] + meant[at] + meant.slice(at + 2));
  return (
    (word.length === meant.length && differing <= 1) ||
    swapped.some((each) => same(each, word)) ||
    without(word).includes(meant) ||
    without(meant).includes(word)
  );
}

/** The resolution code at the beginning, by its name or its words, and what follows it. Pure. */
export function splitCode(text: string): { readonly code: ResolutionCode; readonly summary: string } | undefined {
  const found = pickFirst(
    RESOLUTION_CODES.flatMap((code) => [code, code.replaceAll('_', ' '), CODE_WORDS[code]].map((label) => ({ value: code, label }))),
    text,
  );
  return found && { code: found.value, summary: found.rest };
}

interface Named<T> {
  readonly value: T;
  readonly label: string;
}

/** The one whose name the text begins with, in full or by its first word, and what follows; undefined when none or several could be meant. Pure. */
export function pickFirst<T>(named: readonly Named<T>[], text: string): { readonly value: T; readonly rest: string } | undefined {
  const whole = named.map(({ value, label }) => ({ value, rest: restAfter(label, text), length: label.length })).filter(({ rest }) => rest !== undefined);
  const [longest] = whole.toSorted((a, b) => b.length - a.length);
  if (longest?.rest !== undefined && whole.every(({ value, length }) => length < longest.length || value === longest.value)) {
    return { value: longest.value, rest: longest.rest };
  }
  if (longest) return undefined;
  const byFirstName = named
    .map(({ value, label }) => ({ value, rest: restAfter(label.split(' ')[0] ?? label, text) }))
    .filter(({ rest }) => rest !== undefined);
  const [only] = byFirstName;
  return only?.rest !== undefined && byFirstName.every(({ value }) => value === only.value) ? { value: only.value, rest: only.rest } : undefined;
}

/** What follows the words in the text; undefined when it does not begin with them. */
function restAfter(words: string, text: string): string | undefined {
  if (!text.toLowerCase().startsWith(words.toLowerCase())) return undefined;
  const rest = text.slice(words.length);
  return rest === '' || /^[\s:,]/.test(rest) ? rest.replace(/^[\s:,]+/, '') : undefined;
}
