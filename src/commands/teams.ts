import { packTeams } from '#bot/teams/command.ts';

/** `deskside teams package …`. */
export async function teams(args: readonly string[]): Promise<void> {
  await packTeams(args, process.env);
}
