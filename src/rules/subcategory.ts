import { FAULT, type Category } from '#core/ticket.ts';
import { mentions } from './request-match.ts';

/** A category of the company’s own: a line of the configuration file. */
export interface Subcategory {
  readonly name: string;
  /** The one of Deskside’s in which it lies. */
  readonly of: Category | typeof FAULT;
  /** Words or phrases; without any, people set it by hand. */
  readonly keywords: readonly string[];
}

/** The name of the first that lies in a request's category and has a word of it; undefined when none has. */
export function subcategoryOf(own: readonly Subcategory[], category: Category | undefined, text: string): string | undefined {
  return own.find(({ of, keywords }) => of === (category ?? FAULT) && keywords.some((keyword) => mentions(text, keyword)))?.name;
}
