import type { RequestState } from '#core/license.ts';
import { inWords } from '#lib/text.ts';
import type { Price } from '#store/products.ts';

/** «€16.00», as the reader’s language writes it: English for now, whatever the currency. */
export function money({ cents, currency }: Price): string {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(cents / 100);
}

/** «€16.00 a month» */
export function priceWords(price: Price): string {
  return `${money(price)} a month`;
}

/** How a request stands, for those who wait for it; `waiting` is said with its place in line. */
export const STATE_WORDS: Readonly<Record<Exclude<RequestState, 'waiting'>, string>> = {
  asked: 'Waits for approval',
  granting: 'Approved; your access is being set up',
  granted: 'You have it',
  declined: 'Declined',
  failed: 'A person looks after it',
  canceled: 'Canceled',
};

interface Priced {
  readonly seats: number;
  readonly seatPriceCents: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** What terms cost together: `€75.00 and $12.00 a month`. What is in two currencies is never added up. */
export function costWords(terms: readonly Priced[]): string {
  const sums = new Map<string, number>();
  for (const { seats, seatPriceCents, currency } of terms) sums.set(currency, (sums.get(currency) ?? 0) + seats * seatPriceCents);
  return `${inWords(
    [...sums].map(([currency, cents]) => money({ cents, currency })),
    'and',
  )} a month`;
}

export function seatWords(count: number): string {
  return count === 1 ? '1 seat' : `${count} seats`;
}
