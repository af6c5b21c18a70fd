import { html } from 'htm/preact';
import { h } from 'preact';
import type { MessageView } from '#bot/browser/api.ts';
import { Card } from './card.ts';
import { useDesk } from './desk-context.ts';
import { Download } from './download.ts';
import { Icon } from './icons.ts';
import { MessageFrame } from './message-frame.ts';
import { MessageText } from './message-text.ts';
import { isNote, withoutPrefix } from './note.ts';
import { shortTime } from './time.ts';

interface Props {
  readonly message: MessageView;
  readonly isGrouped: boolean;
  /** In the thread panel nothing opens a thread. */
  readonly inPanel?: boolean;
}

export function Message({ message, isGrouped, inPanel = false }: Props) {
  const { session, state, room } = useDesk();
  const { author, quoted, about, at, onlyForYou } = message;
  const note = isNote(message, room.kind === 'channel');
  const problem = state.presses[message.id]?.problem;
  const frame = {
    name: quoted ?? author.name,
    isDesk: author.kind === 'desk' && quoted === null,
    via: quoted === null ? undefined : author.name,
    about,
    at,
    zone: state.me.timeZone,
    isGrouped,
    isNote: note,
    onlyForYou,
    look: message.card ? 'with-card' : '',
  };
  return h(
    MessageFrame,
    frame,
    message.card ? h(Card, { message }) : h(MessageText, { text: note && message.tag === null ? withoutPrefix(message.text) : message.text }),
    message.attachment && h(Download, { file: message.attachment }),
    problem !== undefined &&
      html`<div class="notice" role="alert">
        ${h(Icon, { name: 'warning' })}<span>${problem}</span>
        <button type="button" class="tool" aria-label="Dismiss" onClick=${() => session.dismiss(message.id)}>${h(Icon, { name: 'close' })}</button>
      </div>`,
    !inPanel && h(ThreadButton, { message }),
  );
}

function ThreadButton({ message }: { message: MessageView }) {
  const { state, room, thread, openThread } = useDesk();
  const open = () => openThread(message.id);
  const isOpen = thread === message.id;
  if (message.thread && message.thread.replies > 0) {
    const { replies, lastAt } = message.thread;
    const isFresh = state.fresh.includes(message.id);
    return html`<button
      type="button"
      class=${isFresh ? 'thread-button fresh' : 'thread-button'}
      data-thread=${message.id}
      aria-expanded=${isOpen}
      onClick=${open}
    >
      ${h(Icon, { name: 'thread' })}
      <span><strong>${replies} ${replies === 1 ? 'reply' : 'replies'}</strong> · last ${shortTime(lastAt, state.me.timeZone)}</span>
      ${isFresh && html`<span class="dot">new</span>`}
    </button>`;
  }
  if (room.kind !== 'channel' || message.onlyForYou) return null;
  return html`<button type="button" class="reply-button" data-thread=${message.id} aria-expanded=${isOpen} onClick=${open}>
    ${h(Icon, { name: 'reply' })}Reply in thread
  </button>`;
}
