import type { entitlements, products, seats } from '#store/schema/licenses.ts';
import { addDays, isoDate } from './calendar.ts';
import { departmentOf, type PersonRow } from './people.ts';
import { createRandom } from './random.ts';
import { isSupport } from './teams.ts';

type Planned<Row> = Row & { readonly id: number };
type EntitlementRow = Planned<typeof entitlements.$inferInsert>;
type SeatRow = Planned<typeof seats.$inferInsert>;
type Holds = (person: PersonRow) => boolean;

const everybody: Holds = () => true;
const engineering: Holds = (person) => departmentOf(person) === 'Engineering';
const sales: Holds = (person) => departmentOf(person) === 'Sales';
const named =
  (...keys: string[]): Holds =>
  (person) =>
    keys.some((key) => person.email.startsWith(`${key}@`));
const either =
  (...rules: Holds[]): Holds =>
  (person) =>
    rules.some((holds) => holds(person));

/** Name, vendor, currency, who holds it. */
const PRODUCTS: readonly (readonly [string, string, string, Holds])[] = [
  ['Microsoft 365', 'Microsoft', 'EUR', everybody],
  ['1Password', '1Password', 'USD', everybody],
  ['Zoom Workplace', 'Zoom', 'USD', either(sales, (person) => person.title.startsWith('Chief'), isSupport)],
  ['GitHub', 'GitHub', 'USD', engineering],
  ['Jira', 'Atlassian', 'USD', either(engineering, isSupport)],
  ['Salesforce', 'Salesforce', 'EUR', sales],
  ['Figma', 'Figma', 'USD', named('julia.schneider', 'zofia.kowalczyk', 'sofia.rossi', 'mateo.alvarez', 'vikram.shetty', 'hiroshi.tanaka', 'amara.nwosu')],
  // Nearly full: one seat is free.
  [
    'Adobe Creative Cloud',
    'Adobe',
    'EUR',
    named('julia.schneider', 'sofia.rossi', 'zofia.kowalczyk', 'pierre.lambert', 'claire.fontaine', 'yusuf.demir', 'tyler.jackson'),
  ],
  ['Tableau', 'Salesforce', 'USD', named('wei.zhang', 'daniel.osei', 'victoria.chen', 'robert.hayes')],
  // Idle: paid for and hardly used.
  ['Miro', 'Miro', 'GBP', named('vikram.shetty')],
];

/** Product, seats, price of a seat for a month in cents, first and last day relative to today. */
const ENTITLEMENTS: readonly (readonly [string, number, number, number, number])[] = [
  ['Microsoft 365', 45, 2060, -210, 155],
  ['1Password', 45, 799, -300, 65],
  ['Zoom Workplace', 25, 1333, -120, 245],
  ['GitHub', 20, 2100, -90, 275],
  ['Jira', 25, 786, -330, 400],
  ['Salesforce', 12, 8500, -240, 125],
  ['Figma', 5, 1500, -270, 95],
  ['Figma', 4, 1600, -60, 305],
  ['Adobe Creative Cloud', 8, 6649, -180, 185],
  ['Tableau', 6, 7500, -344, 21],
  ['Miro', 20, 1600, -150, 215],
];

/** Seats handed back some weeks ago: product and who held it. */
const RETURNED: readonly (readonly [string, Holds])[] = [
  ['Miro', named('sofia.rossi', 'julia.schneider')],
  ['Tableau', named('katarina.novak')],
];

export function planProducts(today: Date, people: readonly PersonRow[]) {
  const random = createRandom(10);
  const productRows: Planned<typeof products.$inferInsert>[] = PRODUCTS.map(([name, vendor], index) => ({ id: index + 1, name, vendor }));
  const entitlementRows: EntitlementRow[] = ENTITLEMENTS.map(([product, count, price, from, to], index) => {
    const at = PRODUCTS.findIndex(([name]) => name === product);
    return {
      id: index + 1,
      productId: at + 1,
      seats: count,
      seatPriceCents: price,
      currency: PRODUCTS[at]?.[2] ?? 'EUR',
      startsOn: isoDate(addDays(today, from)),
      endsOn: isoDate(addDays(today, to)),
    };
  });

  const seatRows: SeatRow[] = [];
  const seat = (entitlement: EntitlementRow, person: PersonRow, until: string | null): void => {
    const first = new Date(entitlement.startsOn);
    // Half got theirs when the term began, the others as they needed it.
    const since = random.chance(0.5) ? entitlement.startsOn : isoDate(addDays(first, random.int(0, 55)));
    seatRows.push({
      id: seatRows.length + 1,
      entitlementId: entitlement.id,
      productId: entitlement.productId,
      personId: person.id,
      state: until === null ? 'active' : 'released',
      since,
      until,
    });
  };
  for (const product of productRows) {
    const pools = entitlementRows.filter(({ productId }) => productId === product.id);
    // One place per bought seat, so that nobody can be given a seat that was not bought.
    const places = pools.flatMap((pool) => Array.from({ length: pool.seats }, () => pool));
    for (const person of people.filter((person) => PRODUCTS[product.id - 1]?.[3](person))) {
      const place = places.shift();
      if (!place) throw new RangeError(`more people hold ${product.name} than seats were bought`);
      seat(place, person, null);
    }
    const past = RETURNED.find(([name]) => name === product.name)?.[1];
    const [pool] = pools;
    if (past && pool) for (const person of people.filter(past)) seat(pool, person, isoDate(addDays(today, -random.int(20, 80))));
  }
  return { products: productRows, entitlements: entitlementRows, seats: seatRows };
}
