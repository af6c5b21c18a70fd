// Controls that reorder text on screen, and characters without width that hide in it (not U+200D: emoji are joined by it).
const INVISIBLE = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;
// oxlint-disable-next-line no-control-regex -- these are exactly what must go
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;

// Also what is drawn as nothing: fillers, joiners, selectors, the blank Braille cell.
const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * What a person typed, fit to store and show: no NUL or other controls, no lone surrogates, no bidi overrides.
 * Empty when nothing of it can be seen.
 */
export function cleanText(text: string): string {
  const clean = text.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROLS, '').replace(INVISIBLE, '');
  return VISIBLE.test(clean) ? clean : '';
}

/** The text cut to a length (UTF-16 code units), with an ellipsis where something is missing; never splits a pair. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The first line that says something, with a capital and at most `length` long: a title. */
export function firstLine(text: string, length: number): string {
  const line =
    text
      .split('\n')
      .map((part) => part.trim())
      .find((part) => part !== '') ?? '';
  return shorten(line.charAt(0).toUpperCase() + line.slice(1), length);
}

/** The text cut to `max` UTF-16 code units, with an ellipsis where something is missing; halves of characters become U+FFFD. */
export function cut(text: string, max: number): string {
  return shorten(text.toWellFormed(), max);
}

const LISTS = { and: new Intl.ListFormat('en'), or: new Intl.ListFormat('en', { type: 'disjunction' }) };

/** `Tom, Lee, and Sam`, or `Tom, Lee, or Sam` when one of them will do. */
export function inWords(names: readonly string[], join: 'and' | 'or'): string {
  return LISTS[join].format(names);
}

export function isBlank(text: string): boolean {
  return text.trim() === '';
}
