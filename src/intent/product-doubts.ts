/** Nouns that only go with software: "a Zoom license", "the Box app". */
const SOFTWARE_NOUN =
  /^(?:(?:pro|premium|business|enterprise|standard|plus|professional|desktop|mobile|basic) )?(?:licen[sc]es?|seats?|subscriptions?|apps?|clients?|workspaces?|tenant|plug ins?|plugins?|add ins?|addins?|add ons?|macros?|installer|installation|trial|databases?)\b/;
/** Nouns that go with software whose name is hardly ever anything else. */
const WORKING_NOUN =
  /^(?:(?:pro|premium|business|enterprise|standard|plus|professional) )?(?:accounts?|plans?|calls?|meetings?|links?|channels?|chats?|files?|spreadsheets?|documents?|docs?|sheets?|workbooks?|formulas?|templates?|messages?|webinars?|boards?|databases?|notifications?|dashboards?|login|profile|upgrade|update|renewal|integration|room|repo|script)\b/;
/** What software does and people do not: "Word crashes", "word won't open". */
const SOFTWARE_VERB =
  /^(?:crash(?:es|ed|ing)?|freezes|froze|hangs|keeps (?:crashing|freezing|hanging|closing|asking|signing|logging|showing|saying)|(?:will|does|did|can) not (?:open|start|load|launch|save|respond|sync|let|print|install|connect|update)|is not (?:responding|opening|loading|starting|syncing)|stopped responding|shows|asks|throws)\b/;
const PREDICATE = /^(?:is|does|did|has|keeps|will|says|opens|closes|on|for|seems|looks|stopped|won|asks|shows|can not|app|license)\b/;
const SOFTWARE_BEFORE =
  /(?:\b(?:install|installing|reinstall|uninstall|launch|launching)|\b(?:licen[sc]es?|seats?|subscriptions?|account|login|password) (?:for|of|to)|\b(?:log|sign|logged|signed|logging|signing) (?:in )?(?:to|into)|\b(?:access|upgrade|switch|connect|login|invited?|added) to)$/;
const CLEAR_AFTER = /^(?:$|and\b|or\b|for\b|on\b|please\b|from\b|with\b|is\b|by\b|because\b|since\b|as\b|again\b|today\b|asap\b|but\b|anymore\b|at\b|\?)/;
/** Who counts or owns things speaks of the things: "the teams", "no excuse". */
const COUNTED =
  /\b(?:a|an|any|every|each|no|some|another|all|both|these|those|two|three|four|five|ten|few|many|several|most|such|of the|the|this|that|which|one|other)$/;
/** After these a name that is also a verb is the verb: "can't zoom", "they excel". */
const AS_VERB =
  /\b(?:can|could|not|will|would|should|must|might|i|we|they|you|who|let us)$|(?<!access|in|into|login|upgrade|switch|connect|move|invite|back|added|invited|subscription|subscribe|migrate|export|respect|due|link|linked|related|similar) to$/;

interface Denial {
  readonly before?: RegExp;
  readonly after?: RegExp;
  /** In small letters it is the product only after these. */
  readonly needs?: RegExp;
}

/** What some names are besides products. A denial holds even with a capital. */
const DENIED: Readonly<Record<string, Denial>> = {
  access: {
    before:
      /\b(?:remote|vpn|admin|guest|get|getting|need|needs|have|has|had|lost|lose|no|give|gain|grant|granted|request|read|write|full|internet|my|his|her|edit|user|wireless)$/,
    after: /^(?:to|for|rights?|denied|points?|cards?|control|codes?|requests?|is|from|on|has|was|level|management|badge|token)\b/,
  },
  box: { before: /\b(?:a|the|this|dialog|dialogue|text|check|mail|tool|search|black|top|message|drop|pop up|my|in)$/ },
  edge: { before: /\b(?:the|an|cutting|leading|over|left|right|top|bottom|lower|upper|bleeding|screen|on)$/, after: /^(?:of|cases?)\b/ },
  excel: { after: /^(?:at|as)\b/ },
  exchange: { before: /\b(?:an|the|in)$/ },
  forms: { before: /\b(?:the|web|order|application|fill|fill in|these|paper)$/ },
  framer: {},
  meet: { before: /\b(?:to|we|can|i|let us)$/ },
  notion: { after: /^(?:of|that|is that)\b/ },
  office: {
    before: /\b(?:the|my|our|an|at|head|main|home|post|back|front|box|this|in|from|to)$/,
    after: /^(?:hours|building|chair|desk|space|printer|phone|key|manager)\b/,
  },
  oracle: { before: /\ban$/ },
  project: {
    before: /\b(?:the|a|my|our|this|that|new|client|each|every|your|research)$/,
    after: /^(?:management|manager|team|folder|files?|plan|lead|room|budget|share)\b/,
  },
  slack: { before: /\b(?:some|any|me|cut)$/, after: /^(?:off|time|jacket|in the rope)\b/ },
  teams: {
    before: /\b(?:our|their|other|different|sales|support|project|local|remote|across|between|more)$/,
    after: /^(?:are|have|were|need|want|work|do|who|and i|of)\b/,
  },
  windows: { before: /\b(?:our|opened|multiple|several|browser|app|office|popup|pop up|chat|new|big|dirty|open)$/, after: /^(?:are|were|of|and doors)\b/ },
  word: {
    needs: /\b(?:in|into|with|open|opening|use|using|from|my|ms|and|or|for|of|install)$/,
    before: /\b(?:key|code|pass|last|own|same|right|wrong|single|magic|my|his|her|your|their|in other|spread the|good|final)$/,
    after: /^(?:of|count)\b/,
  },
  workday: { before: /\b(?:per|next|last|whole|full|normal|working|entire|my|during|regular)$/ },
  zoom: { after: /^(?:in|out|level|factor|function|lens|slider|buttons?)\b(?! (?:my|the) (?:browser|outlook|calendar))/ },
};

export interface Surroundings {
  /** Up to four words before, and after, joined by blanks; nothing across the end of a sentence. */
  readonly before: string;
  readonly after: string;
  /** A capital where only a name has one. */
  readonly capital: boolean;
  readonly first: boolean;
  /** With a capital, at the beginning of a sentence, which says nothing by itself. */
  readonly firstCapital: boolean;
}

/** Whether an English word that is also the name of a product is meant as the product. */
export function isMeant(name: string, doubt: 'doubtful' | 'unlikely', around: Surroundings): boolean {
  const { before, after, capital } = around;
  const denied = DENIED[name];
  if (SOFTWARE_NOUN.test(after)) return !/\b(?:in other|access)$/.test(before);
  if (denied?.after?.test(after)) return false;
  if (SOFTWARE_VERB.test(after)) return !/\b(?:a|an|two|three|all|these)$/.test(before);
  if (doubt === 'doubtful' && WORKING_NOUN.test(after)) return true;
  if (denied?.before?.test(before)) return capital && doubt === 'doubtful' && !/\b(?:our|their|other|my)$/.test(before);
  if (capital) return !/\b(?:a|an|these|those)$/.test(before) || WORKING_NOUN.test(after);
  if (denied?.needs && !denied.needs.test(before)) return around.firstCapital && PREDICATE.test(after);
  if (doubt === 'doubtful') return !COUNTED.test(before) && !AS_VERB.test(before);
  return (SOFTWARE_BEFORE.test(before) && CLEAR_AFTER.test(after)) || (around.firstCapital && PREDICATE.test(after));
}
