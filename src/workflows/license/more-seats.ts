import { DeskError } from '#core/errors.ts';
import type { Form, FormValues, TextField } from '#core/form.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import { startOf } from '#rules/schedule.ts';
import { readTerm } from '#rules/license-term.ts';
import { setUpTerm } from '#store/catalog-setup.ts';
import type { Tx } from '#store/database.ts';
import { lockLine } from '#store/license-requests.ts';
import { countWaiting, lockTerm, poolOf, type Entitlement } from '#store/pool.ts';
import { touchChecks } from '#store/differences.ts';
import { endBought } from '#store/purchases.ts';
import { hasFreeSeat } from '#store/seats.ts';
import { askToBuy, refreshLine } from './buy.ts';
import { noteChange } from './changed.ts';
import { tellDifferences } from './differences.ts';
import { serveLine } from './give.ts';
import { productIn, today } from './record.ts';
import { priceWords, seatWords } from './words.ts';

const field = (name: string, label: string, maxLength: number): TextField => {
  return { kind: 'text', name, label, question: label, required: true, multiline: false, maxLength };
};

export const moreSeatsForm: Form = {
  title: 'Seats',
  submit: 'Save',
  fields: [
    field('contract', 'Contract: a new name adds a term, the name of one that is there changes it', 200),
    field('seats', 'How many seats it has altogether', 7),
    field('price', 'Price of one seat for a month, such as 15.50', 10),
    field('currency', 'Currency, such as EUR', 3),
    field('from', 'First day, such as 2027-01-01', 10),
    field('to', 'Last day, such as 2027-12-31', 10),
  ],
};

/** The term that begins last, as it stands. */
export async function moreSeatsHolds(tx: Tx, subject: string): Promise<FormValues> {
  const { id } = await productIn(tx, subject);
  const last = (await poolOf(tx, id, today({ now: new Date() }))).terms.at(-1);
  if (!last) return {};
  const { contract, seats, seatPriceCents, currency, startsOn: from, endsOn: to } = last;
  return { contract: contract ?? '', seats: String(seats), price: (seatPriceCents / 100).toFixed(2), currency, from, to };
}

/** `license.more_seats`: the owner or budget holder says what was bought; whoever waits is served. */
export async function moreSeats(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const { tx } = context;
  const product = await productIn(tx, subject);
  const written = readTerm(values);
  if ('problem' in written) throw new DeskError('invalid', { userMessage: `${written.problem} Nothing has changed.` });
  // Those in line come first, and then the terms, as wherever somebody gets a seat.
  await lockLine(tx, product.id);
  const before = await lockTerm(tx, product.id, written.contract);
  if (before && before.used > written.seats) {
    throw new DeskError('conflict', {
      userMessage: `${seatWords(before.used)} of ${written.contract} are in use, so it cannot have fewer. Nothing has changed.`,
    });
  }
  const notice = before?.term.noticeOn ?? undefined;
  const kept = notice !== undefined && notice >= written.from && notice <= written.to ? notice : undefined;
  await setUpTerm(tx, product.id, { ...written, notice: kept, reassignable: before?.term.reassignable ?? true });
  const { contract, seats, priceCents: cents, currency, from, to } = written;
  const now = `${contract}: ${seatWords(seats)} at ${priceWords({ cents, currency })} each, ${from} to ${to}`;
  await noteChange(context, 'license.term', subject, `${before ? `${termWords(before.term)} → ` : ''}${now}`);
  if (from > today(context)) context.later('license.line', subject, startOf('UTC', from));
  await endBought(context.tx, product.id, context.now);
  const served = await serve(context, product.id);
  // What was bought is all there is for now: whether the others get more is another question.
  if (from <= today(context)) await askToBuy(context, product.id);
  await refreshLine(context, product.id);
  // Now somebody may be given a seat who has access without one.
  await touchChecks(tx, product.id);
  await tellDifferences(context, product.id, false);
  const words = [
    `${product.name} has ${now}.`,
    served,
    notice === kept ? '' : `The day to give notice, ${notice}, is outside of that term, so I have taken it out.`,
  ];
  context.say({ to: 'actor' }, { text: words.filter((word) => word !== '').join(' ') });
}

function termWords({ contract, seats, seatPriceCents: cents, currency, startsOn, endsOn }: Entitlement): string {
  return `${contract}: ${seatWords(seats)} at ${priceWords({ cents, currency })} each, ${startsOn} to ${endsOn}`;
}

/** Who waits gets what is free. Returns how many do, as a sentence; empty when nobody waited. */
async function serve(context: Context<Tx>, productId: number): Promise<string> {
  const before = await countWaiting(context.tx, productId);
  if (before === 0) return '';
  if (await hasFreeSeat(context.tx, productId, today(context))) await serveLine(context, productId);
  const after = await countWaiting(context.tx, productId);
  return after === 0 ? 'Whoever waited gets one now.' : `${before - after} of ${before} who waited get one now.`;
}

/** Timer `license.line`: a term has begun, and whoever waits is served. */
export async function openLine(context: Context<Tx>, subject: string): Promise<void> {
  const { id } = await productIn(context.tx, subject);
  if (await hasFreeSeat(context.tx, id, today(context))) await serveLine(context, id);
}
