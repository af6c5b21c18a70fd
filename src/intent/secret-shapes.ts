import { isCardNumber, isIban, looksChosen, looksTyped } from './secret-checks.ts';

export type SecretKind = 'password' | 'key' | 'token' | 'private key' | 'card number' | 'bank account' | 'code';

/** The group `secret` of each match is one, if `holds` does not say otherwise. Quantifiers are bounded or anchored, so that time stays linear. */
export interface SecretShape {
  readonly kind: SecretKind;
  readonly pattern: RegExp;
  readonly holds?: (secret: string) => boolean;
  /** A plain word is one only where the sentence ends, which the group `ends` tells. */
  readonly ends?: boolean;
}

const ALONE = String.raw`(?<![\w-])`;
const PASSWORD = 'passwords?|passwort|kennwort|passphrase|pass ?code|pwd|pw|pass';
const QUOTED = `["'“”‘’«\`](?<secret>[^"'“”‘’«»\`\\n]{3,100})["'“”‘’»\`]`;
/** "for SAP", "of my account": what it opens. */
const WHAT_FOR = String.raw`(?: (?:for|to|of|on|in) [\p{L}\p{N}' -]{1,40}?)?`;

/** A semicolon ends a password only where a sentence or another setting of a connection string begins. */
const SIGN = String.raw`(?:[^\s;]|;(?!\s|$|[A-Za-z ]{1,30}=))`;
const ENDS = String.raw`(?:(?<ends>[.,!?]*(?:$|\n|\s{1,3}(?:and|but|please)\b))|)`;

/** Keys whose issuers gave them a shape of their own. */
const ISSUED = [
  'A(?:KIA|SIA)[A-Z0-9]{16}',
  'gh[pousr]_[A-Za-z0-9]{20,255}',
  'github_pat_\\w{20,255}',
  'glpat-[\\w-]{16,255}',
  'xox[abceoprs]-[\\w-]{10,255}',
  'xapp-[\\w-]{10,255}',
  'AIza[\\w-]{30,100}',
  'ya29\\.[\\w-]{20,255}',
  '(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,255}',
  'sk-[\\w-]{20,255}',
  'npm_[A-Za-z0-9]{30,100}',
  'pypi-[\\w-]{20,255}',
  'hf_[A-Za-z0-9]{30,100}',
  'dop_v1_[a-f0-9]{40,100}',
  'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{30,64}',
  'SG\\.[\\w-]{16,64}\\.[\\w-]{16,100}',
  'SK[0-9a-f]{32}',
];

/** In this order: of two that overlap, the first is kept. */
export const SECRET_SHAPES: readonly SecretShape[] = [
  { kind: 'private key', pattern: /(?<secret>-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$))/dg },
  { kind: 'token', pattern: new RegExp(`${ALONE}(?<secret>eyJ[\\w-]{8,}\\.[\\w-]{8,}(?:\\.[\\w-]+)?)`, 'dg') },
  { kind: 'key', pattern: new RegExp(`${ALONE}(?<secret>${ISSUED.join('|')})(?![\\w])`, 'dg') },
  { kind: 'key', pattern: /https:\/\/hooks\.[a-z.]{3,40}\/(?:services|workflows)\/(?<secret>[\w/-]{10,255})/dgi },
  { kind: 'key', pattern: /[?&](?:sig|signature|token|access_token|api_?key|key|code)=(?<secret>[^\s&#"'<>]{8,500})/dgi },
  { kind: 'token', pattern: /\b(?:bearer|basic|authorization:) {1,3}(?<secret>[\w.~+/=-]{16,2000})/dgi, holds: looksTyped },
  { kind: 'password', pattern: /(?<![a-z\d+.-])[a-z][a-z\d+.-]{1,20}:\/\/[^\s:@/]{0,100}:(?<secret>[^\s@/]{1,200})@/dgi },
  {
    kind: 'key',
    pattern:
      /\b(?:api|secret|access|private|account|shared ?access|encryption|license|auth|client)[ _-]?(?:key|token|secret)["']?(?: is| was)?\s{0,3}[:=]?\s{0,3}["']?(?<secret>[^\s"',;&[]{8,500})/dgi,
    holds: looksTyped,
  },
  { kind: 'token', pattern: /\b(?:token|secret)["']?(?: is| was|\s{0,3}[:=])\s{0,3}["']?(?<secret>[^\s"',;&[]{8,500})/dgi, holds: looksTyped },
  { kind: 'card number', pattern: /(?<![\w-])(?<secret>\d(?:[ -]?\d){12,18})(?![\w-])/dg, holds: isCardNumber },
  { kind: 'bank account', pattern: /(?<![\w-])(?<secret>[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?)(?![\w-])/dgi, holds: isIban },
  {
    kind: 'code',
    pattern:
      /\b(?:one[ -]?time|verification|confirmation|security|authenticator|authentication|2fa|mfa|otp|sms|tan|two[ -]factor|login)[ -]?(?:code|password|passcode|pin|token)?(?: (?:is|was|i got|says|reads))?\s{0,3}[:=]?\s{0,3}(?<secret>\d{3}[ -]\d{3}|\d{4,8})(?![\w-]|[.,]\d)/dgi,
  },
  {
    kind: 'code',
    pattern: /\b(?:my|the|your|a) (?:pin|code)(?: code| number)?(?: (?:is|was)|\s{0,3}[:=])\s{0,3}(?<secret>\d{3}[ -]\d{3}|\d{4,8})(?![\w-]|[.,]\d)/dgi,
  },
  { kind: 'code', pattern: /\bpin(?: code)?(?: is| was|\s{0,3}[:=])?\s{0,3}(?<secret>\d{4,8})(?![\w-]|[.,]\d)/dgi },
  {
    kind: 'password',
    pattern: new RegExp(`(?<![\\w-])(?:${PASSWORD})${WHAT_FOR}(?: (?:is|was|are)|\\s{0,3}[:=])?\\s{0,3}${QUOTED}`, 'dgiu'),
    holds: looksChosen,
  },
  // After a colon, or after "is"; words that people say about a password are none.
  {
    kind: 'password',
    pattern: new RegExp(`(?<![\\w-])(?:${PASSWORD})["']?(?:(?: is)?\\s{0,3}(?:[:=]|->|→)\\s{0,3}| [–-] )(?<secret>[^\\s;"'[]${SIGN}{2,200})${ENDS}`, 'dgiu'),
    ends: true,
  },
  {
    kind: 'password',
    pattern: new RegExp(`(?<![\\w-])(?:${PASSWORD})${WHAT_FOR} (?:is|was|are)(?: now| still| currently)? (?<secret>[^\\s;"'[]${SIGN}{2,200})${ENDS}`, 'dgiu'),
    ends: true,
  },
  { kind: 'password', pattern: new RegExp(`(?<![\\w-])(?:${PASSWORD})(?: to| as)? (?<secret>[^\\s;"'[]${SIGN}{5,200})`, 'dgiu'), holds: looksTyped },
  {
    kind: 'password',
    pattern: /\b(?:credentials|login|logon|user(?: ?name)?|account)(?: (?:is|are))?\s{0,3}[:=]\s{0,3}[^\s/]{1,64} ?\/ ?(?<secret>[^\s;"'[]{4,200})/dgi,
    holds: looksTyped,
  },
];
