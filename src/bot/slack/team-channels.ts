import { membersOf, teamInChannel, teamsIn } from '#store/teams.ts';
import { PLATFORM, tell, userIn, type Inward } from './arrival.ts';
import { calling, slackError } from './client.ts';
import { findInWorkspace } from './outward.ts';
import type { Workspace } from './workspaces.ts';

/** Slack says so when there is nobody left to invite. */
const NOTHING_TO_DO = new Set(['already_in_channel', 'cant_invite_self']);

/** Brings into every team's channel whoever works in the team and is not there yet. What fails is logged: the next time it is tried again. */
export async function keepTeamsInChannels(deps: Inward): Promise<void> {
  for (const workspace of await deps.workspaces.all()) {
    for (const { teamId, room } of await teamsIn(deps.database.db, PLATFORM, workspace.id)) await inviteMissing(deps, workspace, teamId, room);
  }
}

/** Somebody is in a channel now: the desk itself, who then brings the team, or a person, who is told if they are not of the team. */
export async function takeJoining(deps: Inward, workspaceId: string | undefined, { user, channel }: { user: string; channel: string }): Promise<void> {
  const workspace = await deps.workspaces.get(workspaceId ?? '');
  const team = await teamInChannel(deps.database.db, { platform: PLATFORM, workspace: workspace.id, room: channel });
  if (!team) return;
  if (user === workspace.botUserId) return await inviteMissing(deps, workspace, team.id, channel);
  const members = await membersOf(deps.database.db, team.id);
  const visitor = { workspace, user: await userIn(deps, workspace, user) };
  const email = visitor.user.email?.toLowerCase();
  if (members.some((member) => member.email.toLowerCase() === email)) return;
  await tell(
    deps,
    visitor,
    { room: channel, direct: false },
    `${team.name} works on its tickets here. You can read along, but only its members can take and answer them.`,
  );
}

async function inviteMissing(deps: Inward, workspace: Workspace, teamId: number, room: string): Promise<void> {
  const { client } = workspace;
  try {
    const present = await membersIn(workspace, room);
    const found = await Promise.all((await membersOf(deps.database.db, teamId)).map(async ({ email }) => await findInWorkspace(workspace, email)));
    const missing = found.filter((user) => user !== undefined && !present.has(user));
    if (missing.length > 0)
      await calling('conversations.invite', async () => await client.conversations.invite({ channel: room, users: missing.join(','), force: true }));
  } catch (error) {
    const { cause } = error as { cause?: unknown };
    if (!NOTHING_TO_DO.has(slackError(cause) ?? ''))
      deps.log.warn({ err: error, workspace: workspace.id, room }, 'a team could not be brought into its channel');
  }
}

const PAGE = 200;

async function membersIn({ client }: Workspace, room: string): Promise<Set<string>> {
  const all = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = { channel: room, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
    const { members = [], response_metadata: more } = await calling('conversations.members', async () => await client.conversations.members(page));
    for (const member of members) all.add(member);
    cursor = more?.next_cursor;
  } while (cursor !== undefined && cursor !== '');
  return all;
}
