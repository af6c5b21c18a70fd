import { buttonsIn, textOf } from './elements.ts';
import { blocksOf, topModal, visibleChannel, type Actor } from './person-context.ts';
import { blockText, readMessage, shownText } from './reading.ts';
import { isRecord } from './schema.ts';
import type { Json, Message, OpenView, Workspace } from './state.ts';

/** A message as it stands on somebody's screen. */
export interface SeenMessage {
  readonly ts: string;
  /** The name that stands above it. */
  readonly from: string;
  /** What is read: the blocks when there are any, else the text. */
  readonly text: string;
  /** What a notification or a screen reader says. */
  readonly fallback: string;
  readonly buttons: readonly string[];
  readonly isEphemeral: boolean;
  readonly isEdited: boolean;
  readonly files: readonly string[];
  readonly reactions: readonly string[];
  readonly pings: readonly string[];
  readonly links: readonly string[];
  /** How many answers hang from it. */
  readonly replies: number;
  readonly icon: string | undefined;
  readonly blocks: readonly Json[];
  readonly metadata: Json | undefined;
}

export interface SeenView {
  readonly id: string;
  readonly title: string;
  readonly submit: string | undefined;
  readonly text: string;
  readonly buttons: readonly string[];
  /** Labels of what can be filled in. */
  readonly fields: readonly string[];
  /** What the fields start with, by label: text, or the words of what is chosen. */
  readonly initial: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  readonly links: readonly string[];
  readonly view: Json;
}

export function seeing(actor: Actor) {
  return {
    /** A channel's messages, or a thread's with its root, in order. Ephemeral ones only if they are for this person. */
    sees: (channelId: string, thread?: string): SeenMessage[] => {
      const channel = visibleChannel(actor, channelId);
      const here = channel.messages.filter((message) =>
        thread === undefined ? message.thread === undefined : message.thread === thread || message.ts === thread,
      );
      const mine = here.filter(({ onlyFor }) => onlyFor === undefined || onlyFor === actor.user.id);
      return mine.map((message) =>
        seen(actor.workspace, message, channel.messages.filter((each) => each.thread === message.ts && each.onlyFor === undefined).length),
      );
    },
    /** The modal on top, if any. */
    modal: (): SeenView | undefined => {
      const open = topModal(actor);
      return open && seenView(open);
    },
    home: (): SeenView | undefined => {
      const open = actor.workspace.homes.get(actor.user.id);
      return open && seenView(open);
    },
    /** Titles of what is suggested to write to the app. */
    prompts: (): readonly string[] => (actor.workspace.prompts.get(actor.user.id) ?? []).map((prompt) => String(prompt['title'])),
  };
}

function textOfBlocks(blocks: readonly Json[]): string {
  return blocks
    .map(blockText)
    .filter((text) => text !== '')
    .join('\n');
}

function seen(workspace: Workspace, message: Message, replies: number): SeenMessage {
  const { ts, blocks, files, reactions, pings, links, icon, metadata } = message;
  return {
    ts,
    blocks,
    pings,
    links,
    icon,
    metadata,
    replies,
    from: message.username ?? workspace.users.get(message.user)?.realName ?? message.user,
    text: blocks.length > 0 ? textOfBlocks(blocks) : shownText(message.text),
    fallback: shownText(message.text),
    buttons: buttonsIn(blocks),
    isEphemeral: message.onlyFor !== undefined,
    isEdited: message.edited !== undefined,
    files: files.map((file) => file.name),
    reactions: reactions.map((reaction) => reaction.name),
  };
}

function seenView(open: OpenView): SeenView {
  const blocks = blocksOf(open);
  const inputs = blocks.filter((block) => block['type'] === 'input');
  const starts = inputs.map((block): [string, string] => [textOf(block['label']) ?? '', startOf(block['element'])]);
  return {
    id: open.id,
    title: textOf(open.view['title']) ?? '',
    submit: textOf(open.view['submit']),
    text: textOfBlocks(blocks),
    buttons: buttonsIn(blocks),
    fields: inputs.map((block) => textOf(block['label']) ?? ''),
    initial: Object.fromEntries(starts.filter(([, value]) => value !== '')),
    errors: open.errors,
    links: readMessage({ text: '', blocks, names: new Map() }).links,
    view: open.view,
  };
}

function startOf(element: unknown): string {
  if (!isRecord(element)) return '';
  const { initial_value: value, initial_option: option } = element;
  return typeof value === 'string' ? value : isRecord(option) ? (textOf(option['text']) ?? '') : '';
}
