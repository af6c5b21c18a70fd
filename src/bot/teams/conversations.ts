import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { FrontEndDeps } from '../deps.ts';
import { placeOfConversation } from './activity.ts';
import type { Place } from '../arriving.ts';
import type { Spot, TeamsConnector } from './connector.ts';
import { unreachable } from './outside.ts';
import { teamsConversations } from './schema.ts';
import { teamsIdOf } from './user-rows.ts';

/** A conversation as it is kept. */
export interface Conversation {
  readonly tenant: string;
  readonly id: string;
  readonly kind: 'personal' | 'channel' | 'group';
  readonly serviceUrl: string;
  readonly userId: string | undefined;
  readonly teamId: string | undefined;
}

/** Where Deskside can speak. */
export interface Conversations {
  /** Remembers it, and that it is open; costs nothing when it is known as it is. */
  remember(conversation: Conversation): Promise<void>;
  /** Deskside was taken out of it. */
  close(tenant: string, id: string): Promise<void>;
  /** Where to post for that place. @throws OutsideError `unreachable` where Deskside is not, or no longer */
  spot(tenant: string, place: Pick<Place, 'room' | 'thread'>): Promise<Spot>;
  /** The personal chat with somebody, opened if there is none. @throws OutsideError */
  personal(tenant: string, userId: string): Promise<string>;
  /** Whose personal chat that is; undefined for a channel or a group. */
  ownerOf(tenant: string, id: string): Promise<string | undefined>;
  /** Conversations whose members Teams tells: one channel of each team. */
  rosters(tenant?: string): Promise<readonly Conversation[]>;
}

/** What another process changed is seen after so long. */
const FRESH_MS = 60_000;
const REMEMBERED = 10_000;
/** How the ids of channels end. */
const CHANNEL = /@thread\.(?:tacv2|skype)$/;

type Deps = Pick<FrontEndDeps, 'database' | 'clock'> & { readonly connector: TeamsConnector };

export function createConversations(deps: Deps): Conversations {
  const { db } = deps.database;
  const known = new Map<string, { readonly as: string; readonly at: number }>();
  const remember = async (conversation: Conversation) => {
    const at = deps.clock.now();
    const as = JSON.stringify(conversation);
    // By person where it is somebody's: of two chats of one person the later one is kept.
    const name = `${conversation.tenant}/${conversation.userId ?? conversation.id}`;
    const before = known.get(name);
    if (before?.as === as && at.getTime() - before.at < FRESH_MS) return;
    await keep(deps, conversation, at);
    if (known.size >= REMEMBERED) known.clear();
    known.set(name, { as, at: at.getTime() });
  };
  return {
    remember,
    close: async (tenant, id) => {
      known.clear();
      await db
        .update(teamsConversations)
        .set({ state: 'closed', changedAt: deps.clock.now() })
        .where(and(eq(teamsConversations.tenant, tenant), eq(teamsConversations.id, id)));
    },
    spot: async (tenant, place) => await spotOf(deps, tenant, place),
    personal: async (tenant, userId) => {
      const [row] = await db
        .select()
        .from(teamsConversations)
        .where(and(eq(teamsConversations.tenant, tenant), eq(teamsConversations.userId, userId)));
      if (row?.state === 'open') return row.id;
      const teamsId = await teamsIdOf(db, tenant, userId);
      if (teamsId === undefined) throw unreachable('They are not known in Teams.', 'they have not written to me in Teams, and are in no team that I am in');
      const serviceUrl = row?.serviceUrl ?? (await anyService(deps, tenant));
      const id = await deps.connector.openPersonal(serviceUrl, tenant, teamsId);
      await remember({ tenant, id, kind: 'personal', serviceUrl, userId, teamId: undefined });
      return id;
    },
    ownerOf: async (tenant, id) => {
      const [row] = await db
        .select({ userId: teamsConversations.userId })
        .from(teamsConversations)
        .where(and(eq(teamsConversations.tenant, tenant), eq(teamsConversations.id, id)));
      return row?.userId ?? undefined;
    },
    rosters: async (tenant) =>
      await db
        .selectDistinctOn([teamsConversations.tenant, teamsConversations.teamId])
        .from(teamsConversations)
        .where(
          and(
            eq(teamsConversations.kind, 'channel'),
            eq(teamsConversations.state, 'open'),
            sql`${teamsConversations.teamId} is not null`,
            tenant === undefined ? undefined : eq(teamsConversations.tenant, tenant),
          ),
        )
        .orderBy(asc(teamsConversations.tenant), asc(teamsConversations.teamId))
        .then((rows) => rows.map(({ userId, teamId, ...row }) => ({ ...row, userId: userId ?? undefined, teamId: teamId ?? undefined }))),
  };
}

/** Somebody has one personal chat: an earlier one, from before the app was taken out and put in again, makes room. */
async function keep({ database: { db } }: Deps, { tenant, id, kind, serviceUrl, ...of }: Conversation, at: Date): Promise<void> {
  const [userId, teamId] = [of.userId ?? null, of.teamId ?? null];
  await db.transaction(async (tx) => {
    if (userId !== null)
      await tx
        .delete(teamsConversations)
        .where(and(eq(teamsConversations.tenant, tenant), eq(teamsConversations.userId, userId), sql`${teamsConversations.id} <> ${id}`));
    const row = { kind, serviceUrl, userId, state: 'open' as const, changedAt: at };
    await tx
      .insert(teamsConversations)
      .values({ tenant, id, ...row, teamId })
      .onConflictDoUpdate({
        target: [teamsConversations.tenant, teamsConversations.id],
        set: { ...row, teamId: sql`coalesce(excluded.team_id, ${teamsConversations.teamId})` },
      });
  });
}

/**
 * A channel may be one that nothing was ever said in to Deskside: it is looked after by the connector of its tenant, which
 * says so when Deskside is not in its team.
 */
async function spotOf(deps: Deps, tenant: string, { room, thread }: Pick<Place, 'room' | 'thread'>): Promise<Spot> {
  const [row] = await deps.database.db
    .select()
    .from(teamsConversations)
    .where(and(eq(teamsConversations.tenant, tenant), eq(teamsConversations.id, room)));
  if (row?.state === 'closed') throw unreachable(`Teams took Deskside out of ${room}.`, 'I was removed from it');
  if (!row && !CHANNEL.test(placeOfConversation(room).room)) throw unreachable(`Deskside was never in ${room}.`, 'I was never added to it');
  const serviceUrl = row?.serviceUrl ?? (await anyService(deps, tenant));
  const isChannel = row ? row.kind === 'channel' : true;
  return { serviceUrl, conversation: thread !== undefined && isChannel ? `${room};messageid=${thread}` : room };
}

/** Of the connector that looks after that tenant, as it was told last. */
async function anyService({ database: { db } }: Deps, tenant: string): Promise<string> {
  const [row] = await db
    .select({ serviceUrl: teamsConversations.serviceUrl })
    .from(teamsConversations)
    .where(eq(teamsConversations.tenant, tenant))
    .orderBy(desc(teamsConversations.changedAt))
    .limit(1);
  if (!row) throw unreachable(`Nothing is known of the tenant ${tenant}.`, 'my app has not been added to any team or chat in Teams yet');
  return row.serviceUrl;
}
