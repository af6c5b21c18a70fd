import type { Database } from '#store/database.ts';
import { departments, identities, people, teamChannels, teamMembers, teams } from '#store/schema/people.ts';
import { PLATFORM, WORKSPACE } from '#test/outside/front-end.ts';

export interface Somebody {
  readonly id: number;
  readonly user: string;
  /** Where they and the desk are alone. */
  readonly room: string;
}

export const CHANNEL = 'it';
const COUNT = 40;

/** Forty people whom the desk knows already; the first four are the team, which works in one channel. */
export async function createPeople({ db }: Database): Promise<Somebody[]> {
  const [department] = await db.insert(departments).values({ name: 'All' }).returning();
  const names = Array.from({ length: COUNT }, (_, at) => `p${String(at).padStart(2, '0')}`);
  const shared = { title: 'Tester', departmentId: department?.id ?? 0, timeZone: 'Europe/Stockholm' };
  const made = await db
    .insert(people)
    .values(names.map((name) => ({ ...shared, name, email: `${name}@example.test` })))
    .returning();
  await db.insert(identities).values(made.map(({ id, email }) => ({ platform: PLATFORM, workspace: WORKSPACE, externalId: email, personId: id })));
  const [team] = await db.insert(teams).values({ key: 'it', name: 'IT' }).returning();
  const teamId = team?.id ?? 0;
  await db.insert(teamMembers).values(made.slice(0, 4).map(({ id }) => ({ teamId, personId: id })));
  await db.insert(teamChannels).values({ teamId, platform: PLATFORM, workspace: WORKSPACE, room: CHANNEL });
  return made.map(({ id, email }) => ({ id, user: email, room: `dm-${email}` }));
}
