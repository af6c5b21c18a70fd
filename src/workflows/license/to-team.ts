import type { Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import type { LicenseRequest } from '#store/license-requests.ts';
import { personById } from '#store/people.ts';
import { productById, type Product } from '#store/products.ts';
import { askerFor, ownerOf } from './owners.ts';

interface Handed {
  readonly product: Product;
  /** `Figma (Editor)` */
  readonly name: string;
  /** Why a person is needed, for the team. */
  readonly note: string;
}

/** What is left to do goes to the product's team, as a ticket of whoever the license is for; returns its number. */
export async function toTeam(
  context: Context<Tx>,
  { personId, reason }: Pick<LicenseRequest, 'personId' | 'reason'>,
  { product, name, note }: Handed,
): Promise<number> {
  const { name: who, status } = await personById(context.tx, personId);
  // Nobody is written to who has left.
  const askerId = status === 'active' ? undefined : await askerFor(context.tx, product);
  return await context.openTicket({
    requesterId: askerId ?? personId,
    title: `License: ${name} for ${who}`,
    words: reason === '' ? `${name} for ${who}` : reason,
    category: 'software',
    intent: 'license.request',
    teamId: product.teamId,
    note,
  });
}

/** The same about a product itself, as a ticket of whoever looks after it; of nobody where nobody does. */
export async function fromOwner(context: Context<Tx>, productId: number, note: string): Promise<void> {
  const product = await productById(context.tx, productId);
  const requesterId = (await ownerOf(context.tx, product))?.id;
  if (requesterId === undefined) return;
  const title = `License: the groups of ${product.name}`;
  await context.openTicket({ requesterId, title, words: title, category: 'software', intent: 'license.request', teamId: product.teamId, note });
}
