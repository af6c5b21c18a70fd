import type { Said } from '#core/workflow.ts';
import type { RequestKind } from './requests.ts';

/** What a message tells of a request already: words for `what`, `why` if it gives a reason, for whom, and by when. */
export function whatIsSaid({ about, inWords }: RequestKind, { text, slots }: Said): Record<string, string> {
  const slot = (name: string) => slots.find((candidate) => candidate.name === name)?.text;
  const what = about.map(slot).find((found) => found !== undefined) ?? (inWords ? tellingWords(text) : undefined);
  const why = slot('reason') ?? (text.trim().split(/\s+/).length >= ENOUGH_WORDS || REASON.test(text) ? text : undefined);
  const found = { what, why, person: slot('person'), date: slot('date'), ...lastingIn({ text, slots }) };
  return Object.fromEntries(Object.entries(found).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** For how long, as an ISO 8601 duration, or until which day: a date alone is rather by when. */
function lastingIn({ text, slots }: Pick<Said, 'text' | 'slots'>): { duration: string | undefined; until: string | undefined } {
  const date = slots.find(({ name, from }) => name === 'date' && UNTIL.test(text.slice(0, from)));
  return { duration: slots.find(({ name }) => name === 'duration')?.value, until: date?.value };
}

const UNTIL = /\b(?:until|till|through)\s+(?:the\s+)?$/i;

/** So many words say what it is for, or those who read them know. */
const ENOUGH_WORDS = 10;
const LONGEST = 1000;
const REASON = /\b(?:because|since|so that|in order to)\b/i;

/** From the first to the last word that is more than the asking itself: "finance folder" in "I need access to the finance folder, please". */
function tellingWords(text: string): string | undefined {
  // So much is no name of anything; they are asked for it.
  if (text.length > LONGEST) return undefined;
  const words = text.split(/\s+/).filter((word) => word !== '');
  const tells = (word: string) => /\p{L}|\p{N}/u.test(word) && !ASKING.has(word.toLowerCase().replace(/[^\p{L}\p{N}']/gu, ''));
  const first = words.findIndex(tells);
  if (first < 0) return undefined;
  const last = words.findLastIndex(tells);
  return words
    .slice(first, last + 1)
    .join(' ')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N})]+$/gu, '');
}

const ASKING = new Set(
  (
    "yes no ok okay a an the my our your this that these those it its some any one another other new additional extra second more different replacement i i'm im i'd id i've ive " +
    'we me us you he she they am is are be been was were do does did have has had having need needs needed require want wants wanted would like could can may might ' +
    'should will shall please pls kindly thanks thank hi hello hey get give given getting got grant provide request requesting order ask asking apply for to of from ' +
    'in on at with and or but so as if by back up out license licence licences licenses seat seats subscription access permission permissions rights right account ' +
    'program software app application tool hardware equipment device devices something thing return returning hand replace replaced replacing longer no not anymore ' +
    'use using used add added how urgently urgent asap soon now today there here just also currently still really'
  ).split(' '),
);
