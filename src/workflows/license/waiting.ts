import type { Fact } from '#core/card.ts';
import type { Tx } from '#store/database.ts';
import { placeInLine, type LicenseRequest } from '#store/license-requests.ts';
import { dueBackFor, latestPurchase, purchasesUnderWay } from '#store/purchases.ts';
import { today } from './record.ts';

export async function waitingWords(tx: Tx, request: LicenseRequest): Promise<string> {
  const place = await placeInLine(tx, request);
  return `Approved, but no seat is free; you are ${place === 1 ? 'next' : `number ${place} in line`}`;
}

/** When it may be their turn, as far as anything is known of that; nothing otherwise. */
export async function prospectsOf(tx: Tx, request: LicenseRequest): Promise<Fact[]> {
  const { productId } = request;
  const [place, day] = [await placeInLine(tx, request), today({ now: new Date() })];
  const [dueBack, more] = [await dueBackFor(tx, productId, { place, day }), await moreSeatsWords(tx, productId)];
  return [
    ...(dueBack === undefined ? [] : [{ label: 'Perhaps from', value: `${dueBack}, when a seat is due back; its holder may ask to keep it` }]),
    ...(more === undefined ? [] : [{ label: 'More seats', value: more }]),
  ];
}

/** What has become of buying more; undefined when nobody is asked and nobody has decided. */
async function moreSeatsWords(tx: Tx, productId: number): Promise<string | undefined> {
  const latest = await latestPurchase(tx, productId);
  if (latest?.state === 'asked' || latest?.state === 'declined') return latest.note;
  return (await purchasesUnderWay(tx, productId)).at(-1)?.note;
}
