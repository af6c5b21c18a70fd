import { eq } from 'drizzle-orm';
import { teamsConversations } from '#bot/teams/schema.ts';
import { readConfig } from '#config.ts';
import { freePort } from '#lib/free-port.ts';
import type { Limits } from '#store/inbox.ts';
import { teamChannels, teams } from '#store/schema/people.ts';
import { LEE, MARIA, PRIYA, SAM, TOM } from './company.ts';
import { createTestDesk } from './desk.ts';
import { startFakeTeams } from './teams/fake-teams.ts';

interface How {
  /** Takes activities in at `url`; without it the desk only posts. */
  readonly listens?: boolean;
  /** Teams lets through as much as it says, and the desk keeps to that by itself. */
  readonly isLimited?: boolean;
  /** Further tenants that are let in, by name. */
  readonly others?: readonly string[];
  readonly limits?: Limits;
}

/** The small company in a tenant of a fake Teams, with the desk behind the real front end. */
export async function createTeamsDesk({ listens = true, isLimited = false, others = [], limits }: How = {}) {
  const fake = await startFakeTeams();
  const tenant = fake.addTenant('Example');
  tenant.addUser({ key: 'maria', name: 'Maria Lindqvist', email: MARIA });
  tenant.addUser({ key: 'tom', name: 'Tom Becker', email: TOM });
  tenant.addUser({ key: 'sam', name: 'Sam Okafor', email: SAM });
  tenant.addUser({ key: 'priya', name: 'Priya Raman', email: PRIYA });
  tenant.addUser({ key: 'lee', name: 'Lee Chen', email: LEE });
  tenant.addUser({ key: 'guest', name: 'A Guest', email: 'guest@elsewhere.test', upn: 'guest_elsewhere.test#EXT#@example.test', role: 'guest' });
  tenant.addUser({ key: 'other', name: 'Of Another Company', email: 'other@elsewhere.test', homeTenantId: '99999999-9999-4999-8999-999999999999' });
  tenant.addTeam({ key: 'it', name: 'IT', members: ['sam', 'priya', 'lee'], channels: [{ key: 'devices', name: 'Devices' }], hasRsc: true });
  tenant.addTeam({ key: 'everybody', name: 'Everybody', members: ['maria', 'tom', 'sam', 'priya', 'lee', 'guest', 'other'] });
  const further = others.map((name) => fake.addTenant(name));
  const port = await freePort();
  const tenants = [tenant, ...further].map(({ id }) => id).join(',');
  const config = readConfig({
    TEAMS_TENANTS: tenants,
    TEAMS_APP_ID: fake.appId,
    TEAMS_TENANT_ID: tenant.id,
    TEAMS_APP_PASSWORD: 'password',
    TEAMS_PORT: String(port),
  });
  if (!config.teams) throw new Error('There are no settings.');
  if (isLimited) fake.limitRates();
  const desk = await createTestDesk({
    ...(limits === undefined ? {} : { limits }),
    teams: { ...config.teams, stand: { ...fake.stand, isPatient: !isLimited } },
  });
  const { db } = desk.database;
  const devices = tenant.channel('devices').id;
  const [team] = await db.select({ id: teams.id }).from(teams).where(eq(teams.key, 'devices'));
  await db
    .update(teamChannels)
    .set({ platform: 'teams', workspace: tenant.id, room: devices })
    .where(eq(teamChannels.teamId, team?.id ?? 0));
  // Deskside was put into both teams before.
  const known = [...fake.world.conversations.values()].map(({ id, teamId }) => ({ id, teamId, kind: 'channel' as const, state: 'open' as const }));
  const row = { tenant: tenant.id, serviceUrl: tenant.serviceUrl, changedAt: desk.clock.now() };
  await db.insert(teamsConversations).values(known.map((each) => ({ ...row, ...each })));
  const frontEnd = desk.worker.frontEnds.find(({ platform }) => platform === 'teams');
  if (!frontEnd) throw new Error('There is no Teams.');
  const url = `http://127.0.0.1:${port}/api/messages`;
  fake.connect(url);
  if (listens) await frontEnd.start();
  return {
    ...desk,
    fake,
    tenant,
    further,
    url,
    frontEnd,
    /** The channel of the team that repairs laptops, and one that everybody is in. */
    devices,
    general: tenant.channel('everybody').id,
    settings: { ...config.teams, stand: fake.stand },
    /** @throws Error when Teams would have objected to anything */
    stop: async () => {
      await frontEnd.stop();
      await fake.stop();
      if (fake.violations.length > 0) throw new Error(`Teams would not have liked this: ${fake.violations.join('; ')}`);
    },
  };
}
