import type { RequestState } from '#core/license.ts';
import type { Price } from '#store/products.ts';

/** «€16.00», as the reader’s language writes it: English for now, whatever the currency. */
export function money(cents: number, currency: string): string {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(cents / 100);
}

/** «€16.00 a month» */
export function priceWords({ cents, currency }: Price): string {
  return `${money(cents, currency)} a month`;
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
