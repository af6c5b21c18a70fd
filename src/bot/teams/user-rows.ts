import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '#store/database.ts';
import type { TeamsUser } from './arrival.ts';
import { teamsUsers } from './schema.ts';

/** Somebody as they are kept, and when Teams said so. */
export interface Kept {
  readonly tenant: string;
  readonly user: TeamsUser;
  readonly checkedAt: Date;
}

export async function keptUser(db: Tx, tenant: string, id: string): Promise<Kept | undefined> {
  const [row] = await db
    .select()
    .from(teamsUsers)
    .where(and(eq(teamsUsers.tenant, tenant), eq(teamsUsers.id, id)));
  return row && asKept(row);
}

/** Nobody who is a stranger. @param tenants that are let in; empty for all @param email in small letters */
export async function keptByEmail(db: Tx, tenants: readonly string[], email: string): Promise<Kept | undefined> {
  const [row] = await db
    .select()
    .from(teamsUsers)
    .where(and(eq(teamsUsers.email, email), isNull(teamsUsers.stranger), tenants.length > 0 ? inArray(teamsUsers.tenant, [...tenants]) : undefined))
    .orderBy(teamsUsers.tenant, teamsUsers.id)
    .limit(1);
  return row && asKept(row);
}

/** The `29:…` of somebody; undefined when Teams has never told. */
export async function teamsIdOf(db: Tx, tenant: string, id: string): Promise<string | undefined> {
  return (await keptUser(db, tenant, id))?.user.teamsId;
}

/** What is said of somebody twice is kept once. In the order of their ids, so that two rosters that share people do not wait for each other. */
export async function keepUsers(db: Tx, tenant: string, users: readonly TeamsUser[], checkedAt: Date): Promise<void> {
  const once = [...new Map(users.map((user) => [user.id, user])).values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const rows = once.map(({ id, teamsId, name, email, stranger }) => ({
    tenant,
    id,
    teamsId,
    name,
    email: email?.toLowerCase() ?? null,
    stranger: stranger ?? null,
    checkedAt,
  }));
  if (rows.length === 0) return;
  const said = (column: string) => sql.raw(`excluded.${column}`);
  await db
    .insert(teamsUsers)
    .values(rows)
    .onConflictDoUpdate({
      target: [teamsUsers.tenant, teamsUsers.id],
      set: { teamsId: said('teams_id'), name: said('name'), email: said('email'), stranger: said('stranger'), checkedAt: said('checked_at') },
    });
}

function asKept({ tenant, id, teamsId, name, email, stranger, checkedAt }: typeof teamsUsers.$inferSelect): Kept {
  return { tenant, checkedAt, user: { id, teamsId, name, ...(email === null ? {} : { email }), ...(stranger === null ? {} : { stranger }) } };
}
