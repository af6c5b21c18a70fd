const CARD_BEGINS = /^(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|5\d\d|4[4-9]\d)\d{12})$/;

/** Lengths and beginnings that cards have (an IMEI has others), and the check digit of Luhn (ISO/IEC 7812). */
export function isCardNumber(written: string): boolean {
  const digits = written.replace(/\D/g, '');
  if (!CARD_BEGINS.test(digits)) return false;
  const sum = digits
    .split('')
    .toReversed()
    .reduce((total, digit, at) => total + luhn(Number(digit), at), 0);
  return sum % 10 === 0;
}

function luhn(digit: number, at: number): number {
  if (at % 2 === 0) return digit;
  return digit > 4 ? 2 * digit - 9 : 2 * digit;
}

/** The check digits of an IBAN (ISO 13616): letters count from 10, and the whole is 1 modulo 97. */
export function isIban(written: string): boolean {
  const plain = written.replaceAll(' ', '').toUpperCase();
  if (plain.length < 15 || plain.length > 34) return false;
  const digits = `${plain.slice(4)}${plain.slice(0, 4)}`
    .split('')
    .map((sign) => String(Number.parseInt(sign, 36)))
    .join('');
  return digits.split('').reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

/** What people say about a password in place of telling it, and what stands before what they say. */
const SAID_ABOUT = new Set(
  `a about accepted again all also always an and another any asked at bad because being blank blocked broken but by changed compromised correct
  correctly denied different due easy empty every exactly expired expiring fine first for forgotten from gone good hidden in incorrect insecure invalid it
  its just known leaked locked long lost missing must mine my needed needs never new no none not now off ok okay old on one only or our out outdated over
  overdue please public ready rejected required reset right safe same saved secure set shared short shown simple so somewhere still stolen stored strong
  supposed synced temporary that the their there this to too unknown unsafe unsecure up used useless valid very visible wanted weak what when where which
  who why with without working wrong you your yours fully really probably apparently definitely nowhere secret protected page form field box screen portal
  policy manager managers policies prompt link email mail reset please help change unlock request requests problem problems issue issues error errors`.split(
    /\s+/,
  ),
);
const PRODUCT_LIKE = /^(?:office|windows|microsoft|dynamics|win|o|m|sap|oracle|exchange|sharepoint|teams)-?\d{1,4}$/i;
const TICKET_LIKE =
  /^(?:[A-Z]{1,8}-?\d{2,10}|[a-z]{1,8}-\d{2,10}|[a-z]{1,3}\d{2,10}|#\d+|0x[\da-fA-F]+|\d{1,3}(?:\.\d{1,3}){3}|[\w.+-]+@[\w-]+\.[\w.]+|https?:\S+)$/;

/** Told on purpose, after a colon or in quotes: anything but what is said about passwords. */
export function looksChosen(written: string): boolean {
  const word = bare(written);
  return word.length >= 3 && !SAID_ABOUT.has(word.toLowerCase()) && !/^(?:https?:|\?)/.test(word);
}

/** Without such a sign it must look like nothing else: letters and digits, mixed or with signs, and no ticket, tag, product or address. */
export function looksTyped(written: string): boolean {
  const word = bare(written);
  if (word.length < 6 || TICKET_LIKE.test(word) || PRODUCT_LIKE.test(word)) return false;
  const hasLetter = /\p{L}/u.test(word);
  const hasDigit = /\d/.test(word);
  return hasLetter && hasDigit && (/[A-Z].*[a-z]|[a-z].*[A-Z]/.test(word) || /[^\p{L}\d]/u.test(word) || word.length >= 12);
}

/** After "is": typed-looking words, and plain ones that end the sentence and are nothing people say about passwords. */
export function looksTold(written: string, endsSentence: boolean): boolean {
  const word = bare(written);
  const plain = /^\p{L}+$/u.test(word);
  if (!plain) return word.length >= 3 && /[\p{L}\p{N}]/u.test(word) && !/^\p{L}+['’-]\p{L}+$/u.test(word) && !/^\p{L}+[/]\p{L}+$/u.test(word);
  return endsSentence && word.length >= 4 && !SAID_ABOUT.has(word.toLowerCase()) && !/(?:ed|ing|ly|able|less)$/i.test(word);
}

function bare(written: string): string {
  return written.replace(/[.,!?:;)]+$/, '');
}
