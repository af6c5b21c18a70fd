import { CAPITALIZED, FIRST_NAMES } from './first-names.ts';
import { spansOf, type Span } from './span.ts';

const CAPITAL = String.raw`(?:\p{Lu}[\p{L}\p{N}+.#-]{0,24}[\p{L}\p{N}+#]|\p{Lu}{2})`;
const NAME = `${CAPITAL}(?: ${CAPITAL}){0,2}`;
const LICENSE = '(?:licen[sc]es?|seats?|subscriptions?|user account|paid plan|trial)';
const START = String.raw`(?<![\p{L}\p{N}_./@-])`;

/** What is licensed, installed or called software is a product, though we have never heard of it. */
const IN_PLACE: readonly RegExp[] = [
  new RegExp(`\\b${LICENSE} (?:for|of|in|to) (?<product>${NAME})`, 'dgu'),
  new RegExp(`\\b(?:[Ii]nstall|[Rr]einstall|[Uu]ninstall|software|program|application|tool) (?<product>${NAME})(?! \\p{Lu})`, 'dgu'),
  new RegExp(`${START}(?<product>${NAME}) (?:licen[sc]es?|seats?|subscription|app|software)\\b`, 'dgu'),
];

/** Names of products that neither we nor the company know, when the words around them say that they are some; the value is as written. */
export function findUnknownProducts(text: string): Span[] {
  if (text === text.toUpperCase()) return [];
  const found = IN_PLACE.flatMap((pattern) => spansOf(text, pattern, 'product', 'product', (name) => name));
  return found.flatMap(withoutOrdinary);
}

/** "Please Camunda" and "Camunda Premium" are Camunda. */
function withoutOrdinary(span: Span): Span[] {
  const words = span.value.split(' ');
  let from = span.from;
  while (words.length > 0 && CAPITALIZED.has((words[0] ?? '').toLowerCase())) from += (words.shift() ?? '').length + 1;
  while (words.length > 0 && CAPITALIZED.has((words.at(-1) ?? '').toLowerCase())) words.pop();
  const value = words.join(' ');
  return value === '' || FIRST_NAMES.has((words[0] ?? '').toLowerCase()) ? [] : [{ ...span, value, from, to: from + value.length }];
}
