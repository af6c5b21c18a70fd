import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { DIFFERENCE_KINDS, PURCHASE_STATES, type DifferenceKind, type PurchaseState } from '#core/license.ts';
import { productLevels, products } from './licenses.ts';
import { id, instant, oneOf, people, ref } from './people.ts';
import { tickets } from './tickets.ts';

/**
 * Questions whether more seats of a product are bought, for those who wait for one; one at a time.
 * A trigger (`purchase_requests_kept`) refuses to change what was decided about, and any change after the end.
 */
export const purchaseRequests = pgTable(
  'purchase_requests',
  {
    id: id(),
    version: integer('version').notNull().default(1),
    state: text('state').$type<PurchaseState>().notNull().default('asked'),
    productId: ref('product_id')
      .notNull()
      .references(() => products.id),
    /** As many as wait, without those that are being bought already. */
    seats: integer('seats').notNull(),
    /** Of one seat for one month, in cents of `currency` (ISO 4217); null when nobody knows it. */
    priceCents: integer('price_cents'),
    currency: text('currency'),
    /** Who waits longest: it is asked for them. */
    personId: ref('person_id')
      .notNull()
      .references(() => people.id),
    /** How it stands, in words for those who wait. */
    note: text('note').notNull().default(''),
    /** In which somebody buys them, or looks for somebody who decides. */
    ticketId: ref('ticket_id').references(() => tickets.id),
    askedAt: instant('asked_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [
    uniqueIndex('purchase_requests_asked_key')
      .on(t.productId)
      .where(sql`${t.state} = 'asked'`),
    index('purchase_requests_product_idx').on(t.productId, t.id),
    check('purchase_requests_version_positive', sql`${t.version} > 0`),
    check('purchase_requests_state_known', sql`${t.state} in (${oneOf(PURCHASE_STATES)})`),
    check('purchase_requests_seats_positive', sql`${t.seats} > 0`),
    check('purchase_requests_price_whole', sql`(${t.priceCents} is null) = (${t.currency} is null) and ${t.priceCents} >= 0`),
    check('purchase_requests_ended_when_over', sql`(${t.state} not in ('asked', 'approved')) = (${t.endedAt} is not null)`),
    check('purchase_requests_ticket_when_approved', sql`${t.state} <> 'approved' or ${t.ticketId} is not null`),
    check('purchase_requests_times_in_order', sql`${t.endedAt} >= ${t.askedAt}`),
  ],
);

/** When the group of a level was last compared with its seats. */
export const licenseChecks = pgTable(
  'license_checks',
  {
    levelId: ref('level_id')
      .primaryKey()
      .references(() => productLevels.id),
    /** Grows with each comparison and each difference that is mended. */
    version: integer('version').notNull().default(1),
    checkedAt: instant('checked_at').notNull(),
    /** Why the group could not be read then, in words for people. */
    problem: text('problem'),
    /** Differences beyond those that are listed. */
    more: integer('more').notNull().default(0),
  },
  (t) => [check('license_checks_counted', sql`${t.version} > 0 and ${t.more} >= 0`)],
);

/** Where the group of a level and its seats differ, or did: who has access without a seat, or a seat without access. */
export const licenseDifferences = pgTable(
  'license_differences',
  {
    id: id(),
    levelId: ref('level_id')
      .notNull()
      .references(() => productLevels.id),
    /** As the directory knows them, in small letters; perhaps nobody whom the desk knows. */
    email: text('email').notNull(),
    kind: text('kind').$type<DifferenceKind>().notNull(),
    foundAt: instant('found_at').notNull(),
    /** Null while it is so. */
    mendedAt: instant('mended_at'),
  },
  (t) => [
    uniqueIndex('license_differences_open_key')
      .on(t.levelId, t.email, t.kind)
      .where(sql`${t.mendedAt} is null`),
    check('license_differences_kind_known', sql`${t.kind} in (${oneOf(DIFFERENCE_KINDS)})`),
    check('license_differences_email_small', sql`${t.email} = lower(${t.email}) and ${t.email} <> ''`),
    check('license_differences_times_in_order', sql`${t.mendedAt} >= ${t.foundAt}`),
  ],
);
