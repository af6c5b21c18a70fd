import { DeskError } from '#core/errors.ts';
import { requestName } from '#core/license.ts';
import type { Context } from '#core/workflow.ts';
import { formatDate } from '#rules/business-time/local-time.ts';
import { localDay } from '#rules/business-time/zone.ts';
import type { Tx } from '#store/database.ts';
import { changeRequest, findRequest, lockRequest, requestsAboutSeat, type LicenseRequest } from '#store/license-requests.ts';
import { personById } from '#store/people.ts';
import { findProduct, levelById, productById, type Level, type Product } from '#store/products.ts';
import { lockPurchase, type Purchase } from '#store/purchases.ts';
import { findSeat, lockSeat, type Seat } from '#store/seats.ts';
import { listTeams } from '#store/teams.ts';

export const LICENSE = 'license';

const KINDS = ['seat', 'product', 'term', 'purchase', 'level', 'check', 'difference'] as const;

/**
 * What the workflow's cards, buttons and steps are about: a request (`12`), a seat (`seat/7`), a product (`product/3`), a term of one (`term/4`),
 * a purchase (`purchase/5`), a level (`level/4`), how its seats and the groups of a product compare (`check/3`), or one difference of that (`difference/9`).
 */
export type Subject = { readonly kind: 'request' | (typeof KINDS)[number]; readonly id: number };

export function parseSubject(subject: string): Subject | undefined {
  const found = new RegExp(`^(?:(${KINDS.join('|')})/)?(\\d{1,15})$`).exec(subject);
  if (!found) return undefined;
  return { kind: (found[1] ?? 'request') as Subject['kind'], id: Number(found[2]) };
}

/** @throws DeskError `not_found` when it is about something else */
export function idIn(subject: string, kind: Subject['kind']): number {
  const parsed = parseSubject(subject);
  if (parsed?.kind !== kind) throw notThere();
  return parsed.id;
}

export function notThere(): DeskError {
  return new DeskError('not_found', { userMessage: 'I cannot find that license any more. Tell me what you need, and I will look again.' });
}

/** Locked until this transaction ends. @throws DeskError `not_found` */
export async function requestLocked({ tx }: Context<Tx>, subject: string): Promise<LicenseRequest> {
  const request = await lockRequest(tx, idIn(subject, 'request'));
  if (!request) throw notThere();
  return request;
}

/** @throws DeskError `not_found` */
export async function requestIn(tx: Tx, subject: string): Promise<LicenseRequest> {
  const request = await findRequest(tx, idIn(subject, 'request'));
  if (!request) throw notThere();
  return request;
}

/** Locked until this transaction ends. @throws DeskError `not_found` */
export async function seatLocked({ tx }: Context<Tx>, subject: string): Promise<Seat> {
  const seat = await lockSeat(tx, idIn(subject, 'seat'));
  if (!seat) throw notThere();
  return seat;
}

/** @throws DeskError `not_found` */
export async function seatIn(tx: Tx, subject: string): Promise<Seat> {
  const seat = await findSeat(tx, idIn(subject, 'seat'));
  if (!seat) throw notThere();
  return seat;
}

/** @throws DeskError `not_found` */
export async function productIn(tx: Tx, subject: string): Promise<Product> {
  const product = await findProduct(tx, idIn(subject, 'product'));
  if (!product) throw notThere();
  return product;
}

/** Locked until this transaction ends. @throws DeskError `not_found` */
export async function purchaseLocked({ tx }: Context<Tx>, subject: string): Promise<Purchase> {
  const purchase = await lockPurchase(tx, idIn(subject, 'purchase'));
  if (!purchase) throw notThere();
  return purchase;
}

export const seatSubject = ({ id }: Pick<Seat, 'id'>): string => `seat/${id}`;
export const termSubject = ({ id }: { readonly id: number }): string => `term/${id}`;
export const purchaseSubject = ({ id }: Pick<Purchase, 'id'>): string => `purchase/${id}`;
export const productSubject = ({ id }: Pick<Product, 'id'>): string => `product/${id}`;

/** The next version of a locked request, on every copy of its card, and of that of its seat. */
export async function change(context: Context<Tx>, request: LicenseRequest, to: Parameters<typeof changeRequest>[2]): Promise<LicenseRequest> {
  const after = await changeRequest(context.tx, request, to);
  await context.refresh(LICENSE, String(request.id));
  if (request.seatId !== null) await context.refresh(LICENSE, seatSubject({ id: request.seatId }));
  return after;
}

/** What has become of a seat, on every card that shows it. */
export async function refreshSeat(context: Context<Tx>, seat: Pick<Seat, 'id'>): Promise<void> {
  await context.refresh(LICENSE, seatSubject(seat));
  for (const { id } of await requestsAboutSeat(context.tx, seat.id)) await context.refresh(LICENSE, String(id));
}

/** Puts the seat's card at the end of its holder's direct messages. */
export async function showSeat(context: Context<Tx>, seat: Pick<Seat, 'id' | 'personId'>): Promise<void> {
  await context.show({ workflow: LICENSE, subject: seatSubject(seat), audience: 'requester', place: { personId: seat.personId } });
}

/** The same, for good. */
export async function end(
  context: Context<Tx>,
  request: LicenseRequest,
  to: { state: 'granted' | 'declined' | 'failed' | 'canceled'; note?: string; ticketId?: number },
): Promise<LicenseRequest> {
  // Who was asked is no longer why.
  return await change(context, request, { note: null, ...to, endedAt: context.now });
}

/** Whose leads decide where nobody else can. */
export async function teamOf(tx: Tx, { teamId }: Pick<Product, 'teamId'>): Promise<number> {
  const [any] = teamId === null ? await listTeams(tx) : [];
  const found = teamId ?? any?.id;
  if (found === undefined) throw new Error('No support team exists.');
  return found;
}

/** Puts the card at the end of the direct messages of whoever it is for, and of whoever asked for them, unless they have left. */
export async function show(context: Context<Tx>, { id, personId, askedById }: Pick<LicenseRequest, 'id' | 'personId' | 'askedById'>): Promise<void> {
  for (const each of new Set([personId, askedById]))
    if ((await personById(context.tx, each)).status === 'active')
      await context.show({ workflow: LICENSE, subject: String(id), audience: 'requester', place: { personId: each } });
}

/** `Figma (Editor)`, or `Figma`. */
export function licenseName({ name }: Pick<Product, 'name'>, level: Pick<Level, 'name'> | undefined): string {
  return level ? `${name} (${level.name})` : name;
}

/** The product and level of a request or seat, and what they are called together. */
export async function licensed(
  tx: Tx,
  { productId, levelId }: Pick<Seat, 'productId' | 'levelId'>,
): Promise<{ product: Product; level: Level | undefined; name: string }> {
  const [product, level] = await Promise.all([productById(tx, productId), levelById(tx, levelId)]);
  return { product, level, name: licenseName(product, level) };
}

/** The date on which something happens, in UTC: seats have days, not hours. */
export function today({ now }: Pick<Context<Tx>, 'now'>): string {
  return formatDate(localDay('UTC', now));
}

export function called({ id }: Pick<LicenseRequest, 'id'>): string {
  return requestName(id);
}
