import type { SlotName } from '#core/intent.ts';

/** Whom it stops: a team or a site. */
const TEAM = 'team|department|dept|group|crew|squad|unit|call center|help desk|front desk';
const SITE =
  'office|floor|site|company|building|branch|plant|shop|store|factory|warehouse|campus|location|headquarters|production|checkout|production line|business';
/** Being stopped, over the normalized words. */
const STOPPED =
  '(?:is|are|has been|have been|was|were)(?: \\w+){0,2}? (?:stuck|blocked|down|offline|affected|stopped|standing still|halted|stranded|locked out|cut off|paralyzed|dead in the water|idle|unable)' +
  '|(?:can not|can no longer|could not|is not able to|are not able to)|(?:has|have) (?:no|lost)|stands still|stand still|stopped|at a standstill|came to a halt|is without|are without';
const EVERYONE = '(?:nobody|no one|none of us|not a single person)';
const WHOLE = '(?:whole|entire|complete|full|all of the|all the)';

export interface ScalePattern {
  readonly name: Extract<SlotName, 'urgency' | 'hindrance'>;
  readonly value: string;
  readonly patterns: readonly RegExp[];
}

/** A whole team or site is stopped. */
const CRITICAL: readonly RegExp[] = [
  new RegExp(`\\b${WHOLE}(?: \\w+){0,2}? (?:${TEAM}|${SITE})s?(?: (?:in|at|of|on) \\w+)? (?:${STOPPED})\\b`),
  new RegExp(
    `\\b(?:the|our|my|this)(?: \\w+){0,2}? (?:${TEAM}|${SITE})s?(?: (?:in|at|of|on) \\w+)? (?:is|are|has been)(?: completely| totally)? (?:stuck|blocked|down|offline|stopped|standing still|halted|paralyzed|stranded)\\b`,
  ),
  new RegExp(`\\b${EVERYONE}(?: (?:here|else))?(?: (?:in|at|on|of|from)(?: \\w+){1,4}?)? (?:can|could|is able to|are able to|has access|works)\\b`),
  /\b(?:everyone|everybody|all of us|we all|all users|all colleagues)(?: (?:in|at|on|of|from|here)(?: \w+){0,4}?)? (?:is|are) (?:completely |totally )?(?:stuck|blocked|down|offline|affected|locked out|unable|standing still)\b/,
  /\b(?:everyone|everybody|all of us|we all|all users|all colleagues)(?: (?:in|at|on|of|from|here)(?: \w+){0,4}?)? (?:can not|can no longer|lost)\b/,
  /(?<!\bnot )\b(?:production|business|assembly line|production line|shop floor|checkout|register|registers|tills) (?:is|are|has|have)(?: completely)? (?:down|stopped|standing still|halted|come to)\b/,
  new RegExp(`\\b${WHOLE}(?: \\w+){0,2}? (?:${TEAM}|${SITE})s? (?:completely |totally )?(?:stuck|blocked|down|offline|locked out)\\b`),
  /\b(?:down|outage|offline|not working|unavailable) for (?:everyone|everybody|all (?:of us|users|colleagues|customers|staff)|the (?:whole|entire) \w+)\b/,
  new RegExp(`\\b(?:down|outage|offline|stopped|broken|out) (?:for|in|across|at|on) (?:the |our )?${WHOLE}(?: \\w+){0,2}? (?:${TEAM}|${SITE})\\b`),
  /\b(?:company|site|office|team|department) ?wide (?:outage|failure|problem|issue)\b|\bmajor (?:incident|outage)\b|\btotal outage\b/,
];

const HIGH: readonly RegExp[] = [
  /(?<!not |not so |not very |not that |not really |not too |not super |nothing |is it |less |non |no |without |never |how )\b(?:urgent|urgently|urgency|emergency|critical|time sensitive)\b(?! (?:path|thinking|update|error))/,
  /\b(?:asap|as soon as (?:possible|you can)|immediately|right away|at once|straight away|without delay|this instant|right now please|as fast as (?:possible|you can)|as quickly as possible)\b/,
  /\b(?:highest|high|higher|top|urgent) (?:priority|prio)\b|\bprio(?:rity)? (?:1|one|high)\b|\bp1\b/,
  /\b(?:raise|increase|bump|escalate|lift|push up|up) (?:the |its |this |my |that )?(?:priority|prio|urgency|ticket|case|request|issue)\b|\b(?:escalate|prioritize|prioritise|expedite)\b|\bbump (?:it |this )?up\b|\bmore urgent\b|\bshow ?stopper\b/,
  /\bdeadline (?:is )?(?:today|in an hour|this afternoon|tonight|now)\b|\b(?:hurry|quick(?:ly)?) please\b|\bplease (?:hurry|be quick)\b|\bcan (?:not|no longer) wait\b/,
];

const LOW: readonly RegExp[] = [
  /\b(?:not|nothing|non|less|no|never|far from) (?:so |very |that |really |at all |too |super |terribly |an? )?(?:urgent|urgency|critical|pressing|time critical|emergency)\b/,
  /\b(?:no|not in a|not any|without|in no) (?:big |great |real |particular |need to )?(?:hurry|rush|urgency|stress|pressure)\b/,
  /\b(?:can|could|may|will) (?:easily |well |also |certainly |definitely )?wait\b|\b(?:it |this |that |which )(?:has|have) (?:plenty of |lots of |some )?time\b/,
  /\b(?:when|whenever|once|if|as) (?:you|somebody|someone|anyone) (?:have|has|find|finds|get|gets|got) (?:the |some |a |any |around to |free |spare )*(?:time|moment|minute|chance|it)\b/,
  /\bwhenever (?:possible|convenient|it suits|suits|works)\b|\b(?:at your convenience|at your leisure|take your time|sometime next week|some time next week|any time (?:is fine|will do)|no need to hurry|in your own time|nice to have|at some point)\b/,
  /\b(?:low|lower|lowest) (?:the |its )?(?:priority|prio|urgency)\b|\bback burner\b|\bnot a (?:high |top )?prio(?:rity)?\b/,
  /\b(?:does|do) not need to be (?:today|now|soon|fast|done today)\b|\b(?:is|are) not (?:in )?(?:a )?(?:priority|hurry)\b/,
];

const BLOCKED: readonly RegExp[] = [
  /\b(?:can not|can no longer|could not|unable to|not able to|impossible to) (?:even )?(?:work|do my job|do my work|do any work|do anything|get any work|get anything done|continue working|continue)\b/,
  /\bi am (?:completely |totally |fully )?(?:blocked|stopped|standing still|dead in the water)\b|\bi am (?:completely |totally |fully )stuck\b|\bi am stuck$/,
  /\bnothing works\b|\bwork has stopped\b|\bstands still\b|\bstanding still\b/,
];

const SLOWED: readonly RegExp[] = [
  /(?<!not |isn t )\b(?:slow|slowly|slower|slowness|sluggish|sluggishly|laggy|lagging|lags|crawls|crawling)\b/,
  /\b(?:annoying|annoys|irritating|tedious|cumbersome|a nuisance|a pain)\b/,
  /\b(?:take|takes|taking|took) (?:ages|forever|very long|too long|so long|minutes|hours|an eternity)\b/,
  /\b(?:can|could) (?:still|hardly|barely|only just) (?:work|load|use|open)\b/,
  /\b(?:from time to time|now and then|sometimes|every now and then|once in a while|intermittent|intermittently|sporadically)\b/,
  /\bwork(?:s)? but\b/,
];

/** Of each name the first pattern that fits wins: whole teams before urgent, and "urgent" before "when you have time". */
export const SCALE_PATTERNS: readonly ScalePattern[] = [
  { name: 'urgency', value: 'critical', patterns: CRITICAL },
  { name: 'urgency', value: 'high', patterns: HIGH },
  { name: 'urgency', value: 'low', patterns: LOW },
  { name: 'hindrance', value: 'blocked', patterns: [...BLOCKED, ...CRITICAL] },
  { name: 'hindrance', value: 'slowed', patterns: SLOWED },
];

/** Looked for in the words of a critical message. */
export const IMPACT_PATTERNS: readonly { readonly value: string; readonly pattern: RegExp }[] = [
  { value: 'team', pattern: new RegExp(`\\b(?:${TEAM})s?\\b`) },
  { value: 'site', pattern: new RegExp(`\\b(?:${SITE})s?\\b`) },
];
