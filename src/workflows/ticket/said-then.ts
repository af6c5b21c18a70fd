import { DeskError } from '#core/errors.ts';
import type { Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { chooseOnce, textOfRequest } from '#store/inbox.ts';

/**
 * What the one who presses a button wrote in the message that the button hangs under. It counts once, whichever of the buttons it was.
 * @throws DeskError `invalid` when it was not theirs, `conflict` the second time
 */
export async function saidThen(context: Context<Tx>, requestId: string, chosen: string): Promise<string> {
  const { where } = context;
  if (!where) throw new Error('Nobody pressed this.');
  const { platform, workspace } = where.address;
  const text = await textOfRequest(context.tx, requestId, { platform, workspace, user: where.user });
  if (text === undefined) throw new DeskError('invalid', { userMessage: 'I no longer have what you wrote then. Please write it again.' });
  if (!(await chooseOnce(context.tx, requestId, chosen))) throw new DeskError('conflict', { userMessage: 'You have told me already; I am on it.' });
  return text;
}
