import { and, asc, eq } from 'drizzle-orm';
import type { Address } from '#core/chat-event.ts';
import { DeskError } from '#core/errors.ts';
import type { Tx } from './database.ts';
import { people, teamChannels, teamMembers, teams } from './schema/people.ts';

export interface Team {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly keywords: readonly string[];
}

const teamColumns = { id: teams.id, key: teams.key, name: teams.name, keywords: teams.keywords };

const isInUse = eq(teams.retired, false);

export async function listTeams(tx: Tx): Promise<Team[]> {
  return await tx.select(teamColumns).from(teams).where(isInUse).orderBy(asc(teams.id));
}

/** What a team is called in the configuration file; a team that was removed keeps its name there. */
export async function teamKey(tx: Tx, id: number): Promise<string | undefined> {
  const [team] = await tx.select({ key: teams.key }).from(teams).where(eq(teams.id, id));
  return team?.key;
}

/** Teams that a ticket can be passed to: those with a channel to work in. */
export async function teamsWithChannel(tx: Tx): Promise<{ id: number; key: string; name: string }[]> {
  return await tx
    .select({ id: teams.id, key: teams.key, name: teams.name })
    .from(teams)
    .innerJoin(teamChannels, eq(teamChannels.teamId, teams.id))
    .orderBy(asc(teams.id));
}

/** Who works in a team and has not left, by name. */
export async function membersOf(tx: Tx, teamId: number): Promise<{ id: number; name: string; email: string }[]> {
  return await tx
    .select({ id: people.id, name: people.name, email: people.email })
    .from(teamMembers)
    .innerJoin(people, eq(people.id, teamMembers.personId))
    .where(and(eq(teamMembers.teamId, teamId), eq(people.status, 'active')))
    .orderBy(asc(people.name), asc(people.id));
}

/** Who looks after a team: its leads, or everybody in it while it has none. */
export async function leadsOf(tx: Tx, teamId: number): Promise<{ id: number; name: string; timeZone: string }[]> {
  const members = await tx
    .select({ id: people.id, name: people.name, timeZone: people.timeZone, isLead: teamMembers.isLead })
    .from(teamMembers)
    .innerJoin(people, eq(people.id, teamMembers.personId))
    .where(and(eq(teamMembers.teamId, teamId), eq(people.status, 'active')))
    .orderBy(asc(people.id));
  const leads = members.filter(({ isLead }) => isLead);
  return leads.length > 0 ? leads : members;
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

/** The teams that work in one workspace, with their channels. */
export async function teamsIn(tx: Tx, platform: string, workspace: string): Promise<{ teamId: number; room: string }[]> {
  return await tx
    .select({ teamId: teamChannels.teamId, room: teamChannels.room })
    .from(teamChannels)
    .where(and(eq(teamChannels.platform, platform), eq(teamChannels.workspace, workspace)))
    .orderBy(asc(teamChannels.teamId));
}

/** The team that works in a channel, if one does. */
export async function teamInChannel(tx: Tx, { platform, workspace, room }: TeamChannel): Promise<Pick<Team, 'id' | 'name'> | undefined> {
  const [team] = await tx
    .select({ id: teams.id, name: teams.name })
    .from(teamChannels)
    .innerJoin(teams, eq(teams.id, teamChannels.teamId))
    .where(and(eq(teamChannels.platform, platform), eq(teamChannels.workspace, workspace), eq(teamChannels.room, room)));
  return team;
}

export type TeamChannel = Pick<Address, 'platform' | 'workspace' | 'room'>;

/** Every team with the channel it works in, if it has one. */
export async function listTeamChannels(tx: Tx): Promise<{ key: string; name: string; channel: TeamChannel | undefined }[]> {
  const { platform, workspace, room } = teamChannels;
  const rows = await tx
    .select({ key: teams.key, name: teams.name, channel: { platform, workspace, room } })
    .from(teams)
    .leftJoin(teamChannels, eq(teamChannels.teamId, teams.id))
    .where(isInUse)
    .orderBy(asc(teams.id));
  return rows.map((row) => ({ ...row, channel: row.channel ?? undefined }));
}

/**
 * From now on that team works there; what hangs in its old channel stays and is kept current there.
 * @returns the channel it had before
 * @throws DeskError `not_found` for an unknown team, `conflict` when another team has the channel
 */
export async function moveTeam(tx: Tx, key: string, to: TeamChannel): Promise<TeamChannel | undefined> {
  // All of them, so that two who give one channel to two teams come one after the other.
  const all = await tx.select(teamColumns).from(teams).where(isInUse).orderBy(asc(teams.id)).for('update');
  const team = all.find((candidate) => candidate.key === key);
  if (!team) throw new DeskError('not_found', { userMessage: `There is no team “${key}”. There are: ${all.map((each) => each.key).join(', ')}.` });
  const now = await listTeamChannels(tx);
  const holder = now.find(({ channel }) => channel?.platform === to.platform && channel.workspace === to.workspace && channel.room === to.room);
  if (holder && holder.key !== key) throw new DeskError('conflict', { userMessage: `${holder.name} works in that channel. A channel belongs to one team.` });
  const { platform, workspace, room } = to;
  await tx
    .insert(teamChannels)
    .values({ teamId: team.id, platform, workspace, room })
    .onConflictDoUpdate({ target: teamChannels.teamId, set: { platform, workspace, room } });
  return now.find((each) => each.key === key)?.channel;
}
