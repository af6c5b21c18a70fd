import { answer } from './answering.ts';
import { beginning, ownPlace, visit, type Inward } from './arrival.ts';
import { inShort } from './files.ts';
import { quote, type Quotable } from './quoting.ts';
import type { SlackShortcut } from './commands.ts';

export interface SlackMessageShortcut extends SlackShortcut {
  readonly channel: { readonly id: string };
  readonly message: Quotable;
}

const NOT_A_PERSON = 'I can only make a ticket of what a person wrote.';

/** «Create ticket» on a message: the form, with the message's words in it. What comes of it is in the person's direct messages. */
export async function takeMessageShortcut(deps: Inward, workspaceId: string | undefined, shortcut: SlackMessageShortcut): Promise<void> {
  const entrance = deps.desk.entrances.find(({ quotes }) => quotes === 'form');
  if (!entrance) return;
  const { trigger_id: trigger, channel, user } = shortcut;
  const visitor = await visit(deps, workspaceId, user.id);
  const place = await ownPlace(deps, visitor);
  const about = await quote(deps, visitor.workspace, channel.id, shortcut.message);
  const pressed = { trigger, place, onPage: true };
  if (!about) return await answer(deps, visitor, pressed, { kind: 'refused', text: NOT_A_PERSON });
  const receipt = await deps.desk.receive({ ...beginning(deps, visitor, place, `shortcut/${trigger}`), type: 'action', action: entrance.action, about });
  const { messageId, author, link, files } = about;
  await answer(deps, visitor, { ...pressed, about: { messageId, room: channel.id, author: author.id, link, ...inShort(files) } }, receipt);
}
