import { z } from 'zod';
import { PRODUCT_APPROVALS } from '#core/license.ts';
import type { ProductSetup } from '#rules/catalog-setup.ts';
import { date, email, group, listOf, oneOf, text } from './fields.ts';
import type { Names } from './known.ts';

const CENTS = 100;

/** Money with two decimals at most, in cents. */
const price = z
  .number()
  .min(0, 'This must be at least 0.')
  .max(1_000_000, 'This must be at most 1000000.')
  .refine((amount) => Math.abs(amount * CENTS - Math.round(amount * CENTS)) < 1e-6, 'A price has two decimals at most.')
  .transform((amount) => Math.round(amount * CENTS));

const count = (max: number) => z.number().int('This must be a whole number.').min(1, 'This must be at least 1.').max(max, `This must be at most ${max}.`);

const termSchema = group({
  contract: text(),
  seats: count(1_000_000),
  price,
  currency: z.string().regex(/^[A-Z]{3}$/, 'A currency has three capital letters, such as “EUR”.'),
  from: date,
  to: date,
  notice: date.optional(),
  reassignable: z.boolean().default(true),
})
  .refine(({ from, to }) => from < to, 'A term ends after it begins.')
  .refine(({ from, to, notice }) => notice === undefined || (notice >= from && notice <= to), 'Notice is given within the term.');

/** What people can ask for, and the seats of it that were bought. */
export function productsSchema(names: Names) {
  return listOf(
    group({
      name: text(80),
      vendor: text(80),
      aliases: listOf(text(80)).default([]),
      owner: email(names).optional(),
      budget_holder: email(names).optional(),
      team: oneOf(names.teams, 'team').optional(),
      approval: oneOf(PRODUCT_APPROVALS, 'approval').default('manager'),
      owner_above: price.optional(),
      birthright: listOf(oneOf(names.departments, 'department')).default([]),
      idle_days: count(1000).optional(),
      install: text(2000).default(''),
      alternative: oneOf(names.products, 'product').optional(),
      levels: listOf(group({ name: text(80), group: text().optional() })).default([]),
      terms: listOf(termSchema).default([]),
    })
      .refine(({ name, alternative }) => name !== alternative, 'A product is no alternative to itself.')
      .transform(({ budget_holder: budgetHolder, owner_above: ownerAboveCents, idle_days: idleDays, install: installSteps, ...rest }): ProductSetup => {
        const { owner, team, alternative, levels, terms } = rest;
        return {
          ...rest,
          owner,
          budgetHolder,
          team,
          ownerAboveCents,
          idleDays,
          installSteps,
          alternative,
          levels: levels.map(({ name, group: opens }) => ({ name, group: opens })),
          terms: terms.map(({ price: priceCents, notice, ...term }) => ({ ...term, priceCents, notice })),
        };
      }),
  );
}
