import type { Category } from '#core/ticket.ts';
import { FAULT } from './sla/policy.ts';

/** A predicate over requests, as data: true when all that is given holds; of each list one is enough. */
export interface RequestMatch {
  readonly intents?: readonly string[] | undefined;
  readonly categories?: readonly (Category | typeof FAULT)[] | undefined;
  /** Words or phrases of what was written. */
  readonly keywords?: readonly string[] | undefined;
  /** Words or phrases of the place it is about, or of what was written when none is known. */
  readonly locations?: readonly string[] | undefined;
  readonly departments?: readonly string[] | undefined;
  readonly vip?: boolean | undefined;
}

/** What is known of a request before it is a ticket. */
export interface Request {
  readonly intent: string | undefined;
  readonly category: Category | undefined;
  readonly text: string;
  readonly place: string | undefined;
  readonly department: string;
  readonly vip: boolean;
}

export function fits(match: RequestMatch, request: Request): boolean {
  const { intents, categories, keywords, locations, departments, vip } = match;
  return (
    (intents === undefined || (request.intent !== undefined && intents.includes(request.intent))) &&
    (categories?.includes(request.category ?? FAULT) ?? true) &&
    (keywords?.some((keyword) => mentions(request.text, keyword)) ?? true) &&
    (locations?.some((location) => mentions(request.place ?? request.text, location)) ?? true) &&
    (departments?.includes(request.department) ?? true) &&
    (vip === undefined || vip === request.vip)
  );
}

/** Whether a word or phrase stands in a text, in either number, whatever the case and punctuation. */
export function mentions(text: string, phrase: string): boolean {
  const words = plainWords(text);
  const wanted = plainWords(phrase).trim();
  return wanted !== '' && (words.includes(` ${wanted} `) || words.includes(` ${wanted}s `));
}

/** Lower case, with one blank before, between and after the words. */
function plainWords(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}-]+/gu, ' ')
    .trim()} `;
}
