import { sql } from 'drizzle-orm';
import { check, date, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
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
