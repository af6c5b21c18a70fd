import { and, eq, sql } from 'drizzle-orm';
import { OutsideError } from '#core/errors.ts';
import type { Finding } from '#core/finding.ts';
import type { Database } from '#store/database.ts';
import { people } from '#store/schema/people.ts';
import { listTeamChannels, type TeamChannel } from '#store/teams.ts';
import { PLATFORM } from './arrival.ts';
import type { TeamsConnector } from './connector.ts';
import { teamsConversations, teamsUsers } from './schema.ts';
import type { TeamsSettings } from './settings.ts';

/** Whether Deskside was added to each tenant that is let in. */
export async function checkTenants({ db }: Database, { tenants }: TeamsSettings): Promise<readonly Finding[]> {
  const { tenant, kind, state } = teamsConversations;
  const open = await db
    .select({ tenant, kind, number: sql<number>`count(*)::int` })
    .from(teamsConversations)
    .where(eq(state, 'open'))
    .groupBy(tenant, kind);
  const found = tenants.map((id): Finding => {
    const of = (wanted: string) => open.find((row) => row.tenant === id && row.kind === wanted)?.number ?? 0;
    const what = `Tenant ${id}`;
    if (!open.some((row) => row.tenant === id))
      return { what, mend: 'nobody has added Deskside there: upload the package, and add it to the team that works on tickets.' };
    return { what: `${what}: Deskside is in ${of('channel')} channels of teams and ${of('personal')} personal chats` };
  });
  const others = new Set(tenants.length === 0 ? [] : open.flatMap((row) => (tenants.includes(row.tenant) ? [] : [row.tenant])));
  return [...found, ...[...others].map((id) => ({ what: `Tenant ${id}: not in TEAMS_TENANTS, so nobody there is let in any more` }))];
}

/** Whether each team that works in Teams can be reached in its channel. */
export async function checkTeamChannels(database: Database, settings: TeamsSettings, connector: TeamsConnector): Promise<readonly Finding[]> {
  const channels = (await listTeamChannels(database.db)).flatMap(({ name, channel }) => (channel?.platform === PLATFORM ? [{ name, channel }] : []));
  if (channels.length === 0)
    return [{ what: 'Teams: none works in Microsoft Teams', mend: 'say where with: deskside channel <team> teams "<link to the channel>".' }];
  const findings: Finding[] = [];
  // One after another: Teams counts calls.
  for (const { name, channel } of channels) findings.push(await checkChannel(`${name}: channel ${channel.room}`, channel, { database, settings, connector }));
  return findings;
}

interface Means {
  readonly database: Database;
  readonly settings: TeamsSettings;
  readonly connector: TeamsConnector;
}

async function checkChannel(what: string, { workspace, room }: TeamChannel, { database, settings, connector }: Means): Promise<Finding> {
  const { tenants, credentials } = settings;
  if (credentials.kind !== 'off' && !tenants.includes(workspace))
    return { what, mend: `its tenant ${workspace} is not let in: add it to TEAMS_TENANTS, or give the team another channel.` };
  const { tenant, id } = teamsConversations;
  const [row] = await database.db
    .select()
    .from(teamsConversations)
    .where(and(eq(tenant, workspace), eq(id, room)));
  if (!row) return { what, mend: 'Deskside has not heard of it: add the app to that team, or name Deskside once in that channel.' };
  if (row.state === 'closed') return { what, mend: 'Deskside was taken out of it: add the app to that team again.' };
  try {
    const members = await connector.members({ serviceUrl: row.serviceUrl, conversation: room });
    return { what: `${what}: Teams answers, ${members.length} people read it` };
  } catch (error) {
    const why = error instanceof OutsideError ? (error.unreachable ?? error.message) : String(error);
    return { what, mend: `Teams does not let Deskside see it (${why}): add the app to that team again, or try later.` };
  }
}

/** How many can be written to first. Whoever is in no team with Deskside, and has not got the app, can be reached only after they write. */
export async function checkPeople({ db }: Database): Promise<Finding> {
  const chat = sql`select 1 from ${teamsUsers} join ${teamsConversations}
    on ${teamsConversations.tenant} = ${teamsUsers.tenant} and ${teamsConversations.userId} = ${teamsUsers.id} and ${teamsConversations.state} = 'open'
    where ${teamsUsers.email} = lower(${people.email})`;
  const [{ all, open } = { all: 0, open: 0 }] = await db
    .select({ all: sql<number>`count(*)::int`, open: sql<number>`(count(*) filter (where exists (${chat})))::int` })
    .from(people)
    .where(eq(people.status, 'active'));
  const what = `People: ${all - open} of ${all} have no personal chat with Deskside yet`;
  if (open === 0 && all > 0) return { what, mend: 'install the app for them: Teams admin center, Teams apps, Setup policies (docs/teams.md).' };
  return { what };
}
