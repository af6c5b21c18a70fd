import { and, asc, eq, inArray, notInArray, sql } from 'drizzle-orm';
import { OPEN_STATES } from '#core/ticket.ts';
import type { StandingTeam, TeamSetup } from '#rules/team-setup.ts';
import type { Tx } from './database.ts';
import { departments, people, teamChannels, teamMembers, teams } from './schema/people.ts';
import { tickets } from './schema/tickets.ts';

/** All teams there ever were, under a lock until the transaction ends, so that no ticket comes to one while it is removed. */
export async function lockTeams(tx: Tx): Promise<StandingTeam[]> {
  const all = await tx.select().from(teams).orderBy(asc(teams.id)).for('update');
  const [channels, members, live] = await Promise.all([
    tx.select().from(teamChannels),
    tx
      .select({ teamId: teamMembers.teamId, email: sql<string>`lower(${people.email})`, lead: teamMembers.isLead })
      .from(teamMembers)
      .innerJoin(people, eq(people.id, teamMembers.personId))
      .orderBy(asc(people.email)),
    tx
      .select({ teamId: tickets.teamId, count: sql<number>`count(*)::int` })
      .from(tickets)
      .where(inArray(tickets.state, [...OPEN_STATES, 'resolved']))
      .groupBy(tickets.teamId),
  ]);
  return all.map((team) => {
    const channel = channels.find(({ teamId }) => teamId === team.id);
    return {
      ...team,
      channel: channel && { platform: channel.platform, workspace: channel.workspace, room: channel.room },
      members: members.filter(({ teamId }) => teamId === team.id).map(({ email, lead }) => ({ email, lead })),
      liveTickets: live.find(({ teamId }) => teamId === team.id)?.count ?? 0,
    };
  });
}

/** Makes teams and changes them, so that they are as given; those in `removed` keep their past and get nothing new. */
export async function setUpTeams(tx: Tx, changed: readonly TeamSetup[], removed: readonly string[]): Promise<void> {
  const made = changed.map(({ key }) => key);
  // Names and channels may go round among them, so nobody holds any while they do.
  await tx
    .update(teams)
    .set({ name: sql`key || ' ' || gen_random_uuid()` })
    .where(inArray(teams.key, made));
  await tx
    .update(teams)
    .set({ retired: true })
    .where(inArray(teams.key, [...removed]));
  await tx.delete(teamChannels).where(inArray(teamChannels.teamId, idsOf(tx, [...made, ...removed])));
  await tx.delete(teamMembers).where(inArray(teamMembers.teamId, idsOf(tx, removed)));
  for (const team of changed) await setUp(tx, team);
}

function idsOf(tx: Tx, keys: readonly string[]) {
  return tx
    .select({ id: teams.id })
    .from(teams)
    .where(inArray(teams.key, [...keys]));
}

async function setUp(tx: Tx, { key, name, keywords, channel, members }: TeamSetup): Promise<void> {
  const values = { name, keywords: [...keywords], retired: false };
  const [team] = await tx
    .insert(teams)
    .values({ key, ...values })
    .onConflictDoUpdate({ target: teams.key, set: values })
    .returning({ id: teams.id });
  if (!team) throw new Error(`The team ${key} was not stored.`);
  if (channel) await tx.insert(teamChannels).values({ teamId: team.id, ...channel });
  const emails = members.map(({ email }) => email);
  const found = await tx
    .select({ id: people.id, email: sql<string>`lower(${people.email})` })
    .from(people)
    .where(inArray(sql`lower(${people.email})`, emails));
  const rows = members.flatMap(({ email, lead }) =>
    found.filter((one) => one.email === email).map(({ id }) => ({ teamId: team.id, personId: id, isLead: lead })),
  );
  const gone = notInArray(
    teamMembers.personId,
    rows.map(({ personId }) => personId),
  );
  await tx.delete(teamMembers).where(and(eq(teamMembers.teamId, team.id), gone));
  await tx
    .insert(teamMembers)
    .values(rows)
    .onConflictDoUpdate({ target: [teamMembers.teamId, teamMembers.personId], set: { isLead: sql`excluded.is_lead` } });
}

interface NamesToRefer {
  readonly people: ReadonlyMap<string, 'active' | 'left'>;
  readonly departments: readonly string[];
  /** The own departments of those to whom somebody reports, by address. */
  readonly managers: ReadonlyMap<string, string>;
}

/** Whom and what a configuration file can name: everybody's address in lower case with whether they have left, and all departments. */
export async function namesToRefer(tx: Tx): Promise<NamesToRefer> {
  const address = sql<string>`lower(${people.email})`;
  const hasReports = sql`exists (select from people r where r.manager_id = ${people.id} and r.status = 'active')`;
  const [everybody, all, managers] = await Promise.all([
    tx.select({ email: address, status: people.status }).from(people),
    tx.select({ name: departments.name }).from(departments).orderBy(asc(departments.name)),
    tx.select({ email: address, department: departments.name }).from(people).innerJoin(departments, eq(departments.id, people.departmentId)).where(hasReports),
  ]);
  return {
    people: new Map(everybody.map(({ email, status }) => [email, status])),
    departments: all.map(({ name }) => name),
    managers: new Map(managers.map(({ email, department }) => [email, department])),
  };
}
