import { eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Tx } from './database.ts';
import { departments, people } from './schema/people.ts';

/** A person as files know them: others by their address. */
export interface StoredPerson {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly title: string;
  readonly department: string;
  readonly manager: string | undefined;
  readonly timeZone: string;
  readonly status: 'active' | 'left';
  readonly privileged: boolean;
}

/** Everybody, those who left, too, by their address in small letters. Nobody else changes people until the transaction ends. */
export async function peopleWithManagers(tx: Tx): Promise<Map<string, StoredPerson>> {
  await tx.execute(sql`lock table ${people} in share row exclusive mode`);
  const managers = alias(people, 'managers');
  const rows = await tx
    .select({
      id: people.id,
      email: sql<string>`lower(${people.email})`,
      name: people.name,
      title: people.title,
      department: departments.name,
      manager: sql<string | null>`lower(${managers.email})`,
      timeZone: people.timeZone,
      status: people.status,
      privileged: people.privileged,
    })
    .from(people)
    .innerJoin(departments, eq(departments.id, people.departmentId))
    .leftJoin(managers, eq(managers.id, people.managerId));
  return new Map(rows.map((row) => [row.email, { ...row, manager: row.manager ?? undefined }]));
}

/** Adds somebody, or writes over who they were; whom they report to stays. Returns their id. */
export async function savePerson(tx: Tx, person: Omit<StoredPerson, 'id' | 'manager'>, before: StoredPerson | undefined): Promise<number> {
  const { department, ...rest } = person;
  const values = { ...rest, departmentId: await departmentId(tx, department) };
  const [saved] = before
    ? await tx.update(people).set(values).where(eq(people.id, before.id)).returning({ id: people.id })
    : await tx.insert(people).values(values).returning({ id: people.id });
  if (!saved) throw new Error('The person was not stored.');
  return saved.id;
}

export async function setManager(tx: Tx, id: number, managerId: number | null): Promise<void> {
  await tx.update(people).set({ managerId }).where(eq(people.id, id));
}

/** Departments come with their people. */
async function departmentId(tx: Tx, name: string): Promise<number> {
  const [made] = await tx.insert(departments).values({ name }).onConflictDoNothing().returning({ id: departments.id });
  const [found] = made ? [made] : await tx.select({ id: departments.id }).from(departments).where(eq(departments.name, name));
  if (!found) throw new Error('The department was not stored.');
  return found.id;
}
