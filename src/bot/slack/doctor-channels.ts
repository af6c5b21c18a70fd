import { WebAPIPlatformError, type ConversationsInfoResponse, type WebClient } from '@slack/web-api';
import type { Finding } from '#core/finding.ts';
import type { Database } from '#store/database.ts';
import { listTeamChannels, type TeamChannel } from '#store/teams.ts';
import { reasonOf } from './doctor-client.ts';

/** Where a token works. */
export interface Workspace {
  readonly id: string;
  readonly organization: boolean;
  readonly token: string;
}

/** Whether each team that works in Slack can be reached in its channel, and nobody else reads along. */
export async function checkChannels(
  database: Database | undefined,
  workspaces: readonly Workspace[],
  clientOf: (token: string) => WebClient,
): Promise<readonly Finding[]> {
  if (database === undefined) return [{ what: 'Teams', mend: 'start Deskside, or set DATABASE_URL: the teams’ channels stand in the database.' }];
  const channels = (await listTeamChannels(database.db)).flatMap(({ name, channel }) => (channel?.platform === 'slack' ? [{ name, channel }] : []));
  if (channels.length === 0)
    return [{ what: 'Teams: none works in Slack', mend: 'say where with: deskside channel <team> slack <workspace id> <channel id>.' }];
  const findings: Finding[] = [];
  // One after another: Slack counts calls of one method.
  for (const { name, channel } of channels) findings.push(await checkChannel(name, channel, workspaces, clientOf));
  return findings;
}

async function checkChannel(
  team: string,
  { workspace, room }: TeamChannel,
  workspaces: readonly Workspace[],
  clientOf: (token: string) => WebClient,
): Promise<Finding> {
  const what = `${team}: channel ${room}`;
  // Which workspaces an organization has is not known here, so its token is tried on those that have none of their own.
  const home = workspaces.find(({ id }) => id === workspace) ?? workspaces.find(({ organization }) => organization);
  if (!home) return { what, mend: `there is no working token for ${workspace}: install Deskside there, or give the team another channel.` };
  try {
    const { channel } = await clientOf(home.token).conversations.info({ channel: room });
    return channel ? judge(what, channel) : { what, mend: 'Slack said nothing of it: try again.' };
  } catch (error) {
    const unseen = error instanceof WebAPIPlatformError && error.data.error === 'channel_not_found';
    const mend = unseen
      ? 'Deskside does not see it: use the channel’s id (C…, not its name), and if it is private invite Deskside there.'
      : `Slack did not say how it stands (${reasonOf(error)}): try again.`;
    return { what, mend };
  }
}

function judge(what: string, channel: NonNullable<ConversationsInfoResponse['channel']>): Finding {
  const named = `${what} (#${channel.name ?? '?'})`;
  if (channel.is_archived === true) return { what: named, mend: 'it is archived: unarchive it, or give the team another channel.' };
  if (channel.is_ext_shared === true || channel.is_pending_ext_shared === true)
    return { what: named, mend: 'another company reads along: give the team a channel of its own.' };
  if (channel.is_member !== true) return { what: named, mend: 'Deskside is not in it: write “/invite @Deskside” there.' };
  return { what: `${named}: Deskside is in it` };
}
