/**
 * Tried in this order over the normalized words ("can't" is "can not"): who cannot work at all is blocked whatever else they say,
 * and "slow, but no hurry" can wait.
 */
export const URGENCY_PATTERNS: readonly { readonly value: string; readonly patterns: readonly RegExp[] }[] = [
  {
    value: 'blocked',
    patterns: [
      /(?<!not |not so |not very |not that |not really |nothing |is it |less |non )\b(?:urgent|urgently|urgency|emergency|critical)\b/,
      /\b(?:asap|as soon as possible|immediately|right away|at once|straight away)\b/,
      /\b(?:can not|can no longer|unable to|not able to|impossible to) (?:work|do my job|do my work|do any work|do anything|continue)\b/,
      /\b(?:no one|nobody|none of us) (?:here )?(?:can|is able to) (?:work|log in|login|connect|do anything)\b/,
      /\b(?:whole|entire|complete) (?:team|department|office|floor|site|company|building|shop|plant) (?:can not|is|has no|stands|stopped)\b/,
      /\b(?:everyone|everybody|all of us|the team|we all) (?:is|are) (?:stuck|blocked|down|offline|affected)\b/,
      /\b(?:i am|we are|am|are) (?:completely |totally |fully )?(?:blocked|stuck|stopped|standing still|dead in the water)\b/,
      /\b(?:production|business|line|shop|checkout|register) (?:is|has) (?:down|stopped|standing still|halted)\b/,
      /\b(?:highest|high|top) (?:priority|prio)\b/,
      /\bnothing works\b/,
      /\bdeadline (?:is )?(?:today|in an hour|this afternoon|tonight)\b/,
    ],
  },
  {
    value: 'can_wait',
    patterns: [
      /\b(?:not|is not|nothing|non|less) (?:so |very |that |really |at all )?(?:urgent|critical|pressing|time critical)\b/,
      /\b(?:no|not in a|not any|without) (?:big |great |real )?(?:hurry|rush|urgency|stress|pressure)\b/,
      /\b(?:can|could|may) (?:easily |well )?wait\b/,
      /\b(?:when|whenever|once|if) you (?:have|find|get) (?:the |some |a |any )?(?:time|moment|minute|chance)\b/,
      /\b(?:whenever|at your convenience|at your leisure|take your time|sometime next week|some time next week)\b/,
      /\b(?:low|lowest) (?:priority|prio)\b/,
      /\b(?:does|do) not need to be (?:today|now|soon|fast|done today)\b/,
    ],
  },
  {
    value: 'slowed',
    patterns: [
      /\b(?:slow|slowly|slower|slowness|sluggish|laggy|lagging|lags)\b/,
      /\b(?:annoying|annoys|irritating|tedious|cumbersome|a nuisance|a pain)\b/,
      /\b(?:takes|taking|took) (?:ages|forever|very long|too long|so long)\b/,
      /\b(?:can|could) still work\b/,
      /\b(?:from time to time|now and then|sometimes|every now and then|once in a while|intermittent|intermittently|sporadically)\b/,
      /\bwork(?:s)? but\b/,
    ],
  },
];
