import type { Button, Card } from '#core/card.ts';
import type { Person } from '#core/person.ts';
import type { Context, Drawing } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { checksOf, openDifferences, type Difference } from '#store/differences.ts';
import { personByEmail } from '#store/people.ts';
import { levelById, productById, type Product } from '#store/products.ts';
import { poolVersion } from '#store/purchases.ts';
import { hasFreeSeat, seatHeld } from '#store/seats.ts';
import { idIn, licensed, LICENSE, licenseName, today } from './record.ts';
import { ownerOf } from './owners.ts';

/** With two buttons each, more do not fit on a card; the next come when these are mended. */
const LISTED = 5;

const checkSubject = (productId: number) => `check/${productId}`;

/** Whoever looks after a product has one card of its differences, which comes anew only with what they have not read yet. */
export async function tellDifferences(context: Context<Tx>, productId: number, isNew: boolean): Promise<void> {
  const personId = isNew ? (await ownerOf(context.tx, await productById(context.tx, productId)))?.id : undefined;
  if (personId === undefined) return await context.refresh(LICENSE, checkSubject(productId));
  await context.show({ workflow: LICENSE, subject: checkSubject(productId), audience: 'approver', place: { personId } });
}

/** How the groups of a product and its seats compare. */
export async function drawDifferences(tx: Tx, subject: string): Promise<Drawing> {
  const product = await productById(tx, idIn(subject, 'check'));
  const [checks, open] = [await checksOf(tx, product.id), await openDifferences(tx, product.id)];
  const last = checks
    .map(({ checkedAt }) => checkedAt.toISOString())
    .toSorted()
    .at(-1);
  // As of the last comparison: whether a seat is still free is seen when it is given.
  const isFree = last !== undefined && (await hasFreeSeat(tx, product.id, today({ now: new Date(last) })));
  const listed = await Promise.all(open.slice(0, LISTED).map(async (difference) => await drawOne(tx, product, difference, isFree)));
  const more = open.length - listed.length + checks.reduce((sum, check) => sum + check.more, 0);
  const problems = await Promise.all(checks.map(async ({ levelId, problem }) => (problem === null ? undefined : await unread(tx, product, levelId, problem))));
  const lines = [...problems, ...listed.map(({ line }) => line), more === 0 ? undefined : `And ${more} more.`].filter((line) => line !== undefined);
  const card: Card = {
    title: `${product.name}: groups and seats ${lines.length === 0 ? 'agree' : 'differ'}`,
    tone: lines.length === 0 ? 'good' : 'warning',
    blocks: [
      ...lines.map((text) => ({ kind: 'text', text }) as const),
      ...(last === undefined ? [] : [{ kind: 'facts', facts: [{ label: 'Compared', value: [{ at: last }] }] } as const]),
    ],
    buttons: listed.flatMap(({ buttons }) => buttons),
  };
  const version = checks.reduce((sum, check) => sum + check.version, await poolVersion(tx, product.id));
  return { post: { text: card.title, card }, version };
}

async function unread(tx: Tx, product: Product, levelId: number, problem: string): Promise<string> {
  return `The group of ${licenseName(product, await levelById(tx, levelId))} could not be read, so nothing new is known of it: ${problem}`;
}

async function drawOne(tx: Tx, product: Product, difference: Difference, isFree: boolean): Promise<{ line: string; buttons: Button[] }> {
  const { id, kind, email, levelId } = difference;
  const [{ name, level }, person] = [await licensed(tx, { productId: product.id, levelId }), await personByEmail(tx, email)];
  const [who, subject, group] = [person?.name ?? email, `difference/${id}`, level?.groupName ?? ''];
  if (kind === 'seat_without_group') {
    return {
      line: `${nameOf(person, email)} has a seat of ${name} and is not in the group ${group}.`,
      buttons: [
        { label: `Put ${who} into the group`, action: 'license.put_in', subject },
        { label: `Free the seat of ${who}`, action: 'license.free_seat', subject },
      ],
    };
  }
  const mayHave = isFree && person?.status === 'active' && !(await seatHeld(tx, product.id, person.id));
  return {
    line: `${nameOf(person, email)} is in the group ${group} and has no seat of ${name}.`,
    buttons: [
      ...(mayHave ? [{ label: `Give ${who} a seat`, action: 'license.give_seat', subject }] : []),
      { label: `Take ${who} out of the group`, action: 'license.take_out', subject },
    ],
  };
}

function nameOf(person: Person | undefined, email: string): string {
  if (!person) return `${email}, whom I do not know,`;
  return `${person.name} (${email}${person.status === 'left' ? ', who has left' : ''})`;
}
