import type { Person } from '#core/person.ts';
import type { Tx } from '#store/database.ts';
import { findPerson } from '#store/people.ts';
import type { Product } from '#store/products.ts';
import { leadsOf } from '#store/teams.ts';
import { teamOf } from './record.ts';

/** Whoever decides about a product: its owner, or else whoever pays for it; undefined when neither works here. */
export async function ownerOf(tx: Tx, { ownerId, budgetHolderId }: Product): Promise<Person | undefined> {
  for (const id of [ownerId, budgetHolderId]) {
    const person = id === null ? undefined : await findPerson(tx, id);
    if (person?.status === 'active') return person;
  }
  return undefined;
}

/** In whose name a ticket about a product is opened that is nobody's own: of whoever decides about it, or of a lead of its team. */
export async function askerFor(tx: Tx, product: Product): Promise<number | undefined> {
  const owner = await ownerOf(tx, product);
  if (owner) return owner.id;
  const [lead] = await leadsOf(tx, await teamOf(tx, product));
  return lead?.id;
}
