import type { ApprovalNews } from '#core/approval.ts';
import { purchaseName } from '#core/license.ts';
import type { Context } from '#core/workflow.ts';
import { inWords } from '#lib/text.ts';
import { addDays } from '#rules/business-time/local-time.ts';
import { IDLE_DAYS, ladderToBuy } from '#rules/license.ts';
import { lockPending } from '#store/approvals.ts';
import type { Tx } from '#store/database.ts';
import { namesOf } from '#store/people.ts';
import { priceOn, productById, type Price, type Product } from '#store/products.ts';
import { addPurchase, askedPurchase, changePurchase, lineOf, lockBuying, purchasesUnderWay, unusedSince, type Purchase } from '#store/purchases.ts';
import { LICENSE, purchaseLocked, purchaseSubject, show, teamOf, today } from './record.ts';
import { money, priceWords, seatWords } from './words.ts';

/** More names than this are counted. */
const NAMED = 5;

/**
 * Whoever pays for a product is asked whether seats are bought for those who wait. More than they were asked for is asked
 * anew, as what is approved is exactly what was asked; fewer is not.
 */
export async function askToBuy(context: Context<Tx>, productId: number): Promise<void> {
  const { tx } = context;
  await lockBuying(tx, productId);
  const [line, underWay] = [await lineOf(tx, productId), await purchasesUnderWay(tx, productId)];
  const seats = line.length - underWay.reduce((sum, each) => sum + each.seats, 0);
  const asked = await stillAsked(context, productId);
  const [first] = line;
  if (!first || seats <= (asked?.seats ?? 0)) return;
  const [product, price] = [await productById(tx, productId), await priceOn(tx, productId, today(context))];
  const wanted = { seats, priceCents: price?.cents ?? null, currency: price?.currency ?? null };
  const purchase = asked
    ? await changePurchase(tx, asked, wanted)
    : await addPurchase(tx, { ...wanted, productId, personId: first.personId, askedAt: context.now });
  await context.askApproval({
    workflow: LICENSE,
    subject: purchaseSubject(purchase),
    requesterId: purchase.personId,
    // Nobody who agreed that somebody gets a seat is kept from deciding what it may cost.
    askedById: purchase.personId,
    called: purchaseName(purchase.id),
    what: `Buy ${seatWords(seats)} of ${product.name} for ${await names(tx, line)}`,
    // Its card shows a reason as words of whoever it is for, and these are nobody's.
    why: '',
    cost: `${price ? costOf(price, seats) : 'The price is not known'}${await idleWords(context, product)}`,
    teamId: await teamOf(tx, product),
    ladder: ladderToBuy(product),
  });
}

/** The open question about a product, locked as a decision locks it; undefined when nothing is asked. */
async function stillAsked(context: Context<Tx>, productId: number): Promise<Purchase | undefined> {
  const seen = await askedPurchase(context.tx, productId);
  if (!seen) return undefined;
  await lockPending(context.tx, LICENSE, purchaseSubject(seen));
  const purchase = await purchaseLocked(context, purchaseSubject(seen));
  return purchase.state === 'asked' ? purchase : undefined;
}

function costOf(price: Price, seats: number): string {
  const together = seats === 1 ? '' : `, ${money({ ...price, cents: price.cents * seats })} together`;
  return `${priceWords(price)} each${together}`;
}

/** Who waits, in order: `Tom, Lee, and 8 more`. */
async function names(tx: Tx, line: Awaited<ReturnType<typeof lineOf>>): Promise<string> {
  const ids = line.map(({ personId }) => personId);
  const found = await namesOf(tx, ids.slice(0, NAMED));
  const more = ids.length > NAMED ? [`${ids.length - NAMED} more`] : [];
  return inWords([...ids.slice(0, NAMED).map((id) => found.get(id) ?? ''), ...more], 'and');
}

/** What could be given up instead, to stand after the price; empty when the desk was told of nobody's use. */
async function idleWords(context: Context<Tx>, { id, idleDays }: Product): Promise<string> {
  const days = idleDays ?? IDLE_DAYS;
  const { known, idle } = await unusedSince(context.tx, id, addDays(today(context), -days));
  return known === 0 ? '' : `. Not used in the last ${days} days: ${idle} of ${seatWords(known)} whose use is known`;
}

/** What becomes of the question whether more are bought. */
export async function purchaseDecided(context: Context<Tx>, news: ApprovalNews): Promise<void> {
  const { subject, state, by, reason, words } = news;
  const purchase = await purchaseLocked(context, subject);
  if (purchase.state !== 'asked' || state === 'withdrawn') return;
  const { productId } = purchase;
  if (state === 'pending') await changePurchase(context.tx, purchase, { note: words });
  else if (state === 'declined') {
    const note = `${by?.name ?? 'Somebody'} has decided against buying more: ${reason}. You keep your place as long as you like.`;
    await changePurchase(context.tx, purchase, { state, note, endedAt: context.now });
    return await tellLine(context, productId);
  } else {
    const ticketId = await toBuyer(context, purchase, news);
    const note = state === 'approved' ? `More are being bought: ${words}` : 'Nobody has decided yet whether more are bought; a person looks after it.';
    await changePurchase(context.tx, purchase, { state, note, ticketId, ...(state === 'approved' ? {} : { endedAt: context.now }) });
  }
  await refreshLine(context, productId);
}

/** The product's team buys them, or finds out who decides: a ticket of whoever agreed, or else of whoever waits. */
async function toBuyer(
  context: Context<Tx>,
  { id, productId, seats, personId, priceCents, currency }: Purchase,
  { by, reason, words }: ApprovalNews,
): Promise<number> {
  const { tx } = context;
  const product = await productById(tx, productId);
  const price = priceCents === null || currency === null ? 'at a price that nobody knows' : `at ${costOf({ cents: priceCents, currency }, seats)}`;
  const what = `${seatWords(seats)} of ${product.name} ${price}`;
  const line = await lineOf(tx, productId);
  const who = line.length === 0 ? '' : `Who waits: ${await names(tx, line)}. `;
  return await context.openTicket({
    requesterId: by?.id ?? personId,
    title: `Buy ${seatWords(seats)} of ${product.name}`,
    words: `${purchaseName(id)}: ${what}`,
    category: 'software',
    intent: 'license.request',
    teamId: product.teamId,
    note: by
      ? `please buy ${what}. ${words} ${who}Once they are there, the owner enters them by “pool” and More seats….`
      : `nobody has decided whether to buy ${what}. ${reason ?? ''} ${who}Please find out who decides.`,
  });
}

/** Nobody waits for a seat any more, so nobody has to decide about buying some. */
export async function dropIfNobodyWaits(context: Context<Tx>, productId: number): Promise<void> {
  await lockBuying(context.tx, productId);
  if ((await lineOf(context.tx, productId)).length > 0) return;
  const purchase = await stillAsked(context, productId);
  if (!purchase) return;
  await changePurchase(context.tx, purchase, { state: 'dropped', endedAt: context.now });
  await context.withdrawApproval(LICENSE, purchaseSubject(purchase), 'Nobody waits for a seat any more.');
}

/** Everybody in line sees how it stands. */
export async function refreshLine(context: Context<Tx>, productId: number): Promise<void> {
  for (const { id } of await lineOf(context.tx, productId)) await context.refresh(LICENSE, String(id));
}

async function tellLine(context: Context<Tx>, productId: number): Promise<void> {
  for (const request of await lineOf(context.tx, productId)) await show(context, request);
}
