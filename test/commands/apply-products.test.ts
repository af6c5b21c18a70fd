import { beforeEach, expect, test } from 'vitest';
import { applyFile } from '#commands/apply.ts';
import { reserveSeat } from '#store/seats.ts';
import { productCalled } from '#store/products.ts';
import { createSmallCompany, LEE, MARIA, PRIYA, SAM, TEAMS } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeEach(async () => {
  database = await createTestDatabase();
  await createSmallCompany(database);
});

const FIGMA = (seats: number, owner = PRIYA) => `products:
  - name: Figma
    vendor: Figma
    aliases: [figjam]
    owner: ${owner}
    team: service-desk
    owner_above: 20.50
    birthright: [Sales]
    levels: [{ name: Viewer, group: figma-viewers }, { name: Editor, group: figma-editors }]
    terms:
      - { contract: C-1, seats: ${seats}, price: 15.5, currency: EUR, from: 2026-01-01, to: 2026-12-31, notice: 2026-10-01 }
`;
const MIRO = '  - { name: Miro, vendor: Miro, alternative: Figma, approval: none }\n';

const apply = async (source: string, dryRun = false) => await applyFile(database, { path: 'deskside.yaml', source: TEAMS + source, dryRun });

test('products are made, change with the file, and are given to nobody once they are no longer in it', async () => {
  const made = '+ product Figma: 2 levels, 1 term\n+ product Miro: 0 levels, 0 terms\n';
  const timers = async () => [...(await database.sql`select count(*)::int as n from outbox where state = 'ready' and payload->>'timer' = 'license.daily'`)];
  expect(await apply(FIGMA(3) + MIRO, true)).toBe(`${made}Nothing has changed yet: without --dry-run it will.\n`);
  expect(await productCalled(database.db, 'figma')).toBeUndefined();
  const comparing = async () =>
    await database.sql`select next_at <= now() as now from outbox where payload->>'timer' = 'license.reconcile' and state = 'ready'`;
  expect(await timers()).toEqual([{ n: 0 }]);
  expect(await comparing()).toEqual([]);
  expect(await apply(FIGMA(3) + MIRO)).toContain(made);
  expect(await productCalled(database.db, 'figgjam')).toMatchObject({ name: 'Figma', ownerAboveCents: 2050, approval: 'manager' });
  expect(await apply(FIGMA(3) + MIRO)).toBe('Nothing to change.\n');
  // However often it is applied, seats are looked after daily from then on, and compared with the groups once now.
  expect(await timers()).toEqual([{ n: 1 }]);
  expect(await comparing()).toMatchObject([{ now: true }]);

  const changed = await apply(FIGMA(5, LEE));
  expect(changed).toBe(
    '~ product Figma: owner “priya@example.test” → “lee@example.test”\n' +
      '~ product Figma: term C-1: 5 seats at EUR 15.50, 2026-01-01 to 2026-12-31\n' +
      '- product Miro: given to nobody any more\n' +
      'Applied. Running processes go by it within a minute.\n',
  );
  // Without that setting products stay as they are.
  expect(await apply('')).toBe('Nothing to change.\n');
});

test('fewer seats than are held are refused, and nothing changes', async () => {
  await apply(FIGMA(2));
  const figma = await productCalled(database.db, 'Figma');
  for (const email of [MARIA, SAM]) {
    const [person] = await database.sql<{ id: number }[]>`select id from people where email = ${email}`;
    await reserveSeat(database.db, { productId: figma?.id ?? 0, personId: person?.id ?? 0, levelId: null, endsOn: null, day: '2026-06-01' });
  }
  await expect(apply(FIGMA(1))).rejects.toMatchObject({
    userMessage: expect.stringContaining('Figma, term “C-1”: the file says 1 seat, and 2 are held.') as string,
  });
});

test.each([
  ['an owner who does not work here', FIGMA(1, 'nobody@example.test'), 'deskside.yaml:13:12 “nobody@example.test”: nobody here has this address.'],
  ['another product that is none', `${FIGMA(1)}  - { name: Miro, vendor: Miro, alternative: Figmaa }\n`, 'There is no product “Figmaa”. Did you mean “Figma”?'],
  ['one product twice', `${FIGMA(1)}  - { name: figma, vendor: Miro }\n`, 'Another product has this name.'],
  ['a price with three decimals', FIGMA(1).replace('15.5', '15.555'), 'A price has two decimals at most.'],
  ['a term that ends before it begins', FIGMA(1).replace('2026-12-31', '2025-12-31'), 'A term ends after it begins.'],
  ['a currency that is none', FIGMA(1).replace('EUR', 'euro'), 'A currency has three capital letters'],
])('%s is said with its place', async (_, source, sentence) => {
  await expect(apply(source)).rejects.toMatchObject({ userMessage: expect.stringContaining(sentence) as string });
});
