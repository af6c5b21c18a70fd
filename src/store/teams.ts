import { and, asc, eq } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { people, teamChannels, teamMembers, teams } from './schema/people.ts';

export interface Team {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly keywords: readonly string[];
}

const teamColumns = { id: teams.id, key: teams.key, name: teams.name, keywords: teams.keywords };

export async function listTeams(tx: Tx): Promise<Team[]> {
  return await tx.select(teamColumns).from(teams).orderBy(asc(teams.id));
}

/** Team names by person id, for lists of people. */
export async function teamNamesByPerson(tx: Tx): Promise<Map<number, string[]>> {
  const rows = await tx
    .select({ personId: teamMembers.personId, name: teams.name })
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .orderBy(asc(teams.id));
  const names = new Map<number, string[]>();
  for (const row of rows) names.set(row.personId, [...(names.get(row.personId) ?? []), row.name]);
  return names;
}

/** The channels of one workspace that a person may read: those of their teams. */
export async function channelsFor(tx: Tx, personId: number, platform: string, workspace: string): Promise<{ room: string; name: string }[]> {
  return await tx
    .select({ room: teamChannels.room, name: teams.name })
    .from(teamChannels)
    .innerJoin(teams, eq(teams.id, teamChannels.teamId))
    .innerJoin(teamMembers, and(eq(teamMembers.teamId, teams.id), eq(teamMembers.personId, personId)))
    .innerJoin(people, eq(people.id, teamMembers.personId))
    .where(and(eq(teamChannels.platform, platform), eq(teamChannels.workspace, workspace), eq(people.status, 'active')))
    .orderBy(asc(teams.id));
}
