import type { Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { choose } from '#store/inbox.ts';

/** What the one who presses wrote in the message that the button hangs under; it counts once. @throws DeskError */
export async function saidThen({ tx, where }: Context<Tx>, requestId: string, chosen: string): Promise<string> {
  if (!where) throw new Error('Nobody pressed this.');
  const { platform, workspace } = where.address;
  return await choose(tx, requestId, { platform, workspace, user: where.user }, chosen);
}
