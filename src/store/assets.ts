import { asc, eq, sql } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { deviceModels, devices } from './schema/assets.ts';

/** What a person holds, laptops first. */
export async function devicesOf(tx: Tx, personId: number): Promise<{ assetTag: string; model: string; kind: string }[]> {
  return await tx
    .select({ assetTag: devices.assetTag, model: sql<string>`${deviceModels.vendor} || ' ' || ${deviceModels.name}`, kind: deviceModels.kind })
    .from(devices)
    .innerJoin(deviceModels, eq(deviceModels.id, devices.modelId))
    .where(eq(devices.holderId, personId))
    .orderBy(sql`${deviceModels.kind} <> 'laptop'`, asc(devices.assetTag));
}
