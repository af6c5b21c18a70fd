import { eq, inArray } from 'drizzle-orm';
import { addGroups } from '#store/groups.ts';
import type { Database } from '#store/database.ts';
import { entitlements, productLevels, products, seats } from '#store/schema/licenses.ts';
import { people } from '#store/schema/people.ts';
import { LEE, PRIYA } from './company.ts';

interface Stock {
  /** Bought seats of Figma. */
  readonly seats?: number;
  readonly today: Date;
}

/** Programs of the small company: Figma in two levels, which Priya owns and Lee pays for; and a Slide Deck that nothing in the directory opens. */
export async function stockCatalog({ db }: Pick<Database, 'db'>, { seats: bought = 2, today }: Stock): Promise<{ figma: number; deck: number }> {
  const staff = await db
    .select({ id: people.id, email: people.email })
    .from(people)
    .where(inArray(people.email, [LEE, PRIYA]));
  const idOf = (email: string) => staff.find((one) => one.email === email)?.id ?? 0;
  const made = await db
    .insert(products)
    .values([
      {
        name: 'Figma',
        vendor: 'Figma',
        aliases: ['figjam'],
        ownerId: idOf(PRIYA),
        budgetHolderId: idOf(LEE),
        installSteps: 'Sign in at figma.com with your company account.',
      },
      { name: 'Slide Deck', vendor: 'Decks', approval: 'none' },
    ])
    .returning();
  const [figma, deck] = made.map(({ id }) => id);
  if (figma === undefined || deck === undefined) throw new Error('Nothing was stocked.');
  await addGroups(db, ['figma-viewers', 'figma-editors']);
  await db.insert(productLevels).values([
    { productId: figma, name: 'Viewer', rank: 1, groupName: 'figma-viewers' },
    { productId: figma, name: 'Editor', rank: 2, groupName: 'figma-editors' },
  ]);
  const term = { startsOn: dayFrom(today, -100), endsOn: dayFrom(today, 265), currency: 'EUR' };
  await db.insert(entitlements).values([
    { productId: figma, seats: bought, seatPriceCents: 1500, ...term },
    { productId: deck, seats: 5, seatPriceCents: 0, ...term },
  ]);
  return { figma, deck };
}

function dayFrom(today: Date, days: number): string {
  return new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Who holds what of a product, in which state. */
export async function seatsOf({ db }: Pick<Database, 'db'>, productId: number): Promise<{ email: string; state: string; level: string | null }[]> {
  return await db
    .select({ email: people.email, state: seats.state, level: productLevels.name })
    .from(seats)
    .innerJoin(people, eq(people.id, seats.personId))
    .leftJoin(productLevels, eq(productLevels.id, seats.levelId))
    .where(eq(seats.productId, productId))
    .orderBy(seats.id);
}
