import { FAULT, type Category } from '#core/ticket.ts';

/** A predicate over requests, as data: true when all that is given holds; of each list one is enough. */
export interface RequestMatch {
  readonly intents?: readonly string[] | undefined;
  /** Deskside’s categories and the company’s own. */
  readonly categories?: readonly string[] | undefined;
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
  readonly subcategory?: string | undefined;
  readonly text: string;
  readonly place: string | undefined;
  readonly department: string;
  readonly vip: boolean;
}

export function fits(match: RequestMatch, request: Request): boolean {
  const { intents, categories, keywords, locations, departments, vip } = match;
  return (
    (intents?.some((intent) => intent === request.intent) ?? true) &&
    (categories === undefined || isOfCategory(categories, request)) &&
    (keywords?.some((keyword) => mentions(request.text, keyword)) ?? true) &&
    (locations?.some((location) => mentions(request.place ?? request.text, location)) ?? true) &&
    (departments?.includes(request.department) ?? true) &&
    (vip === undefined || vip === request.vip)
  );
}

interface Categorized {
  readonly category?: Category | null | undefined;
  readonly subcategory?: string | null | undefined;
}

/** Whether a request or ticket is of one of these: Deskside's categories, "fault" where it has none, and the company's own. */
export function isOfCategory(categories: readonly string[], { category, subcategory }: Categorized): boolean {
  return categories.some((wanted) => wanted === (category ?? FAULT) || wanted === subcategory);
}

/** Whether a word or phrase stands in a text, in either number, whatever the case and punctuation. */
export function mentions(text: string, phrase: string): boolean {
  const words = plainWords(text);
  const wanted = plainWords(phrase).trim();
  return wanted !== '' && (words.includes(` ${wanted} `) || words.includes(` ${wanted}s `));
}

/** Lower case, with blanks around the words and one between two. */
function plainWords(text: string): string {
  return ` ${text.toLowerCase().replace(/[^\p{L}\p{N}-]+/gu, ' ')} `;
}
