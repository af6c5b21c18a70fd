import { and, asc, desc, eq, inArray, or, sql } from 'drizzle-orm';
import type { Actor, Person } from '#core/person.ts';
import type { Account } from '#core/chat-event.ts';
import type { Tx } from './database.ts';
import { departments, identities, people, teamMembers } from './schema/people.ts';

const personColumns = {
  id: people.id,
  email: people.email,
  name: people.name,
  title: people.title,
  department: departments.name,
  managerId: people.managerId,
  timeZone: people.timeZone,
  status: people.status,
  privileged: people.privileged,
};

function selectPeople(tx: Tx) {
  return tx.select(personColumns).from(people).innerJoin(departments, eq(departments.id, people.departmentId));
}

export async function findPerson(tx: Tx, id: number): Promise<Person | undefined> {
  const [person] = await selectPeople(tx).where(eq(people.id, id));
  return person;
}

/** @throws Error when there is nobody of that id */
export async function personById(tx: Tx, id: number): Promise<Person> {
  const person = await findPerson(tx, id);
  if (!person) throw new Error(`No person ${id}.`);
  return person;
}

/** Case does not matter. */
export async function personByEmail(tx: Tx, email: string): Promise<Person | undefined> {
  const [person] = await selectPeople(tx).where(eq(sql`lower(${people.email})`, email.toLowerCase()));
  return person;
}

/** Everybody who has not left, by name. */
export async function listPeople(tx: Tx): Promise<Person[]> {
  return await selectPeople(tx).where(eq(people.status, 'active')).orderBy(asc(people.name));
}

/**
 * Who can be meant by a name as people write it: an address, a whole name, or some words of one in their order (“Tom”, “Becker”, “@tom”,
 * “Mr Becker”), whatever their case. Whose name it is in full is meant alone. At most `limit`, by name.
 */
export async function peopleNamed(tx: Tx, written: string, limit: number): Promise<Person[]> {
  const name = written
    .trim()
    .replace(/^@|^(?:mrs?|ms|miss|dr|prof|herr|frau)\b\.?\s+/iu, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();
  if (name === '') return [];
  const inWords = sql`position(${` ${name} `} in ' ' || lower(${people.name}) || ' ') > 0`;
  const found = await selectPeople(tx)
    .where(and(eq(people.status, 'active'), or(eq(sql`lower(${people.email})`, name), inWords)))
    .orderBy(desc(sql`lower(${people.name}) = ${name} or lower(${people.email}) = ${name}`), asc(people.name), asc(people.id))
    .limit(limit);
  const whole = found.filter((person) => [person.name, person.email].some((each) => each.toLowerCase() === name));
  return whole.length > 0 ? whole : found;
}

/** Who acts, when they were seen through this account, and whether they have been seen through another one since. */
export interface Known extends Actor {
  readonly lastSeenAt: Date;
  readonly isElsewhere: boolean;
}

/** The person behind a chat user, with their teams: one round trip, as every event needs it twice. */
export async function actorBehind(tx: Tx, account: Account): Promise<Known | undefined> {
  const teamIds = sql<number[]>`to_json(array(select ${teamMembers.teamId} from ${teamMembers} where ${teamMembers.personId} = ${people.id}))`;
  const isElsewhere = sql<boolean>`exists (select from identities other where other.person_id = ${people.id} and other.last_seen_at > ${identities.lastSeenAt})`;
  const [row] = await tx
    .select({ ...personColumns, teamIds, lastSeenAt: identities.lastSeenAt, isElsewhere })
    .from(identities)
    .innerJoin(people, eq(people.id, identities.personId))
    .innerJoin(departments, eq(departments.id, people.departmentId))
    .where(and(eq(identities.platform, account.platform), eq(identities.workspace, account.workspace), eq(identities.externalId, account.user)));
  if (!row) return undefined;
  const { teamIds: ids, lastSeenAt, isElsewhere: elsewhere, ...person } = row;
  return { person, teamIds: ids, lastSeenAt, isElsewhere: elsewhere };
}

/** Binds a chat user to a person, unless it is bound already: a binding never changes by itself. */
export async function bindIdentity(tx: Tx, account: Account, personId: number): Promise<void> {
  await tx.insert(identities).values({ platform: account.platform, workspace: account.workspace, externalId: account.user, personId }).onConflictDoNothing();
}

/** Remembers where a person was last, so that what comes unasked reaches them there. */
export async function touchIdentity(tx: Tx, account: Account, at: Date): Promise<void> {
  await tx
    .update(identities)
    .set({ lastSeenAt: at })
    .where(and(eq(identities.platform, account.platform), eq(identities.workspace, account.workspace), eq(identities.externalId, account.user)));
}

/** The chat user through which a person was seen last on one of those platforms; undefined when they never wrote there. */
export async function lastIdentity(tx: Tx, personId: number, platforms: readonly string[]): Promise<Account | undefined> {
  const [row] = await tx
    .select({ platform: identities.platform, workspace: identities.workspace, user: identities.externalId })
    .from(identities)
    .where(and(eq(identities.personId, personId), inArray(identities.platform, [...platforms])))
    .orderBy(desc(identities.lastSeenAt))
    .limit(1);
  return row;
}

/** A person's user in one workspace; undefined when they were never seen there. */
export async function accountOn(tx: Tx, personId: number, platform: string, workspace: string): Promise<string | undefined> {
  const [row] = await tx
    .select({ user: identities.externalId })
    .from(identities)
    .where(and(eq(identities.personId, personId), eq(identities.platform, platform), eq(identities.workspace, workspace)))
    .orderBy(desc(identities.lastSeenAt))
    .limit(1);
  return row?.user;
}

export async function namesOf(tx: Tx, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Whether somebody who has not left reports to them. */
export async function hasReports(tx: Tx, personId: number): Promise<boolean> {
  const found = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.managerId, personId), eq(people.status, 'active')))
    .limit(1);
  return found.length > 0;
}

/** By name. */
export async function departmentIds(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx.select({ id: departments.id, name: departments.name }).from(departments).orderBy(asc(departments.name));
  return new Map(rows.map(({ id, name }) => [name, id]));
}
