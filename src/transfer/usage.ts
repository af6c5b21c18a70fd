import { z } from 'zod';
import { formatDate, parseDate } from '#rules/business-time/local-time.ts';
import { localDay } from '#rules/business-time/zone.ts';
import type { Tx } from '#store/database.ts';
import { noteUsage, productIdsByName, seatsHeld } from '#store/seat-usage.ts';
import { namesToRefer } from '#store/team-setup.ts';
import type { Report } from './report.ts';
import { readSheet, withoutDoubles, type Refused } from './sheet.ts';

/** The columns of a file that says when seats were last used. */
export const USAGE_COLUMNS = z.object({
  email: z.email('is not an e-mail address').transform((email) => email.toLowerCase()),
  product: z.string('is missing'),
  last_used_on: z.string('is missing').refine((text) => parseDate(text) !== undefined, 'is not a date, such as 2027-03-31'),
});

type UsageLine = z.infer<typeof USAGE_COLUMNS>;

/** Notes when each seat was last used; a day before the one that is known changes nothing. */
export async function importUsage(tx: Tx, text: string, now: Date): Promise<Report> {
  const known = await knownHere(tx, now);
  const { rows, refused } = withoutDoubles(readSheet(text, USAGE_COLUMNS), ({ email, product }) => `${email}, ${product.toLowerCase()}`);
  const wrong: Refused[] = [];
  const used = new Map<number, string>();
  let unchanged = 0;
  for (const { line, value } of rows) {
    const seat = known.seatOf(value);
    if (typeof seat === 'string') wrong.push({ line, why: seat });
    // Another line may name the product otherwise.
    else if ((used.get(seat.id) ?? seat.lastUsedOn ?? '') >= value.last_used_on) unchanged += 1;
    else used.set(seat.id, value.last_used_on);
  }
  await noteUsage(
    tx,
    [...used].map(([id, on]) => ({ id, on })),
  );
  return { added: 0, changed: used.size, unchanged, refused: [...refused, ...wrong] };
}

async function knownHere(tx: Tx, now: Date) {
  const [{ people }, products, held] = await Promise.all([namesToRefer(tx), productIdsByName(tx), seatsHeld(tx)]);
  const seats = new Map(held.map((seat) => [`${seat.productId} ${seat.email}`, seat]));
  const today = formatDate(localDay('UTC', now));
  return {
    /** Or what is wrong with the line. */
    seatOf: ({ email, product, last_used_on: on }: UsageLine) => {
      const productId = products.get(product.toLowerCase());
      if (!people.has(email)) return `email: nobody here has the address “${email}”`;
      if (productId === undefined) return `product: there is no product “${product}”`;
      // Where the clock is ahead of UTC, it is tomorrow already.
      if (on > formatDate(localDay('UTC', now) + 1)) return `last_used_on: ${on} is in the future; today is ${today}`;
      return seats.get(`${productId} ${email}`) ?? `they hold no seat of ${product}`;
    },
  };
}
