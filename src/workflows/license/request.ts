import type { Person } from '#core/person.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import { ladderFor } from '#rules/license.ts';
import type { Tx } from '#store/database.ts';
import { addRequest, type LicenseRequest } from '#store/license-requests.ts';
import { peopleNamed } from '#store/people.ts';
import { isBirthright, levelsOf, priceOn, type Level, type Product } from '#store/products.ts';
import { seatHeld } from '#store/seats.ts';
import { give } from './give.ts';
import { lastDay } from './lasting.ts';
import { isSettled, sayHeld } from './offer.ts';
import { called, licenseName, LICENSE, productIn, productSubject, show, teamOf, today } from './record.ts';
import { priceWords } from './words.ts';

/** More of one name than this cannot be told apart in a sentence. */
const NAMED_MAX = 5;

/** `license.request`: everything is known that has to be. */
export async function request(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const product = await productIn(context.tx, subject);
  const person = await personMeant(context, product, values);
  if (!person || (await isSettled(context, product, person))) return;
  const levels = await levelsOf(context.tx, product.id);
  const level = levels.find(({ id }) => String(id) === values['level']) ?? levels[0];
  const seat = await seatHeld(context.tx, product.id, person.id);
  const held = levels.find(({ id }) => id === seat?.levelId);
  if (seat && (held?.rank ?? 0) >= (level?.rank ?? 0)) return await sayHeld(context, product, person, seat);
  const made = await addRequest(context.tx, {
    kind: seat ? 'level' : 'seat',
    productId: product.id,
    levelId: level?.id ?? null,
    personId: person.id,
    askedById: context.actor.person.id,
    reason: values['why'] ?? '',
    endsOn: lastDay(today(context), values),
    seatId: seat?.id ?? null,
    askedAt: context.now,
  });
  // Somebody asked for the same at the same moment.
  if (!made) return void (await isSettled(context, product, person));
  tellWhoever(context, made, person, licenseName(product, level));
  await askOrGive(context, made, { product, level, person });
}

function tellWhoever(context: Context<Tx>, made: LicenseRequest, person: Person, name: string): void {
  const by = context.actor.person;
  if (person.id === by.id) return;
  context.say({ to: 'person', personId: person.id }, { text: `${by.name} has asked for ${name} for you (${called(made)}).` });
}

/** Whoever has to agree is asked; where nobody has to, it goes on at once. */
export async function askOrGive(
  context: Context<Tx>,
  made: LicenseRequest,
  { product, level, person }: { product: Product; level: Level | undefined; person: Person },
): Promise<void> {
  const { tx } = context;
  const [price, birthright] = [await priceOn(tx, product.id, today(context)), await isBirthright(tx, product.id, person.department)];
  const ladder = ladderFor({ ...product, priceCents: price?.cents, isBirthright: birthright });
  await show(context, made);
  if (!ladder) return await give(context, made);
  await context.askApproval({
    workflow: LICENSE,
    subject: String(made.id),
    requesterId: person.id,
    called: called(made),
    what: `${licenseName(product, level)}${made.kind === 'extension' ? ' for longer,' : ''}${made.endsOn === null ? '' : ` until ${made.endsOn}`}`,
    why: made.reason,
    cost: price ? priceWords(price) : null,
    teamId: await teamOf(tx, product),
    ladder,
  });
}

/** The one who acts, or the colleague they named; of whom nobody or several are called so, it is asked, and this is undefined. */
async function personMeant(context: Context<Tx>, product: Product, { whom = '', ...values }: ActionInput['values']): Promise<Person | undefined> {
  const { tx, actor } = context;
  if (whom === '' || /^(?:me|myself)$/i.test(whom.trim())) return actor.person;
  const found = await peopleNamed(tx, whom, NAMED_MAX);
  if (found.length === 1) return found[0];
  const names = found.map(({ name, email }) => `${name} (${email})`).join(', ');
  const intro = found.length === 0 ? `I know no colleague called “${whom}”.` : `Several are called “${whom}”: ${names}.`;
  await context.ask({ action: 'license.whom', subject: productSubject(product), values, intro: `${intro} Write “me” if it is for you.` });
  return undefined;
}
