import type { FormValues } from '#core/form.ts';
import type { TermSetup } from './catalog-setup.ts';
import { parseDate } from './business-time/local-time.ts';

const SEATS_MAX = 1_000_000;
const PRICE_MAX_CENTS = 100_000_000;

/** A term as somebody wrote it into a form. */
type Written = Pick<TermSetup, 'contract' | 'seats' | 'priceCents' | 'currency' | 'from' | 'to'>;

/** What the form says, or a sentence that says what is wrong with it. The same limits hold in a configuration file. Pure. */
export function readTerm({ seats = '', price = '', currency = '', from = '', to = '', contract = '' }: FormValues): Written | { readonly problem: string } {
  const term = { contract: contract.trim(), seats: countIn(seats), priceCents: centsIn(price), currency: currency.trim().toUpperCase(), from, to };
  const { seats: count, priceCents } = term;
  if (count === undefined) return { problem: 'Please write the seats as a whole number, 1 or more.' };
  if (priceCents === undefined) return { problem: 'Please write the price of one seat for a month as a number with two decimals at most, such as 15.50.' };
  if (!/^[A-Z]{3}$/.test(term.currency)) return { problem: 'A currency has three letters, such as EUR.' };
  if (parseDate(from) === undefined || parseDate(to) === undefined) return { problem: 'Please write the days as year, month and day, such as 2026-12-01.' };
  if (from >= to) return { problem: 'A term ends after it begins.' };
  return { ...term, seats: count, priceCents };
}

function countIn(text: string): number | undefined {
  const count = /^\d{1,7}$/.test(text.trim()) ? Number(text) : 0;
  return count >= 1 && count <= SEATS_MAX ? count : undefined;
}

/** `15`, `15.5` and `15,50` alike. */
function centsIn(text: string): number | undefined {
  const [, whole = '', part = ''] = /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(text.trim()) ?? [];
  const cents = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  return whole === '' || cents > PRICE_MAX_CENTS ? undefined : cents;
}
