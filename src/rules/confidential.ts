import type { FormValues } from '#core/form.ts';

/** What is said to be so; “private-key” is another word. */
const HIDDEN = '(?:confidential|private|secret|between us)\\b(?!-\\w)';
const VERY = '(?:(?:strictly|highly|really|very|just|only|kept) )*';
const THIS = '(?:this|it|that|what i (?:write|say|tell you)|my (?:request|question|message))';
const IS = "(?: is|[’']s| stays| remains| must (?:be|stay|remain)| should (?:be|stay|remain)| has to (?:be|stay))";
const MATTER = '(?:matter|request|question|message|issue|topic|case|thing)';

const WAYS = [
  `\\b${THIS}${IS} ${VERY}${HIDDEN}`,
  `\\b${THIS}${IS} an? ${VERY}(?:confidential|private) ${MATTER}\\b`,
  '\\bin (?:strict )?confidence\\b',
  // Who asks how that is done means something else.
  `(?<!\\bhow (?:\\w+ ){0,2})\\b(?:keep|make) (?:this|it|that) ${VERY}(?:${HIDDEN}|to yourself\\b)`,
  `\\b(?:treat (?:this|it|that)|please treat) (?:as )?${VERY}(?:confidential|private)(?:ly)?\\b`,
  `^\\W*${VERY}(?:confidential|private)(?:\\s*[:!–—]|\\s*[.-](?=\\s|$))`,
];
const SAYS_SO = new RegExp(WAYS.join('|'), 'iu');

/** Whether somebody says that their words are not for everybody: “this is confidential”, “please keep it between us”. Pure. */
export function isConfidential(text: string): boolean {
  return SAYS_SO.test(text);
}

/** The same of all that was filled in or answered. Pure. */
export function saysConfidential(values: FormValues): boolean {
  return Object.values(values).some(isConfidential);
}
