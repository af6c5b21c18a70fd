/**
 * What somebody says instead of what they said before: "the blue one" in "no, the blue one", "the Dell" in "actually it's the Dell".
 * Undefined when the words correct nothing.
 */
export function correctionIn(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const [, said = ''] = CORRECTION.exec(text.trim()) ?? [];
  const words = said.replace(/[.!\s]+$/, '');
  return words === '' || NAMES_NOTHING.test(words) ? undefined : words;
}

/** Nobody corrects one word at such length. */
const LONGEST = 300;

const MARKS = [
  'no,? (?:wait|sorry|actually)',
  'no,(?= )',
  'actually',
  'correction',
  'wait',
  'oops',
  'sorry,? (?:i mean(?:t)?|no|not that(?: one)?)',
  'i (?:actually )?mean(?:t)?(?: to say)?',
  'make (?:that|it)',
  'rather',
  'on second thoughts?',
];
const LEAD = String.raw`(?:(?:it['’]?s|it is|that['’]?s|i mean(?:t)?|make (?:that|it)|it should be|i want|i need)\s+)?`;
const CORRECTION = new RegExp(String.raw`^(?:${MARKS.join('|')})[\s,:;.–—-]+${LEAD}(.+)$`, 'is');

/** "No, thanks", "no, something else": these say what is not meant, and not what is. */
const NAMES_NOTHING =
  /^(?:(?:something|anything|nothing|none|neither|another|other)(?: else| one)?|not (?:that|this|yet|now)(?: one)?|thanks?\b.*|please|sorry|never ?mind)$/i;
