import { DeskError } from '#core/errors.ts';
import { requestName } from '#core/license.ts';
import type { Context } from '#core/workflow.ts';
import { formatDate } from '#rules/business-time/local-time.ts';
import { localDay } from '#rules/business-time/zone.ts';
import type { Tx } from '#store/database.ts';
import { changeRequest, findRequest, lockRequest, type LicenseRequest } from '#store/license-requests.ts';
import { findProduct, levelById, productById, type Level, type Product } from '#store/products.ts';
import { lockSeat, type Seat } from '#store/seats.ts';

export const LICENSE = 'license';

/** What the workflow's cards, buttons and steps are about: a request (`12`), a seat (`seat/7`) or a product (`product/3`). */
export type Subject = { readonly kind: 'request' | 'seat' | 'product'; readonly id: number };

export function parseSubject(subject: string): Subject | undefined {
  const found = /^(?:(seat|product)\/)?(\d{1,15})$/.exec(subject);
  if (!found) return undefined;
  return { kind: (found[1] ?? 'request') as Subject['kind'], id: Number(found[2]) };
}

/** @throws DeskError `not_found` when it is about something else */
function idIn(subject: string, kind: Subject['kind']): number {
  const parsed = parseSubject(subject);
  if (parsed?.kind !== kind) throw notThere();
  return parsed.id;
}

function notThere(): DeskError {
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
export async function productIn(tx: Tx, subject: string): Promise<Product> {
  const product = await findProduct(tx, idIn(subject, 'product'));
  if (!product) throw notThere();
  return product;
}

export const seatSubject = ({ id }: Pick<Seat, 'id'>): string => `seat/${id}`;
export const productSubject = ({ id }: Pick<Product, 'id'>): string => `product/${id}`;

/** The next version of a locked request, on every copy of its card. */
export async function change(context: Context<Tx>, request: LicenseRequest, to: Parameters<typeof changeRequest>[2]): Promise<LicenseRequest> {
  const after = await changeRequest(context.tx, request, to);
  await context.refresh(LICENSE, String(request.id));
  return after;
}

/** The same, for good. */
export async function end(
  context: Context<Tx>,
  request: LicenseRequest,
  to: { state: 'granted' | 'declined' | 'failed' | 'canceled'; note?: string; ticketId?: number },
): Promise<LicenseRequest> {
  return await change(context, request, { ...to, endedAt: context.now });
}

/** Puts the card at the end of the direct messages of whoever it is for, and of whoever asked for them. */
export async function show(context: Context<Tx>, { id, personId, askedById }: LicenseRequest): Promise<void> {
  for (const each of new Set([personId, askedById]))
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
