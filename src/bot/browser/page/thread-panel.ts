import { html } from 'htm/preact';
import { h } from 'preact';
import { useDesk } from './desk-context.ts';
import { Icon } from './icons.ts';
import { MessageList } from './message-list.ts';
import { Message } from './message.ts';
import { roomName } from './room-list.ts';
import { rootOf } from './state.ts';
import { ThreadComposer } from './thread-composer.ts';

export function ThreadPanel({ thread, onClose }: { thread: number; onClose: () => void }) {
  const { session, state, room } = useDesk();
  const root = rootOf(state, room.id, thread);
  const top = root && html`<div class="root">${h(Message, { message: root, isGrouped: false, inPanel: true })}</div>`;
  const whenEmpty = html`<p class="quiet center">No replies yet.</p>`;
  return html`<aside class="panel" aria-label="Thread">
    <header class="bar">
      <button type="button" class="tool back" aria-label="Back" onClick=${onClose}>${h(Icon, { name: 'back' })}</button>
      <div class="titles">
        <h2>Thread</h2>
        <p>${room.kind === 'channel' ? `# ${roomName(room)}` : roomName(room)}</p>
      </div>
      <button type="button" class="tool close" aria-label="Close thread" onClick=${onClose}>${h(Icon, { name: 'close' })}</button>
    </header>
    ${h(MessageList, { thread, label: 'Thread', onEnd: () => session.seenThread(room.id), top, whenEmpty })} ${h(ThreadComposer, { thread })}
  </aside>`;
}
