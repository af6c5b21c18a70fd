import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { deviceModels, devices } from './schema/assets.ts';
import { entitlements, products, seats } from './schema/licenses.ts';

/** A device or a license that somebody holds. Dates are `2028-01-15`. */
export interface Held {
  readonly id: number;
  /** `Lenovo ThinkPad T14 (DS-0012)`, or `Figma`. */
  readonly name: string;
  readonly since: string;
  /** The last day of its warranty, or of the term that was paid for. */
  readonly until: string;
}

const device = {
  id: devices.id,
  name: sql<string>`${deviceModels.vendor} || ' ' || ${deviceModels.name} || ' (' || ${devices.assetTag} || ')'`,
  since: devices.purchasedOn,
  until: devices.warrantyEndsOn,
};
const license = { id: seats.id, name: products.name, since: seats.since, until: entitlements.endsOn };

/** What somebody works with, laptops first. */
export async function devicesOf(tx: Tx, personId: number): Promise<Held[]> {
  return await tx
    .select(device)
    .from(devices)
    .innerJoin(deviceModels, eq(deviceModels.id, devices.modelId))
    .where(eq(devices.holderId, personId))
    .orderBy(sql`${deviceModels.kind} <> 'laptop'`, asc(devices.assetTag));
}

/** By name. */
export async function licensesOf(tx: Tx, personId: number): Promise<Held[]> {
  return await tx
    .select(license)
    .from(seats)
    .innerJoin(entitlements, eq(entitlements.id, seats.entitlementId))
    .innerJoin(products, eq(products.id, seats.productId))
    .where(and(eq(seats.personId, personId), isNull(seats.until)))
    .orderBy(asc(products.name));
}
