import { DeskError } from '#core/errors.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import type { LicenseRequest } from '#store/license-requests.ts';
import { findProduct, productById, type Product } from '#store/products.ts';
import { hasFreeSeat } from '#store/seats.ts';
import { cancel } from './approval.ts';
import { productSubject, requestIn, today } from './record.ts';

/** What the catalog offers in place of what somebody waits for; undefined when it offers nothing. */
export async function alternativeTo(tx: Tx, { productId }: LicenseRequest): Promise<Product | undefined> {
  const { alternativeId } = await productById(tx, productId);
  const other = alternativeId === null ? undefined : await findProduct(tx, alternativeId);
  return other?.retired === false ? other : undefined;
}

/** `license.instead`: whoever waits takes the other product, and leaves the line. */
export async function instead(context: Context<Tx>, input: ActionInput): Promise<void> {
  const request = await requestIn(context.tx, input.subject);
  const other = await alternativeTo(context.tx, request);
  if (!other || !(await hasFreeSeat(context.tx, other.id, today(context)))) {
    throw new DeskError('conflict', { userMessage: `No seat of ${other?.name ?? 'anything else'} is free just now, either. You keep your place in line.` });
  }
  await cancel(context, input);
  await context.ask({
    action: 'license.request',
    subject: productSubject(other),
    values: { why: request.reason },
    intro: `You would like to get ${other.name}.`,
  });
}
