import { spansOf, type Span } from './span.ts';

const NOT_WITHIN = String.raw`(?<![\p{L}\p{N}_/.-])`;
const ENDS = String.raw`(?![\p{L}\p{N}_]|-[\p{L}\p{N}])`;

/** Whatever has a digit after "asset tag", "inventory number" or "tag". */
const ANNOUNCED = new RegExp(
  `${NOT_WITHIN}(?:asset(?:\\s(?:tag|number|no\\.?|id|label))?|(?:inventory|service|equipment|property|device|company)\\s(?:tag|number|no\\.?|id|label)|tag)` +
    `(?:\\s(?:is|no\\.?|number|was|reads|says))?\\s{0,2}[:#]?\\s{0,2}(?<tag>(?=[a-z-]{0,12}\\d)[a-z\\d]{1,12}(?:-[a-z\\d]{1,12}){0,3})${ENDS}`,
  'dgiu',
);
/** "LT-00123", "BER-NB-0042": letters, hyphen, at least three digits. */
const HYPHENED = new RegExp(`${NOT_WITHIN}(?<tag>(?:[A-Z]{2,5}-){0,2}[A-Z]{1,8}-\\d{3,8})${ENDS}`, 'dgu');
/** Well-known beginnings count without hyphen and in small letters. */
const KNOWN = new RegExp(
  `${NOT_WITHIN}(?<tag>(?:ast|asset|lt|nb|lap|laptop|ltp|pc|ws|wks|mon|inv|hw|eqp|tag|dt|prn|tab|mac|dock|mob|phn|srv)(?:-\\d{3,8}|\\d{4,8}))${ENDS}`,
  'dgiu',
);
/** Tickets, errors, standards, orders and models look the same. */
const NO_TAG =
  /^(?:T|INC|REQ|RITM|CHG|CHNG|TASK|SCTASK|PRB|SR|CS|HD|TKT|TICKET|CASE|ISO|DIN|EN|IEC|IEEE|KB|CVE|MS|ERR|ERROR|ORA|TNS|PLS|TLS|SSL|RFC|UTF|SHA|AES|RSA|COVID|USB|HTTP|PO|SO|CODE|WH|WF|EB|MX|XPS|PEP|JIRA|BUG|RE|AW)-/i;

/** Tags of equipment; the value is in capitals. */
export function findAssetTags(text: string): Span[] {
  const capitals = (tag: string): string | undefined => (tag.length < 4 ? undefined : tag.toUpperCase());
  const unlessOther = (tag: string): string | undefined => (NO_TAG.test(tag) ? undefined : capitals(tag));
  return [
    ...spansOf(text, ANNOUNCED, 'asset_tag', 'tag', capitals),
    ...spansOf(text, HYPHENED, 'asset_tag', 'tag', unlessOther),
    ...spansOf(text, KNOWN, 'asset_tag', 'tag', unlessOther),
  ];
}
