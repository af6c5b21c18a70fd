import { and, asc, eq, sql } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { groupMembers, groups, people } from './schema/people.ts';

/** Groups of the built-in directory, by name. */
export async function groupsOf(tx: Tx, personId: number): Promise<string[]> {
  const rows = await tx.select({ name: groupMembers.groupName }).from(groupMembers).where(eq(groupMembers.personId, personId));
  return rows.map((row) => row.name);
}

export async function hasGroup(tx: Tx, name: string): Promise<boolean> {
  const found = await tx.select({ name: groups.name }).from(groups).where(eq(groups.name, name));
  return found.length > 0;
}

/** Adds those that are missing. */
export async function addGroups(tx: Tx, names: readonly string[]): Promise<void> {
  if (names.length > 0)
    await tx
      .insert(groups)
      .values(names.map((name) => ({ name })))
      .onConflictDoNothing();
}

/** Addresses in small letters, sorted. */
export async function emailsIn(tx: Tx, group: string): Promise<string[]> {
  const email = sql<string>`lower(${people.email})`;
  const rows = await tx
    .select({ email })
    .from(groupMembers)
    .innerJoin(people, eq(people.id, groupMembers.personId))
    .where(eq(groupMembers.groupName, group))
    .orderBy(asc(email));
  return rows.map((row) => row.email);
}

export async function putInGroup(tx: Tx, groupName: string, personId: number): Promise<void> {
  await tx.insert(groupMembers).values({ groupName, personId }).onConflictDoNothing();
}

export async function takeOutOfGroup(tx: Tx, groupName: string, personId: number): Promise<void> {
  await tx.delete(groupMembers).where(and(eq(groupMembers.groupName, groupName), eq(groupMembers.personId, personId)));
}
