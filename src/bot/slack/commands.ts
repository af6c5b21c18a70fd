import type { ActionEvent, MessageEvent } from '#core/chat-event.ts';
import { answer } from './answering.ts';
import { beginning, ownPlace, visit, wordsOf, type Inward } from './arrival.ts';
import { helpText } from './help.ts';

/** What the desk reads of a slash command; Slack sends more. */
export interface SlackCommand {
  readonly command: string;
  readonly text: string;
  readonly user_id: string;
  readonly trigger_id: string;
}

type Said = { readonly text: string; readonly blocks?: ReturnType<typeof helpText>['blocks'] } | undefined;

const ANSWERED = 'I have answered you in your direct messages with me.';

/** `/it`: a way in by its word, help, or plain words. What comes of it is in the person's direct messages; returns what only they see at once. */
export async function takeCommand(deps: Inward, workspaceId: string | undefined, command: SlackCommand): Promise<Said> {
  const words = command.text.trim();
  const visitor = await visit(deps, workspaceId, command.user_id);
  if (words === '' || /^help$/i.test(words)) return helpText(command.command, deps.desk.entrances);
  const place = await ownPlace(deps, visitor);
  const base = beginning(deps, visitor, place, `command/${command.trigger_id}`);
  const entrance = deps.desk.entrances.find(({ word, quotes }) => word === words.toLowerCase() && quotes !== 'at_once');
  const event: ActionEvent | MessageEvent = entrance
    ? { ...base, type: 'action', action: entrance.action }
    : { ...base, type: 'message', messageId: command.trigger_id, text: await wordsOf(deps, visitor.workspace, words) };
  const receipt = await deps.desk.receive(event);
  if (receipt.kind === 'refused' || receipt.kind === 'limited') return { text: receipt.text };
  await answer(deps, visitor, { trigger: command.trigger_id, place, onPage: true }, receipt);
  return receipt.kind === 'form' ? undefined : { text: ANSWERED };
}

/** What the desk reads of a shortcut; Slack sends more. */
export interface SlackShortcut {
  readonly user: { readonly id: string };
  readonly trigger_id: string;
}

/** The global shortcut: the first way in that opens a form. */
export async function takeShortcut(deps: Inward, workspaceId: string | undefined, { user, trigger_id: trigger }: SlackShortcut): Promise<void> {
  const entrance = deps.desk.entrances.find(({ quotes }) => quotes === 'form');
  if (!entrance) return;
  const visitor = await visit(deps, workspaceId, user.id);
  const place = await ownPlace(deps, visitor);
  const receipt = await deps.desk.receive({ ...beginning(deps, visitor, place, `shortcut/${trigger}`), type: 'action', action: entrance.action });
  await answer(deps, visitor, { trigger, place, onPage: true }, receipt);
}
