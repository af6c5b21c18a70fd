import { userInfo } from 'node:os';
import { channelLinks } from '#bot/channel-links.ts';
import { frontEnds } from '#bot/index.ts';
import { readConfig } from '#config.ts';
import { DeskError } from '#core/errors.ts';
import { recordAudit } from '#store/audit.ts';
import type { Database } from '#store/database.ts';
import { listTeamChannels, moveTeam, type TeamChannel } from '#store/teams.ts';
import { onDatabase } from './open-database.ts';

const HELP =
  'Use: channel, to list them, or channel <team> <platform> <workspace> <room>, such as channel devices browser local devices. ' +
  `With ${Object.keys(channelLinks).join(', ')}, the link to the channel stands for its workspace and room.`;

/** `deskside channel …`: in which channel each team works. */
export async function channel(args: readonly string[]): Promise<void> {
  const [team, ...where] = args;
  const to = team === undefined ? undefined : placeOf(where);
  const answer = await onDatabase(readConfig(process.env), async (database) =>
    team !== undefined && to ? await move(database, team, to) : await list(database),
  );
  process.stdout.write(answer);
}

/** @throws DeskError `setup` when that is no place */
function placeOf([platform = '', workspace, room, ...more]: readonly string[]): TeamChannel {
  if (workspace === undefined || more.length > 0) throw wrong(HELP);
  if (!Object.hasOwn(frontEnds, platform)) throw wrong(`There is no platform “${platform}”. There are: ${Object.keys(frontEnds).join(', ')}.`);
  if (room !== undefined) return { platform, workspace, room };
  const read = Object.hasOwn(channelLinks, platform) ? channelLinks[platform] : undefined;
  if (!read) throw wrong(HELP);
  const place = read(workspace);
  if (!place)
    throw wrong('That is not a link to a channel. Press “…” beside the channel, then “Copy link”, and put it in quotes: the shell reads & as the end.');
  return { platform, ...place };
}

function wrong(userMessage: string): DeskError {
  return new DeskError('setup', { userMessage });
}

async function list({ db }: Database): Promise<string> {
  const teams = await listTeamChannels(db);
  return teams.length === 0 ? 'There are no teams.\n' : teams.map(({ key, name, channel: at }) => `${key}  ${name}  ${words(at)}\n`).join('');
}

async function move({ db }: Database, team: string, to: TeamChannel): Promise<string> {
  return await db.transaction(async (tx) => {
    const before = await moveTeam(tx, team, to);
    const change = `${words(before)} → ${words(to)}`;
    await recordAudit(tx, { personId: null, actor: `terminal/${userInfo().username}`, action: 'team.channel', subject: team, outcome: 'done', reason: change });
    return `${team}: ${change}\n`;
  });
}

function words(at: TeamChannel | undefined): string {
  return at ? `${at.platform} ${at.workspace} ${at.room}` : 'no channel';
}
