import type { FormValues } from '#core/form.ts';
import type { Slot } from '#core/intent.ts';

/** What a sentence says of somebody's summaries. `beyond` is what the desk cannot do with them. */
export type Wish =
  | { readonly kind: 'stop' }
  | { readonly kind: 'beyond' }
  | { readonly kind: 'set'; readonly values: FormValues; readonly wantsChange: boolean };

/** Reads a sentence such as “send me the summary every Monday at 9”; what it does not say is not among the values. */
export function readWish(text: string, slots: readonly Slot[] = []): Wish {
  const lower = text.toLowerCase().replaceAll('’', "'");
  const kept = lower.replaceAll(REPLACED, ' ');
  if (BEYOND.test(kept) || slots.some(({ name }) => name === 'person')) return { kind: 'beyond' };
  const values = { ...often(kept), ...timeIn(kept, slots), ...placeIn(kept) };
  if (STOP.test(lower) && !CHANGE.test(lower) && !ONCE_MORE.test(lower)) return { kind: 'stop' };
  return { kind: 'set', values, wantsChange: CHANGE.test(lower) };
}

/** “instead of 9” and “from Monday morning to” tell what shall no longer be. */
const REPLACED = /\b(?:instead of|rather than) (?:at )?[\w:.]+(?: [ap]m)?|\bfrom [\w: ]{1,30}(?= to\b)/g;
const STOP = /\b(?:stop|unsubscribe|cancel|disable|deactivate|end the|no more|turn(?:ed)? .*\boff|turn off|switch off|don't (?:want|need|send)|too many)\b/;
const CHANGE = /\b(?:change|move|switch (?:from|to|my|the)|make it|reschedule|instead|different|earlier|later|reduce|wrong day|too late)\b/;
/** “Too often, once a week please” is no end. */
const ONCE_MORE = /\b(?:once|one) (?:a|per|each) (?:day|week|month)\b|\bonly\b/;
const BEYOND =
  /\b(?:pause|until|while|for (?:two|three|\d) weeks|add|include|leave out|only the|without|deputy|assistant|successor|twice a|(?:every|each) (?:two|2|three|3|other|second)|fortnight\w*|bi-?weekly|quarterly|(?:every|each|per|a) quarter|yearly|annual\w*|shorter|licen[cs]es?|costs?|approvals?)\b/;

const WEEKDAYS = ['sun', 'mon', 'tues', 'wednes', 'thurs', 'fri', 'satur'];

function often(text: string): FormValues {
  if (/\b(?:monthly|(?:every|each|once a|per|a|the) month|of the month)\b/.test(text)) return { every: 'month', day: String(monthDay(text)) };
  const named = new RegExp(String.raw`\b(${WEEKDAYS.join('|')})days?\b`).exec(text)?.[1];
  if (named !== undefined) return { every: 'week', weekday: String(WEEKDAYS.indexOf(named)) };
  if (/\b(?:weekdays?|(?:working|business) ?days?|workdays?)\b/.test(text)) return { every: 'workday' };
  if (/\b(?:weekly|(?:every|each|once a|one a|per|end of) week)\b/.test(text)) return { every: 'week', weekday: '1' };
  if (/\b(?:daily|(?:every|each|once a|per) (?:single )?(?:day|morning|evening|afternoon)|(?:morning|evening) \w+)\b/.test(text)) return { every: 'day' };
  return {};
}

function monthDay(text: string): number {
  if (/\b(?:last day|end) of\b/.test(text)) return 31;
  const day = Number(/\b(\d{1,2})(?:st|nd|rd|th)\b/.exec(text)?.[1] ?? 1);
  return day >= 1 && day <= 31 ? day : 1;
}

function placeIn(text: string): FormValues {
  if (/\b(?:in|into|to) (?:the|our|my|this|\w+) (?:team'?s? )?channel\b|\bto the (?:whole )?team\b/.test(text)) return { place: 'channel' };
  return /\b(?:direct(?:ly)? (?:message|to me)|privately|in (?:a )?dm)\b/.test(text) ? { place: 'direct' } : {};
}

/** The understander knows dates with a time by their place; bare hours such as “at 9” it leaves alone. */
function timeIn(text: string, slots: readonly Slot[]): FormValues {
  const dated = slots.find(({ name, value, text: words }) => name === 'date' && /T\d\d:\d\d/.test(value) && text.includes(words.toLowerCase()));
  const time = (dated && /T(\d\d:\d\d)/.exec(dated.value)?.[1]) ?? readTime(text);
  return time === undefined ? {} : { time };
}

const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const CLOCK = new RegExp(
  String.raw`\b(?:at |by |around )(?<hour>\d{1,2}|${NUMBERS.slice(1).join('|')})(?:[:.h](?<minute>\d\d))?(?!\d)(?: ?(?<half>[ap])\.?m\b)?|` +
    String.raw`\b(?<hour2>\d{1,2})[:.](?<minute2>\d\d)(?: ?(?<half2>[ap])\.?m\b)?|\b(?<hour3>\d{1,2}) ?(?:(?<half3>[ap])\.?m\b|o'?clock)`,
);
const PARTS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:noon|midday)\b/, '12:00'],
  [/\bmidnight\b/, '00:00'],
  [/\bmornings?\b/, '09:00'],
  [/\bafternoons?\b/, '14:00'],
  [/\bevenings?\b/, '18:00'],
];

/** A time of day as `09:00`; undefined where none is said. */
export function readTime(text: string): string | undefined {
  const groups = CLOCK.exec(text)?.groups;
  if (!groups) return PARTS.find(([words]) => words.test(text))?.[1];
  const said = groups['hour'] ?? groups['hour2'] ?? groups['hour3'] ?? '';
  const half = groups['half'] ?? groups['half2'] ?? groups['half3'];
  const hour = NUMBERS.includes(said) ? NUMBERS.indexOf(said) : Number(said);
  const minute = Number(groups['minute'] ?? groups['minute2'] ?? 0);
  const full = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0);
  return full < 24 && minute < 60 ? `${String(full).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : undefined;
}

/** The same of an answer, which may be a bare “9”. */
export function readAnswer(text: string): string | undefined {
  return readTime(`at ${text.trim().toLowerCase().replace(/^at /, '')}`) ?? readTime(text.toLowerCase());
}
