import { spansOf, type Span } from './span.ts';

const NOT_WITHIN_A_WORD = String.raw`(?<![\p{L}\p{N}'’_/-])`;
/** Not "ticket 2 weeks ago", and no part of a longer number. */
const NO_COUNT = String.raw`(?![\p{L}\p{N}_]|[.:]\d|\s{0,3}(?:min|hour|day|week|month|year|time|x\b|percent|%|people|users|colleagues))`;
const ANNOUNCED = String.raw`(?:ticket|tkt|tiket|tickt|case|request|incident)s?\s{0,3}(?:(?:no\.?|nr\.?|number|num|id)(?:\s(?:is|was))?|:|#)?\s{0,3}[:#]?`;

/** "T-1042", "#1042", "ticket number 1042"; not the end of "didn't 5", and not the model of a laptop as in "T14". */
const OURS = new RegExp(
  `${NOT_WITHIN_A_WORD}(?:${ANNOUNCED}(?<said>(?:t[-–]?)?\\d{1,9})|#\\s?(?<hash>(?:t[-–])?\\d{1,9})|(?<full>t[-–]\\d{1,9}|t\\d{4,9}))${NO_COUNT}`,
  'dgiu',
);
/** Numbers as other ticket systems write them. */
const THEIRS = new RegExp(
  `${NOT_WITHIN_A_WORD}(?<number>(?:inc|req|ritm|chg|chng|sctask|task|prb|sr|cs|hd|tkt|ticket|case|incident|request|helpdesk)-?\\d{2,10})${NO_COUNT}`,
  'dgiu',
);
/** A number alone is a ticket after words that only go with one. */
const BARE = new RegExp(
  `(?<=(?:^|[^\\p{L}\\p{N}_/-])(?:re-?open|close|shut|resolve|escalate|merge|withdraw|(?:status|state|priority|progress|news|update|word|details?) (?:of|on|about|for|to)|anything (?:new )?(?:on|about)|what about|re:|note (?:in|to|on)|add to)\\s)(?<number>\\d{3,7})` +
    `${NO_COUNT}(?!\\s(?!please|pls|again|and|or|is|was|can|because|it|now|as|for|to|has|that|then|since|still|with|asap|today|which)\\p{L})`,
  'dgiu',
);
const FIRST = new RegExp(
  `^\\s*(?<number>\\d{3,7})\\s(?:is|was|can|still|has|should|got)\\s(?=fixed|solved|done|resolved|still|closed|be|not|open|wrongly|back)`,
  'dgiu',
);
const NEXT = /^(?:\s?[,&]\s?|\s(?:and|or|und)\s)#?(?<number>\d{3,7})(?![\p{L}\p{N}_]|[.:]\d|\s\p{L}{2,}s\b)/du;

/** A ticket of ours by its bare number, those of other systems as written in capitals. */
export function findTickets(text: string): Span[] {
  const ours = ['said', 'hash', 'full'].flatMap((group) => spansOf(text, OURS, 'ticket', group, bareNumber));
  const theirs = spansOf(text, THEIRS, 'ticket', 'number', (found) => found.toUpperCase());
  const bare = [BARE, FIRST].flatMap((pattern) => spansOf(text, pattern, 'ticket', 'number', bareNumber));
  const found = [...ours, ...theirs, ...bare];
  return [...found, ...found.flatMap((span) => numbersAfter(text, span.to))];
}

/** "T-1042 and 1043": a number that goes on with a ticket is one as well. */
function numbersAfter(text: string, from: number): Span[] {
  const match = NEXT.exec(text.slice(from, from + 20));
  const place = match?.indices?.groups?.['number'];
  if (!place) return [];
  const span = { name: 'ticket' as const, value: bareNumber(match?.groups?.['number'] ?? ''), from: from + place[0], to: from + place[1] };
  return [span, ...numbersAfter(text, span.to)];
}

function bareNumber(written: string): string {
  return String(Number(written.replace(/\D/g, '')));
}
