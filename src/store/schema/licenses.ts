import { sql } from 'drizzle-orm';
import { boolean, check, date, foreignKey, index, integer, pgTable, primaryKey, text, unique, uniqueIndex, type AnyPgColumn } from 'drizzle-orm/pg-core';
import {
  BACK_REASONS,
  PRODUCT_APPROVALS,
  REQUEST_KINDS,
  REQUEST_STATES,
  SEAT_STATES,
  type BackReason,
  type ProductApproval,
  type RequestKind,
  type RequestState,
  type SeatState,
} from '#core/license.ts';
import { departments, id, instant, oneOf, people, ref, teams } from './people.ts';
import { tickets } from './tickets.ts';

/** Software that people can ask for. */
export const products = pgTable(
  'products',
  {
    id: id(),
    name: text('name').notNull().unique(),
    vendor: text('vendor').notNull(),
    /** What people also call it. */
    aliases: text('aliases').array().notNull().default([]),
    /** Decides about it where its price is above the limit, and looks after its seats. */
    ownerId: ref('owner_id').references(() => people.id),
    /** Pays for it, and decides whether more seats are bought. */
    budgetHolderId: ref('budget_holder_id').references(() => people.id),
    /** Sets up what the desk cannot; null: whoever takes what nobody else does. */
    teamId: ref('team_id').references(() => teams.id),
    approval: text('approval').$type<ProductApproval>().notNull().default('manager'),
    /** From this price of a seat for a month on, in cents of its currency, the owner has to agree as well; null: at no price. */
    ownerAboveCents: integer('owner_above_cents'),
    /** Not used for so many days, a seat is asked about; null: never. */
    idleDays: integer('idle_days'),
    /** What people do once they have access. */
    installSteps: text('install_steps').notNull().default(''),
    /** What is offered while no seat is free. */
    alternativeId: ref('alternative_id').references((): AnyPgColumn => products.id),
    /** Gone from the configuration file: it keeps its past and is given to nobody any more. */
    retired: boolean('retired').notNull().default(false),
  },
  (t) => [
    check('products_approval_known', sql`${t.approval} in (${oneOf(PRODUCT_APPROVALS)})`),
    check('products_limits_positive', sql`${t.ownerAboveCents} >= 0 and ${t.idleDays} > 0`),
    check('products_not_own_alternative', sql`${t.alternativeId} <> ${t.id}`),
  ],
);

/** What somebody may do with a product: Viewer, Editor. Whoever is in its group has it. */
export const productLevels = pgTable(
  'product_levels',
  {
    id: id(),
    productId: ref('product_id')
      .notNull()
      .references(() => products.id),
    name: text('name').notNull(),
    /** From 1, the least, up. */
    rank: integer('rank').notNull(),
    /** What the directory calls the group; null: somebody of the team sets it up by hand. */
    groupName: text('group_name'),
    /** Gone from the configuration file. */
    retired: boolean('retired').notNull().default(false),
  },
  (t) => [
    unique('product_levels_name_key').on(t.productId, t.name),
    unique('product_levels_id_product_key').on(t.id, t.productId),
    check('product_levels_rank_counted', sql`${t.rank} > 0`),
    check('product_levels_group_filled', sql`${t.groupName} <> ''`),
  ],
);

/** Whose people have a product without asking anybody. */
export const birthrights = pgTable(
  'birthrights',
  {
    productId: ref('product_id')
      .notNull()
      .references(() => products.id),
    departmentId: ref('department_id')
      .notNull()
      .references(() => departments.id),
  },
  (t) => [primaryKey({ columns: [t.productId, t.departmentId] })],
);

/** Bought seats of a product for a term. */
export const entitlements = pgTable(
  'entitlements',
  {
    id: id(),
    productId: ref('product_id')
      .notNull()
      .references(() => products.id),
    /** A trigger (`entitlements_hold_seats`) refuses to make it fewer than are held. */
    seats: integer('seats').notNull(),
    /** Price of one seat for one month, in cents of `currency` (ISO 4217). */
    seatPriceCents: integer('seat_price_cents').notNull(),
    currency: text('currency').notNull(),
    startsOn: date('starts_on', { mode: 'string' }).notNull(),
    /** The last day. */
    endsOn: date('ends_on', { mode: 'string' }).notNull(),
    /** The last day on which it can be given notice. */
    noticeOn: date('notice_on', { mode: 'string' }),
    /** False: a seat that was given back is used up until the term ends. */
    reassignable: boolean('reassignable').notNull().default(true),
    /** What the contract is called. */
    contract: text('contract'),
  },
  (t) => [
    unique('entitlements_id_product_key').on(t.id, t.productId),
    unique('entitlements_contract_key').on(t.productId, t.contract),
    index('entitlements_product_idx').on(t.productId),
    check('entitlements_seats_positive', sql`${t.seats} > 0`),
    check('entitlements_price_not_negative', sql`${t.seatPriceCents} >= 0`),
    check('entitlements_currency_shape', sql`${t.currency} ~ '^[A-Z]{3}$'`),
    check('entitlements_dates_in_order', sql`${t.endsOn} > ${t.startsOn} and ${t.noticeOn} between ${t.startsOn} and ${t.endsOn}`),
  ],
);

/**
 * Who holds a seat, and of which entitlement. A person holds one seat of a product at most at a time, and no entitlement gives
 * more seats than were bought (a trigger, `seats_within_entitlement`).
 */
export const seats = pgTable(
  'seats',
  {
    id: id(),
    version: integer('version').notNull().default(1),
    entitlementId: ref('entitlement_id').notNull(),
    productId: ref('product_id').notNull(),
    /** Null for a product that has no levels. */
    levelId: ref('level_id'),
    personId: ref('person_id')
      .notNull()
      .references(() => people.id),
    state: text('state').$type<SeatState>().notNull().default('active'),
    since: date('since', { mode: 'string' }).notNull(),
    /** Null while it is held. */
    until: date('until', { mode: 'string' }),
    /** The last day for which it was asked for; null: for good. */
    endsOn: date('ends_on', { mode: 'string' }),
    /** As far as anybody has told the desk. */
    lastUsedOn: date('last_used_on', { mode: 'string' }),
    /** Why it is taken back, or was; null also of one whose access could not be given. */
    backBecause: text('back_because').$type<BackReason>(),
  },
  (t) => [
    foreignKey({ columns: [t.entitlementId, t.productId], foreignColumns: [entitlements.id, entitlements.productId] }),
    foreignKey({ name: 'seats_level_fk', columns: [t.levelId, t.productId], foreignColumns: [productLevels.id, productLevels.productId] }),
    unique('seats_holder_key').on(t.id, t.productId, t.personId),
    uniqueIndex('seats_one_per_person')
      .on(t.productId, t.personId)
      .where(sql`${t.until} is null`),
    index('seats_person_idx').on(t.personId),
    index('seats_entitlement_idx').on(t.entitlementId),
    index('seats_ending_idx')
      .on(t.endsOn)
      .where(sql`${t.until} is null and ${t.endsOn} is not null`),
    check('seats_version_positive', sql`${t.version} > 0`),
    check('seats_state_known', sql`${t.state} in (${oneOf(SEAT_STATES)})`),
    check('seats_back_because_known', sql`${t.backBecause} in (${oneOf(BACK_REASONS)})`),
    check('seats_back_because_when_back', sql`${t.backBecause} is null or ${t.state} in ('leaving', 'released')`),
    check('seats_released_when_over', sql`(${t.state} = 'released') = (${t.until} is not null)`),
    check('seats_dates_in_order', sql`${t.until} >= ${t.since} and ${t.endsOn} >= ${t.since}`),
  ],
);

/**
 * What somebody asked for; one at a time for each person and product. Those who wait come in the order of their ids.
 * A trigger (`license_requests_as_asked`) refuses to change what was asked, and any change after the end.
 */
export const licenseRequests = pgTable(
  'license_requests',
  {
    id: id(),
    version: integer('version').notNull().default(1),
    kind: text('kind').$type<RequestKind>().notNull().default('seat'),
    state: text('state').$type<RequestState>().notNull(),
    productId: ref('product_id')
      .notNull()
      .references(() => products.id),
    levelId: ref('level_id'),
    personId: ref('person_id')
      .notNull()
      .references(() => people.id),
    askedById: ref('asked_by_id')
      .notNull()
      .references(() => people.id),
    reason: text('reason').notNull(),
    /** The last day on which it is needed; null: for good. */
    endsOn: date('ends_on', { mode: 'string' }),
    /** A seat of that product and person. */
    seatId: ref('seat_id'),
    /** Why it ended without a seat, in words for people. */
    note: text('note'),
    /** What went on as a ticket of a person's. */
    ticketId: ref('ticket_id').references(() => tickets.id),
    askedAt: instant('asked_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [
    foreignKey({ name: 'license_requests_level_fk', columns: [t.levelId, t.productId], foreignColumns: [productLevels.id, productLevels.productId] }),
    foreignKey({ name: 'license_requests_seat_fk', columns: [t.seatId, t.productId, t.personId], foreignColumns: [seats.id, seats.productId, seats.personId] }),
    uniqueIndex('license_requests_open_key')
      .on(t.productId, t.personId)
      .where(sql`${t.endedAt} is null`),
    index('license_requests_line_idx')
      .on(t.productId, t.id)
      .where(sql`${t.state} = 'waiting'`),
    index('license_requests_person_idx').on(t.personId, t.id),
    index('license_requests_seat_idx').on(t.seatId),
    check('license_requests_version_positive', sql`${t.version} > 0`),
    check('license_requests_kind_known', sql`${t.kind} in (${oneOf(REQUEST_KINDS)})`),
    check('license_requests_state_known', sql`${t.state} in (${oneOf(REQUEST_STATES)})`),
    check('license_requests_ended_when_over', sql`(${t.state} in ('granted', 'declined', 'failed', 'canceled')) = (${t.endedAt} is not null)`),
    check('license_requests_seat_when_given', sql`${t.state} not in ('granting', 'granted') or ${t.seatId} is not null`),
    check('license_requests_times_in_order', sql`${t.endedAt} >= ${t.askedAt}`),
  ],
);
