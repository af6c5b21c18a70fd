import type { FormValues } from '#core/form.ts';
import type { Person } from '#core/person.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import { shorten } from '#lib/text.ts';
import type { Tx } from '#store/database.ts';
import { openRequestFor } from '#store/license-requests.ts';
import { peopleNamed } from '#store/people.ts';
import { isBirthright, levelById, levelsOf, productCalled, type Product } from '#store/products.ts';
import { seatHeld, type Seat } from '#store/seats.ts';
import { laterBy } from './lasting.ts';
import { called, licenseName, productSubject, seatSubject, show, today } from './record.ts';

const WHAT_SHOWN = 120;

/** `license.offer`: somebody would like a license. What is in the catalog goes its way here; anything else a person looks after. */
export async function offer(context: Context<Tx>, { value, values }: ActionInput): Promise<void> {
  const { what = '' } = values;
  const product = await productCalled(context.tx, what);
  if (!product) return await toPeople(context, 'ticket.license_request', `You would like to get a license (${shorten(what, WHAT_SHOWN)}).`, { value, values });
  const { whom } = values;
  // Of whom nobody or several are called so, it is asked later.
  const people = whom === undefined ? [context.actor.person] : await peopleNamed(context.tx, whom, 2);
  const person = people.length === 1 ? people[0] : undefined;
  if (person && (await isSettled(context, product, person))) return;
  const isTheirs = person !== undefined && (await isBirthright(context.tx, product.id, person.department));
  const why = values['why'] ?? (isTheirs ? birthrightWords(person) : undefined);
  const until = values['until'] ?? laterBy(today(context), values['duration']);
  const known = Object.entries({ why, whom, until }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  await context.ask({
    action: 'license.request',
    subject: productSubject(product),
    values: Object.fromEntries(known),
    intro: `You would like to get ${product.name}.`,
  });
}

function birthrightWords({ department }: Person): string {
  return `Everybody in ${department} has it.`;
}

/** `people`: nobody comes back here with it. */
async function toPeople(context: Context<Tx>, action: string, intro: string, { value, values }: Pick<ActionInput, 'value' | 'values'>): Promise<void> {
  await context.ask({ action, value, values: { ...values, people: 'yes' } satisfies FormValues, intro });
}

/** True when it has been said that nothing is left to ask for: they have it, or it is on its way. */
export async function isSettled(context: Context<Tx>, product: Product, person: Person): Promise<boolean> {
  const { tx } = context;
  const open = await openRequestFor(tx, product.id, person.id);
  if (open) {
    context.say({ to: 'actor' }, { text: `${product.name} for ${whose(context, person)} is on its way already (${called(open)}).` });
    await show(context, open);
    return true;
  }
  const seat = await seatHeld(tx, product.id, person.id);
  if (!seat || (await hasMore(tx, seat))) return false;
  await sayHeld(context, product, person, seat);
  return true;
}

/** Whether there is a level above the one that they have. */
async function hasMore(tx: Tx, { productId, levelId }: Seat): Promise<boolean> {
  const [levels, held] = await Promise.all([levelsOf(tx, productId), levelById(tx, levelId)]);
  return levels.some(({ rank }) => rank > (held?.rank ?? 0));
}

/** They have it, or give it back just now: both are said, with the way back where it is theirs. */
export async function sayHeld(context: Context<Tx>, product: Product, person: Person, seat: Seat): Promise<void> {
  const name = licenseName(product, await levelById(context.tx, seat.levelId));
  const own = person.id === context.actor.person.id;
  if (seat.state === 'leaving') return context.say({ to: 'actor' }, { text: `${name} is being given back just now. Ask me again in a few minutes.` });
  const until = seat.endsOn === null ? '' : `, until ${seat.endsOn}`;
  const title = own ? `You have ${name} already, since ${seat.since}${until}.` : `${person.name} has ${name} already.`;
  const [subject, opensForm] = [seatSubject(seat), true];
  const longer = seat.endsOn === null ? [] : [{ label: 'Extend', action: 'license.extend', subject, opensForm }];
  const buttons = own ? [...longer, { label: 'Give it back', action: 'license.give_back', subject, opensForm }] : [];
  context.say({ to: 'actor' }, { text: title, card: { title, tone: 'good', blocks: [], buttons } });
}

function whose({ actor }: Context<Tx>, person: Person): string {
  return person.id === actor.person.id ? 'you' : person.name;
}

/** `license.offer_return`: somebody no longer needs a license; what they do not hold here a person looks after. */
export async function offerReturn(context: Context<Tx>, { value, values }: ActionInput): Promise<void> {
  const { what = '', sure } = values;
  const product = await productCalled(context.tx, what);
  const seat = product && (await seatHeld(context.tx, product.id, context.actor.person.id));
  const intro = `You would like to give back a license (${shorten(product?.name ?? what, WHAT_SHOWN)}).`;
  if (seat?.state !== 'active') return await toPeople(context, 'ticket.license_return', intro, { value, values });
  await context.ask({ action: 'license.give_back', subject: seatSubject(seat), values: sure === undefined ? {} : { sure }, intro });
}
