import { CAPITALIZED, FIRST_NAMES } from './first-names.ts';
import type { Span } from './span.ts';

const ADDRESS = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}(?<![.-])/gu;
const MENTION = /(?<![\p{L}\p{N}@.])@\p{L}[\p{L}\p{N}._-]{1,40}(?<![._-])/gu;
const TITLED = /(?<![\p{L}\p{N}])(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau)\b\.? \p{Lu}[\p{L}'’-]{1,30}(?: \p{Lu}[\p{L}'’-]{1,30})?/gu;
const PARTICLE = String.raw`(?:(?:van der|van den|van|von|de la|de|del|di|da|al|bin|el|la|le) )?`;
const NAME = new RegExp(
  String.raw`(?<![\p{L}\p{N}@._/-])\p{Lu}\p{Ll}[\p{L}'’-]{0,30}(?: ${PARTICLE}\p{Lu}\p{Ll}[\p{L}'’-]{0,30}){0,2}(?![\p{L}\p{N}_@/]|\.\p{L})`,
  'gu',
);

/** Words that announce a person, or that only a person is followed by. */
const BEFORE =
  /(?:\b(?:for|with|by|let|keep|inform|ask|asked|add|invite|tell|colleagues?|named|called|approver is|manager is|boss is|name is|contact|am|thanks to|thank you|thanks|of|from|replacing|unlock|remind|trainer|designer|architect|manager|boss|intern|assistant|director|starter|hire|joiner|employee|contractor|consultant|lead|engineer|developer|same (?:rights|access|permissions) as|as|belongs to|assign(?:ed)? (?:it )?to|hand(?:ed)? (?:it )?(?:over )?to|give(?:n)? (?:it )?to|cc|reset)[,:]?\s)$/i;
const AFTER =
  /^(?:['’]s\b|,? (?:left|leaves|joins|joined|starts|started|needs|wants|takes|took|said|says|gets|got|has|had|is|was|will|would|cannot|can['’]?t|can|from (?:IT|HR|sales|finance|marketing|accounting|support)|next to|asked|works|approved|declined|told|forgot|lost|and I|does|did)\b)/;
/** "our new account executive, Dana Whitfield" */
const APPOSED = /\b(?:our|my|new|the) [^.,!?]{2,30},\s$/;
const NO_PERSON_AFTER =
  /^ (?:license|licence|seat|subscription|app|account|office|site|store|branch|plant|team|project|server|Street|Road|Avenue|floor|building|version|software)\b/;

/** People by name, address or mention, as written. `isFree` says where nothing has been found yet. */
export function findPeople(text: string, isFree: (from: number, to: number) => boolean): Span[] {
  const sure = [ADDRESS, MENTION, TITLED].flatMap((pattern) => [...text.matchAll(pattern)].map((match) => personAt(match[0], match.index)));
  const names = text === text.toUpperCase() ? [] : [...text.matchAll(NAME)].flatMap((match) => nameIn(text, match[0], match.index, isFree) ?? []);
  return [...sure, ...names];
}

/** The part of words with capitals that is a name: "Hi Anna Berg" is Anna Berg. */
function nameIn(text: string, words: string, index: number, isFree: (from: number, to: number) => boolean): Span | undefined {
  const parts = words.split(' ');
  let from = index;
  while (parts.length > 0 && CAPITALIZED.has((parts[0] ?? '').toLowerCase())) from += (parts.shift() ?? '').length + 1;
  while (parts.length > 0 && CAPITALIZED.has((parts.at(-1) ?? '').toLowerCase())) parts.pop();
  const name = parts.join(' ').replace(/['’]s?$/, '');
  const to = from + name.length;
  return name !== '' && isFree(from, to) && isPerson(text, name, from, to) ? personAt(name, from) : undefined;
}

function isPerson(text: string, name: string, from: number, to: number): boolean {
  const after = text.slice(to, to + 24);
  if (NO_PERSON_AFTER.test(after)) return false;
  if (FIRST_NAMES.has((name.split(' ')[0] ?? '').toLowerCase())) return true;
  const before = text.slice(Math.max(0, from - 40), from);
  if (name.includes(' ')) return BEFORE.test(before) || AFTER.test(after) || APPOSED.test(before);
  return (
    BEFORE.test(before) &&
    !/\b(?:of|as|reset|from)\s$/i.test(before) &&
    /^(?:$|[,.!?]| (?:please|pls|and|is|from|to|who|has|starts|joins|by|on|in|next)\b)/.test(after)
  );
}

function personAt(written: string, from: number): Span {
  return { name: 'person', value: written, from, to: from + written.length };
}
