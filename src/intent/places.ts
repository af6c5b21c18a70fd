import { CAPITALIZED, FIRST_NAMES } from './first-names.ts';
import { spansOf, type Span } from './span.ts';

const START = String.raw`(?<![\p{L}\p{N}_./-])`;
const END = String.raw`(?![\p{L}\p{N}_])`;
const CAPITAL = String.raw`\p{Lu}[\p{L}'’-]{1,30}`;

/** Places with a number or name of their own, whatever stands before them. */
const NUMBERED: readonly RegExp[] = [
  new RegExp(
    `${START}(?<place>(?:(?:[Mm]eeting|[Cc]onference|[Tt]raining|[Ss]erver|[Bb]oard) ?)?(?:[Rr]oom|ROOM) (?:no\\.? |number )?(?:[A-Z]{0,3}[-.]?\\d[\\d.-]{0,7}\\d|[A-Z]?\\d[a-zA-Z]?|[A-Z]|${CAPITAL}))${END}`,
    'dgu',
  ),
  new RegExp(
    `${START}(?<place>(?:\\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|ground|top|upper|lower) floor)${END}`,
    'dgiu',
  ),
  new RegExp(
    `${START}(?<place>(?:floor|building|gate|loading dock|hall|wing|block|bay|terminal|tower|warehouse|store|aisle|desk) (?:no\\.? )?(?:\\d{1,4}(?:[-.]\\d{1,4})?[a-z]?|[A-Z]))${END}`,
    'dgiu',
  ),
  new RegExp(
    `${START}(?<place>${CAPITAL}(?: ${CAPITAL})? (?:Street|Road|Avenue|Lane|Square|Boulevard|Drive|Way|Platz|Strasse|Straße)(?: \\d{1,4}[a-z]?)?)${END}`,
    'dgu',
  ),
];
const NAMED = new RegExp(
  `${START}(?<place>${CAPITAL}(?: ${CAPITAL})? (?:office|site|branch|store|plant|campus|warehouse|factory|headquarters|location|lab))${END}`,
  'dgu',
);
const WITHIN = new RegExp(`${START}[Ii]n (?<place>${CAPITAL}(?: ${CAPITAL})?)${END}(?! (?:license|app|file|project|team))`, 'dgu');
const KNOWN = new RegExp(`${START}in the (?<place>auditorium|lab|laboratory|lobby|basement)${END}`, 'dgiu');

/** Rooms, floors, buildings and streets, as written. */
export function findRooms(text: string): Span[] {
  return NUMBERED.flatMap((pattern) => placesIn(text, pattern, (place) => place));
}

/** Towns and sites, which only their surroundings tell from other names. */
export function findPlaces(text: string): Span[] {
  return [...placesIn(text, KNOWN, (place) => place), ...[NAMED, WITHIN].flatMap((pattern) => placesIn(text, pattern, unlessOther))];
}

function placesIn(text: string, pattern: RegExp, valueOf: (place: string) => string | undefined): Span[] {
  return spansOf(text, pattern, 'place', 'place', valueOf);
}

/** "The office", "in English" and "in Anna's calendar" are no places. */
function unlessOther(place: string): string | undefined {
  const first = (place.split(/[ '’]/)[0] ?? '').toLowerCase();
  return CAPITALIZED.has(first) || FIRST_NAMES.has(first) || place === place.toUpperCase() ? undefined : place;
}
