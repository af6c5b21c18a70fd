import type { Person } from '#core/person.ts';
import { mentions } from './request-match.ts';

/** Whose requests may go other ways, by the configuration file: people by name, or everybody with such a title. */
export interface VipRule {
  /** In lower case. */
  readonly emails: readonly string[];
  /** Words of a title, whole: “chief” is in “Chief Financial Officer”. */
  readonly titles: readonly string[];
}

export function isVip({ emails, titles }: VipRule, { email, title }: Pick<Person, 'email' | 'title'>): boolean {
  return emails.includes(email.toLowerCase()) || titles.some((words) => mentions(title, words));
}
