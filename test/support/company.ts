import { eq } from 'drizzle-orm';
import type { Database } from '#store/database.ts';
import { deviceModels, devices } from '#store/schema/assets.ts';
import { departments, people, teamChannels, teamMembers, teams } from '#store/schema/people.ts';

export const MARIA = 'maria@example.test';
export const TOM = 'tom@example.test';
export const SAM = 'sam@example.test';
export const PRIYA = 'priya@example.test';
export const LEE = 'lee@example.test';
export const GONE = 'gone@example.test';

/** Its teams as a configuration file says them, without their channels. */
export const TEAMS = `teams:
  service-desk:
    name: Service Desk
    members: [{ email: ${SAM} }, { email: ${LEE} }]
  devices:
    name: Devices
    members: [{ email: ${SAM}, lead: true }, { email: ${PRIYA} }]
    keywords: [laptop, monitor]
`;

/** The smallest company in which the whole journey happens: Maria and her manager Tom, the agents Sam, Priya and Lee. */
export async function createSmallCompany({ db }: Database): Promise<void> {
  const [department] = await db.insert(departments).values({ name: 'Sales' }).returning();
  const departmentId = department?.id ?? 0;
  const person = (email: string, name: string, more = {}) => ({ email, name, title: 'Account Manager', departmentId, timeZone: 'Europe/Stockholm', ...more });
  const made = await db
    .insert(people)
    .values([
      person(TOM, 'Tom Becker'),
      person(MARIA, 'Maria Lindqvist'),
      person(SAM, 'Sam Okafor', { timeZone: 'Europe/London' }),
      person(PRIYA, 'Priya Raman', { timeZone: 'Asia/Kolkata' }),
      person(LEE, 'Lee Chen'),
      person(GONE, 'Gone Person', { status: 'left' as const }),
    ])
    .returning();
  const idOf = (email: string) => made.find((row) => row.email === email)?.id ?? 0;
  await db
    .update(people)
    .set({ managerId: idOf(TOM) })
    .where(eq(people.id, idOf(MARIA)));
  const [desk, devicesTeam] = await db
    .insert(teams)
    .values([
      { key: 'service-desk', name: 'Service Desk' },
      { key: 'devices', name: 'Devices', keywords: ['laptop', 'monitor'] },
    ])
    .returning();
  const team = (id: number | undefined) => id ?? 0;
  await db.insert(teamMembers).values([
    { teamId: team(devicesTeam?.id), personId: idOf(SAM), isLead: true },
    { teamId: team(devicesTeam?.id), personId: idOf(PRIYA) },
    { teamId: team(desk?.id), personId: idOf(SAM) },
    { teamId: team(desk?.id), personId: idOf(LEE) },
  ]);
  await db.insert(teamChannels).values([
    { teamId: team(desk?.id), platform: 'browser', workspace: 'local', room: 'service-desk' },
    { teamId: team(devicesTeam?.id), platform: 'browser', workspace: 'local', room: 'devices' },
  ]);
  const [model] = await db.insert(deviceModels).values({ vendor: 'Lenovo', name: 'ThinkPad T14', kind: 'laptop', usefulLifeMonths: 48 }).returning();
  await db.insert(devices).values({
    assetTag: 'DS-0001',
    serial: 'PF-1',
    modelId: model?.id ?? 0,
    state: 'in_use',
    holderId: idOf(MARIA),
    purchasedOn: '2025-01-15',
    warrantyEndsOn: '2028-01-15',
  });
}
