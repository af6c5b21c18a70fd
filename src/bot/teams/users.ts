import type { Stranger } from '#core/chat-event.ts';
import type { FrontEndDeps } from '../deps.ts';
import type { TeamsUser } from './arrival.ts';
import type { TeamsConnector, TeamsMember } from './connector.ts';
import type { Conversations } from './conversations.ts';
import type { TeamsSettings } from './settings.ts';
import { keepUsers, keptByEmail, keptUser, teamsIdOf, type Kept } from './user-rows.ts';

/** Who somebody is: asked of Teams once in a while, and kept. @throws OutsideError */
export interface TeamsUsers {
  /** @param room a conversation they are part of */
  user(
    tenant: string,
    room: string,
    from: { readonly id: string; readonly aadObjectId?: string | undefined; readonly tenantId?: string | undefined },
  ): Promise<TeamsUser>;
  /** By address, in small or capital letters: among those Teams has told us of, and then in the rosters of teams. */
  byEmail(email: string): Promise<{ readonly tenant: string; readonly user: TeamsUser } | undefined>;
  /** The `29:…` of somebody; undefined when Teams has never told. */
  teamsId(tenant: string, userId: string): Promise<string | undefined>;
  learn(tenant: string, members: readonly TeamsMember[]): Promise<void>;
}

/** Teams is asked again after so long. */
const FRESH_MS = 10 * 60_000;
/** When Teams does not answer, what it said lately still counts. */
const STALE_MS = 24 * 60 * 60_000;
/** A roster is read anew after so long, however many unknown addresses are asked for. */
const ROSTER_MS = 10 * 60_000;
/** So many are written at once. */
const BATCH = 500;
const REMEMBERED = 10_000;

type From = Parameters<TeamsUsers['user']>[2];

interface Deps extends Pick<FrontEndDeps, 'database' | 'clock' | 'log'> {
  readonly settings: TeamsSettings;
  readonly connector: TeamsConnector;
  readonly conversations: Conversations;
}

export function createUsers(deps: Deps): TeamsUsers {
  const { settings, clock, database } = deps;
  const { db } = database;
  // Every activity asks who acts: what was read lately is not read again, for as long as Teams' own word counts.
  const recent = new Map<string, Kept>();
  const learn: TeamsUsers['learn'] = async (tenant, members) => {
    recent.clear();
    const users = members.map((member) => describeMember(tenant, member));
    for (let at = 0; at < users.length; at += BATCH) await keepUsers(db, tenant, users.slice(at, at + BATCH), clock.now());
  };
  const readRosters = createRosters(deps, learn);
  return {
    learn,
    user: async (tenant, room, from) => {
      const name = `${tenant}/${from.aadObjectId ?? from.id}/${from.tenantId ?? ''}`;
      const known = recent.get(name);
      if (known && ageOf(known, clock) < FRESH_MS) return known.user;
      const found = await whoIs(deps, tenant, room, from);
      if (recent.size >= REMEMBERED) recent.clear();
      // Whom we take for a stranger may turn out to be a colleague any moment, in another process.
      if (found.user.stranger === undefined) recent.set(name, found);
      return found.user;
    },
    byEmail: async (email) => {
      const wanted = email.toLowerCase();
      const known = await keptByEmail(db, settings.tenants, wanted);
      if (known) return known;
      const failed = await readRosters();
      const learned = await keptByEmail(db, settings.tenants, wanted);
      // Somebody whom no roster has, and one could not be read: that is no answer.
      if (!learned && failed !== undefined) throw failed;
      return learned;
    },
    teamsId: async (tenant, userId) => await teamsIdOf(db, tenant, userId),
  };
}

async function whoIs({ database: { db }, clock, connector, conversations, log }: Deps, tenant: string, room: string, from: From): Promise<Kept> {
  const checkedAt = clock.now();
  const id = from.aadObjectId ?? from.id;
  if (from.id.startsWith('28:')) return { tenant, checkedAt, user: { id, teamsId: from.id, name: 'a program', stranger: 'bot' } };
  if (from.tenantId !== undefined && from.tenantId !== tenant)
    return { tenant, checkedAt, user: { id, teamsId: from.id, name: 'somebody', stranger: 'external' } };
  const kept = await keptUser(db, tenant, id);
  const age = kept ? ageOf(kept, clock) : Infinity;
  if (kept && age < FRESH_MS) return kept;
  try {
    const member = await connector.member(await conversations.spot(tenant, { room }), from.id);
    // Teams does not know them there: they are of another company, or gone.
    const user = describeMember(tenant, member ? { ...member, aadObjectId: id } : { id: from.id, aadObjectId: id, userRole: 'unknown' });
    await keepUsers(db, tenant, [user], checkedAt);
    return { tenant, user, checkedAt };
  } catch (error) {
    if (!kept || age > STALE_MS) throw error;
    log.warn({ err: error }, 'Teams does not say who somebody is; what it said last counts');
    return kept;
  }
}

function ageOf({ checkedAt }: Kept, { now }: Deps['clock']): number {
  return now().getTime() - checkedAt.getTime();
}

/** Pure: what Teams' word for somebody means to the desk. Who is not plainly a colleague is a stranger. */
export function describeMember(tenant: string, { id: teamsId, aadObjectId, name, email, userPrincipalName, userRole, tenantId }: TeamsMember): TeamsUser {
  const stranger = strangerness(tenant, { teamsId, userPrincipalName, userRole, tenantId });
  const address = email ?? userPrincipalName;
  return {
    id: aadObjectId ?? teamsId,
    teamsId,
    name: name ?? 'somebody',
    ...(address?.includes('@') ? { email: address.toLowerCase() } : {}),
    ...(stranger === undefined ? {} : { stranger }),
  };
}

function strangerness(
  tenant: string,
  { teamsId, userPrincipalName, userRole, tenantId }: Pick<TeamsMember, 'userPrincipalName' | 'userRole' | 'tenantId'> & { teamsId: string },
): Stranger | undefined {
  if (teamsId.startsWith('28:')) return 'bot';
  if (tenantId !== tenant) return 'external';
  if (userRole === 'guest' || userPrincipalName?.includes('#EXT#')) return 'guest';
  // Microsoft's playground says no role; of whom not even a tenant is said, nothing is known.
  return userRole === undefined || userRole === 'user' ? undefined : 'external';
}

/** Reads every roster that was not read lately, each on its own. Returns what went wrong with one, if anything did. */
function createRosters({ conversations, connector, clock, log, settings: { tenants } }: Deps, learn: TeamsUsers['learn']): () => Promise<unknown> {
  const read = new Map<string, number>();
  return async () => {
    const now = clock.now().getTime();
    const due = (await conversations.rosters()).filter(
      ({ tenant, id }) => (tenants.length === 0 || tenants.includes(tenant)) && now - (read.get(id) ?? -Infinity) >= ROSTER_MS,
    );
    const ends = await Promise.allSettled(
      due.map(async ({ tenant, id, serviceUrl }) => {
        await learn(tenant, await connector.members({ serviceUrl, conversation: id }));
        read.set(id, now);
      }),
    );
    const failed = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
    for (const error of failed) log.warn({ err: error }, 'a roster in Teams cannot be read');
    return failed[0];
  };
}
