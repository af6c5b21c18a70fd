import { userInfo } from 'node:os';
import { frontEnds } from '#bot/index.ts';
import { readConfig } from '#config.ts';
import { DeskError } from '#core/errors.ts';
import { recordAudit } from '#store/audit.ts';
import type { Database } from '#store/database.ts';
import { listTeamChannels, moveTeam, type TeamChannel } from '#store/teams.ts';
import { onDatabase } from './open-database.ts';

const HELP = 'Use: channel, to list them, or channel <team> <platform> <workspace> <room>, such as channel devices browser local devices.';

/** `deskside channel …`: in which channel each team works. */
export async function channel(args: readonly string[]): Promise<void> {
  const [team, platform, workspace, room] = args;
  const moving = team !== undefined && platform !== undefined && workspace !== undefined && room !== undefined && args.length === 4;
  if (args.length > 0 && !moving) throw new DeskError('setup', { userMessage: HELP });
  if (moving && !Object.hasOwn(frontEnds, platform))
    throw new DeskError('setup', { userMessage: `There is no platform “${platform}”. There are: ${Object.keys(frontEnds).join(', ')}.` });
  const answer = await onDatabase(readConfig(process.env), async (database) =>
    moving ? await move(database, team, { platform, workspace, room }) : await list(database),
  );
  process.stdout.write(answer);
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
