import { sql } from 'drizzle-orm';
import { check, date, foreignKey, index, integer, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { id, people, ref } from './people.ts';

export const deviceModels = pgTable(
  'device_models',
  {
    id: id(),
    vendor: text('vendor').notNull(),
    name: text('name').notNull(),
    kind: text('kind', { enum: ['laptop', 'monitor', 'phone', 'tablet', 'dock', 'printer'] }).notNull(),
    /** Months after purchase at which it is due for refresh. */
    usefulLifeMonths: integer('useful_life_months').notNull(),
  },
  (t) => [
    unique('device_models_name_key').on(t.vendor, t.name),
    check('device_models_kind_known', sql`${t.kind} in ('laptop', 'monitor', 'phone', 'tablet', 'dock', 'printer')`),
    check('device_models_life_positive', sql`${t.usefulLifeMonths} > 0`),
  ],
);

export const devices = pgTable(
  'devices',
  {
    id: id(),
    assetTag: text('asset_tag').notNull().unique(),
    serial: text('serial').notNull().unique(),
    modelId: ref('model_id')
      .notNull()
      .references(() => deviceModels.id),
    state: text('state', { enum: ['in_stock', 'in_use', 'in_repair', 'retired'] }).notNull(),
    holderId: ref('holder_id').references(() => people.id),
    purchasedOn: date('purchased_on', { mode: 'string' }).notNull(),
    warrantyEndsOn: date('warranty_ends_on', { mode: 'string' }).notNull(),
    /** Null for bought devices. */
    leaseEndsOn: date('lease_ends_on', { mode: 'string' }),
  },
  (t) => [
    index('devices_holder_idx').on(t.holderId),
    index('devices_model_idx').on(t.modelId),
    check('devices_state_known', sql`${t.state} in ('in_stock', 'in_use', 'in_repair', 'retired')`),
    check('devices_held_when_used', sql`(${t.state} = 'in_use') = (${t.holderId} is not null)`),
    check('devices_dates_in_order', sql`${t.warrantyEndsOn} >= ${t.purchasedOn} and ${t.leaseEndsOn} >= ${t.purchasedOn}`),
  ],
);

export const products = pgTable('products', {
  id: id(),
  name: text('name').notNull().unique(),
  vendor: text('vendor').notNull(),
});

/** Bought seats of a product for a term. */
export const entitlements = pgTable(
  'entitlements',
  {
    id: id(),
    productId: ref('product_id')
      .notNull()
      .references(() => products.id),
    seats: integer('seats').notNull(),
    /** Price of one seat for one month, in cents of `currency` (ISO 4217). */
    seatPriceCents: integer('seat_price_cents').notNull(),
    currency: text('currency').notNull(),
    startsOn: date('starts_on', { mode: 'string' }).notNull(),
    endsOn: date('ends_on', { mode: 'string' }).notNull(),
  },
  (t) => [
    unique('entitlements_id_product_key').on(t.id, t.productId),
    index('entitlements_product_idx').on(t.productId),
    check('entitlements_seats_positive', sql`${t.seats} > 0`),
    check('entitlements_price_not_negative', sql`${t.seatPriceCents} >= 0`),
    check('entitlements_currency_shape', sql`${t.currency} ~ '^[A-Z]{3}$'`),
    check('entitlements_dates_in_order', sql`${t.endsOn} > ${t.startsOn}`),
  ],
);

/** Who holds a seat, and of which entitlement. A person holds one seat of a product at most at a time. */
export const seats = pgTable(
  'seats',
  {
    id: id(),
    entitlementId: ref('entitlement_id').notNull(),
    productId: ref('product_id').notNull(),
    personId: ref('person_id')
      .notNull()
      .references(() => people.id),
    since: date('since', { mode: 'string' }).notNull(),
    /** Null while it is held. */
    until: date('until', { mode: 'string' }),
  },
  (t) => [
    foreignKey({ columns: [t.entitlementId, t.productId], foreignColumns: [entitlements.id, entitlements.productId] }),
    uniqueIndex('seats_one_per_person')
      .on(t.productId, t.personId)
      .where(sql`${t.until} is null`),
    index('seats_person_idx').on(t.personId),
    index('seats_entitlement_idx').on(t.entitlementId),
    check('seats_dates_in_order', sql`${t.until} >= ${t.since}`),
  ],
);
