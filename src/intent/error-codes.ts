import { spansOf, type Span } from './span.ts';

const NOT_WITHIN = String.raw`(?<![\p{L}\p{N}_/.-])`;
const ENDS = String.raw`(?![\p{L}\p{N}_]|[.-]\d)`;

const SHAPES: readonly RegExp[] = [
  new RegExp(`${NOT_WITHIN}(?<code>0x[\\da-f]{2,16})${ENDS}`, 'dgiu'),
  // ERR_CONNECTION_RESET, MACHINE_CHECK_EXCEPTION
  new RegExp(`${NOT_WITHIN}(?<code>[A-Z]{2,20}(?:_[A-Z\\d]{1,20}){1,6})${ENDS}`, 'dgu'),
  new RegExp(`${NOT_WITHIN}(?<code>(?:AADSTS|CAA|ORA-|TNS-|PLS-|SQLSTATE-)\\d{3,8})${ENDS}`, 'dgiu'),
  // "error 691", "code 43", "HTTP 503", "event id 1000"; not "the status of INC0012345"
  new RegExp(
    `${NOT_WITHIN}(?!status of\\b)(?:(?:errors?|err|status|stop|exit|event|failure|fault)(?:\\s(?:code|number|no\\.?|id|message|status|event))?|code|errno|http)(?:\\s(?:is|says|of))?\\s{0,2}[:#=]?\\s{0,2}` +
      `(?!t[-–]\\d)(?<code>-?\\d{2,10}|(?=[A-Z-]{1,6}\\d)[A-Z]{1,5}-?\\d{1,8}[A-Z]?)${ENDS}(?!\\s?(?:times|x\\b|minutes|hours|days|weeks|people|users|%))`,
    'dgiu',
  ),
];

/** What a program calls its fault, as written. */
export function findErrorCodes(text: string): Span[] {
  return SHAPES.flatMap((shape) => spansOf(text, shape, 'error_code', 'code', (code) => code));
}
