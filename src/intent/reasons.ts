import { spansOf, type Span } from './span.ts';

const CLAUSE = String.raw`[^.!?;,\n]{3,160}`;
const EVENTS =
  'planning|pitch|audit|project|demo|presentation|workshop|offsite|training|launch|campaign|migration|conference|review|event|redesign|relaunch|report|reports|reporting|tender|course|rollout|pilot|interview|interviews|exam|proposal|website|brochure|onboarding|analysis|merger|trade fair|webinar|release|kickoff|kick-off|hackathon|budget|forecast';

const REASONS: readonly RegExp[] = [
  new RegExp(`\\b(?:because of|because|(?<!\\b(?:the|a|root|main|to|can|could|will|might|may|real)\\s)cause|due to|on account of)\\s(?<why>${CLAUSE})`, 'dgiu'),
  new RegExp(`\\breason(?: is(?: that)?|:| being)\\s(?<why>${CLAUSE})`, 'dgiu'),
  new RegExp(`\\bso (?:that )?(?<why>(?:i|we) can\\s${CLAUSE})`, 'dgiu'),
  new RegExp(
    `\\bfor (?<why>(?:the|our|my|a|an|this|their) (?:[\\p{L}\\p{N}&'’-]{1,20} ){0,3}(?:${EVENTS}))(?![\\p{L}\\p{N}-]| (?:team|group|people|folder|room|share|manager|tool|software|server))`,
    'dgiu',
  ),
];
const TRAILING = /(?:[\s:–-]+(?:in|on|at|for|with|to|of|by|and|or|the|my|our|a|an|from|since|until|please|pls|thanks))*[\s:–-]*$/i;
const FEWEST_WORDS = 2;

/** Why something is wanted, in the words of the message: up to the end of the clause or to the next slot. */
export function findReasons(text: string, isFree: (from: number, to: number) => boolean): Span[] {
  return REASONS.flatMap((pattern) => spansOf(text, pattern, 'reason', 'why', (why) => why)).flatMap(({ from, to }) => {
    let end = from;
    while (end < to && isFree(end, end + 1)) end++;
    const why = text.slice(from, end).replace(TRAILING, '');
    return why.split(/\s+/).length < FEWEST_WORDS ? [] : [{ name: 'reason' as const, value: why, from, to: from + why.length }];
  });
}
