/** A part of a message that may be a request of its own. */
export interface RequestPart {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** A message with more parts than that is a story, not a list of requests. */
const MOST_PARTS = 5;
/** "My phone" at the end of a list of things is no request. */
const FEWEST_WORDS = 3;

/** How a request begins: a verb that asks, or somebody or something that a sentence can be about. */
const OPENING = String.raw`(?:please |kindly )?(?:(?:can|could|would|will|may|shall) (?:you|i|we|someone|somebody)|i|i['’](?:m|d|ve|ll)|we|we['’](?:re|d|ve|ll)|my|our|the|there|reset|unlock|add|give|remove|cancel|close|reopen|order|install|uninstall|renew|upgrade|replace|return|send|check|fix|update|change|set|grant|revoke|raise|stop|put|get|buy|tell me|let me|what|how|when|where|who|why|is|are|was|does|do|any|no)(?=[\s,]|$)`;
const LINK = String.raw`(?:also|then|plus|besides|additionally|furthermore|secondly|finally|next|in addition|on top of that|by the way|btw)`;

/** Where one request may end and the next begin; the match is what stands between them. */
const BREAKS: readonly RegExp[] = [
  // Ends of sentences, and lines of a list.
  new RegExp(
    String.raw`(?<!\b(?:mr|mrs|ms|dr|no|nr|st|vs|etc|approx|e\.g|i\.e))[.!?;]{1,3}\s{1,3}(?:and\s)?(?:${LINK},?\s)?|\s{0,3}\n\s{0,3}(?:[-•*]\s|\d[.)]\s)?`,
    'giu',
  ),
  new RegExp(String.raw`,?\s(?:and|&|plus)\s(?:${LINK},?\s)?(?=${OPENING})`, 'giu'),
  new RegExp(String.raw`,\s(?:and\s)?(?:${LINK},?\s)(?=${OPENING}|\p{L})`, 'giu'),
  new RegExp(String.raw`,\s(?=(?:please|can you|could you|i need|i want|i['’]d like|we need|my \p{L}+ (?:is|does|has|won['’]?t))\b)`, 'giu'),
];
/** Goes on with what was said before: "it", "because", a thank-you, or what it is for ("I need to show something at two"). */
const GOES_ON =
  /^(?:it|its|it's|it’s|they|that|this|these|those|he|she|because|since|so|but|or|which|who|thanks?|thank you|thx|cheers|best|kind|regards|please\W*$|asap|urgent|not urgent|no (?:rush|hurry)|sorry|yes|ok|hope|when you|whenever|if|(?:i|we) need (?:it|them|to))\b/i;
/** Asks for nothing by itself and goes with what follows. */
const LEADS_IN = /^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|morning|thanks?|thank you|sorry)\b[^.!?]{0,25}$/i;

/**
 * The parts of a message that may each be a request ("I need Figma and my laptop is dead"), the whole when it is one. Whether they are is for the
 * caller to see: a split is only worth something when each part is understood surely by itself.
 */
export function splitRequests(text: string): RequestPart[] {
  const parts = join(text, cut(text));
  return parts.length > 1 && parts.length <= MOST_PARTS ? parts : [partOf(text, 0, text.length)];
}

function cut(text: string): RequestPart[] {
  const breaks = BREAKS.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length })));
  const parts: RequestPart[] = [];
  let start = 0;
  for (const { from, to } of breaks.sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (from < start) continue;
    parts.push(partOf(text, start, from));
    start = to;
  }
  return [...parts, partOf(text, start, text.length)].filter((part) => part.text !== '');
}

/** Puts back together what does not stand alone. */
function join(text: string, parts: readonly RequestPart[]): RequestPart[] {
  const joined: RequestPart[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    const belongs = before && (GOES_ON.test(part.text) || wordsIn(part) < FEWEST_WORDS || wordsIn(before) < FEWEST_WORDS || LEADS_IN.test(before.text));
    if (belongs) joined[joined.length - 1] = partOf(text, before.from, part.to);
    else joined.push(part);
  }
  return joined;
}

/** Without blanks around it. */
function partOf(text: string, from: number, to: number): RequestPart {
  const written = text.slice(from, to);
  const start = from + (written.length - written.trimStart().length);
  const trimmed = written.trim();
  return { text: trimmed, from: start, to: start + trimmed.length };
}

function wordsIn({ text }: RequestPart): number {
  return text.split(/\s+/).length;
}
