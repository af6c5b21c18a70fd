import { DeskError } from '#core/errors.ts';
import type { Drawing } from '#core/workflow.ts';
import { IDLE_DAYS, monthsOf } from '#rules/seat-life.ts';
import type { Tx } from '#store/database.ts';
import { productById, type Product } from '#store/products.ts';
import { findTerm, lastRenewalNotice, termBefore, type RenewalNotice, type Term } from '#store/renewals.ts';
import { money } from './words.ts';

/** A term that is to be decided about, as it stood when that was told last. @throws DeskError `not_found` */
export async function drawRenewal(tx: Tx, termId: number): Promise<Drawing> {
  const [term, notice] = await Promise.all([findTerm(tx, termId), lastRenewalNotice(tx, termId)]);
  if (!term || !notice) throw new DeskError('not_found', { userMessage: 'I cannot find that term any more.' });
  const title = renewalTitle(await productById(tx, term.productId), term, notice);
  const facts = await renewalFacts(tx, term, notice);
  return { post: { text: title, card: { title, tone: 'attention', blocks: [{ kind: 'facts', facts }], buttons: [] } }, version: notice.id };
}

export function renewalTitle({ name }: Pick<Product, 'name'>, { noticeOn }: Term, { decideBy }: RenewalNotice): string {
  return noticeOn === decideBy ? `${name}: notice must be given by ${decideBy}` : `${name}: its term ends on ${decideBy}`;
}

/** What to decide on. */
export async function renewalFacts(tx: Tx, term: Term, notice: RenewalNotice): Promise<{ readonly label: string; readonly value: string }[]> {
  const { contract, startsOn, endsOn, seats, seatPriceCents, currency } = term;
  const [product, before] = [await productById(tx, term.productId), await termBefore(tx, term)];
  const [months, monthly] = [monthsOf(term), seats * seatPriceCents];
  const whole = `${money({ cents: months * monthly, currency })} for the term of ${months === 1 ? 'a month' : `${months} months`}`;
  return [
    ...(contract === null ? [] : [{ label: 'Contract', value: contract }]),
    { label: 'Term', value: `${startsOn} to ${endsOn}` },
    { label: 'Seats', value: `${seats} bought, ${notice.held} held on ${notice.toldOn}` },
    { label: 'Of those held', value: useWords(notice, product.idleDays ?? IDLE_DAYS) },
    { label: 'Price', value: `${money({ cents: monthly, currency })} a month (${money({ cents: seatPriceCents, currency })} a seat), ${whole}` },
    { label: 'Last renewal', value: before ? changeWords(before, term) : 'None that I know of' },
  ];
}

function useWords({ idle, unknown }: RenewalNotice, days: number): string {
  const known = idle === 0 ? `none is known to be idle` : `${idle} not used for ${days} days`;
  return unknown === 0 ? known : `${known}; of ${unknown} nobody has told me whether they are used`;
}

function changeWords(before: Term, { startsOn, seats, seatPriceCents, currency }: Term): string {
  return `on ${startsOn}: ${before.seats} → ${seats} seats, ${money({ cents: before.seatPriceCents, currency: before.currency })} → ${money({ cents: seatPriceCents, currency })} a seat`;
}
