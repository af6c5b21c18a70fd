import type { Slot } from '#core/intent.ts';

const CANNOT =
  /^,? (?:(?:still )?(?:cannot|can['’]?t|can not|could not|couldn['’]t)\b|is (?:unable|locked out|stuck|blocked)\b|has (?:no|a broken|lost|problems?|trouble|an? (?:problem|issue|error))\b|gets? an error\b|says (?:that )?(?:his|her|their)\b)/iu;
const ON_BEHALF =
  /(?:\bon behalf of|\bin the name of|\b(?:reporting|report|asking|writing|raising|raise|open|opening|create|log|this is|it is|it['’]s)(?: (?:this|it|that|a ticket|one|a fault|a problem))? for) (?:my colleague |our colleague )?$/iu;
/** “’s new work ” */
const OWNING = /^['’]s? (?:[\p{L}-]+ ){0,2}$/iu;
/** “mine works”, “my mails to him”: the writer has a part in it, so it may be theirs. */
const WRITERS_OWN = /\bmine\b|\bmy (?!(?:\w+ )?(?:colleague|coworker|co-worker|boss|manager|teammate|assistant|intern|team)\b)/iu;
/** Between two names: “Tom and Anna”. */
const JOINED = /^(?:['’]s?)?(?:,| and| or| &| und)+ $/iu;
/** What may be broken and belong to somebody, by what kind of thing was found. */
const THINGS: ReadonlySet<string> = new Set(['device', 'service', 'product', 'asset_tag']);

/**
 * For whom a fault is reported, in the words they are called by, when the message surely says so: “Tom's laptop is broken”, “Tom cannot log in”,
 * “on behalf of Tom”. Undefined when it may be the writer's own, or when two people are said to have it. Pure.
 */
export function forWhom(text: string, slots: readonly Slot[]): string | undefined {
  const people = slots.filter((slot) => slot.name === 'person');
  const asked = people.filter(({ from }) => ON_BEHALF.test(text.slice(0, from)));
  const found = asked.length > 0 || WRITERS_OWN.test(text) ? asked : people.filter((person) => hasIt(text, person, slots));
  const [first] = found;
  if (people.some((person, at) => found.includes(person) && JOINED.test(text.slice(people[at - 1]?.to ?? person.from, person.from)))) return undefined;
  return first && found.every(({ value }) => value === first.value) ? first.value : undefined;
}

function hasIt(text: string, { to }: Slot, slots: readonly Slot[]): boolean {
  const owns = slots.some(({ name, from, to: end }) => THINGS.has(name) && OWNING.test(text.slice(to, from)) && !text.slice(end).startsWith(' address'));
  return owns || CANNOT.test(text.slice(to));
}

const WANTED_BEFORE = /(?:\b(?:for|on behalf of)(?: (?:my|our|the)(?: new)? [a-z]+)?|\b(?:give|get)) $/iu;
const WANTED_AFTER = /^,? (?:(?:also |urgently |really )?(?:needs?|wants?|requires?)|would (?:also )?like|has to (?:have|get)|should (?:have|get))\b/iu;

/**
 * For whom something is asked, in the words they are called by, each once: “for Tom”, “Tom needs it”. Nobody who is only spoken of: “Tom told me to
 * ask”, “for Tom's project”. Pure.
 */
export function wantedFor(text: string, slots: readonly Slot[]): readonly string[] {
  const people = slots.filter((slot) => slot.name === 'person');
  const wanted = people.filter(({ from, to }) => WANTED_AFTER.test(text.slice(to)) || (WANTED_BEFORE.test(text.slice(0, from)) && !OWNED.test(text.slice(to))));
  const joined = people.filter((person, at) => {
    const before = people[at - 1];
    return before !== undefined && wanted.includes(before) && JOINED.test(text.slice(before.to, person.from));
  });
  return [...new Set([...wanted, ...joined].map(({ value }) => value))];
}

/** “’s project” */
const OWNED = /^['’]/u;
