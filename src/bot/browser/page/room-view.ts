import { html } from 'htm/preact';
import { h } from 'preact';
import { Avatar } from './avatar.ts';
import { Composer } from './composer.ts';
import { useDesk } from './desk-context.ts';
import { EmptyRoom } from './empty-room.ts';
import { Icon } from './icons.ts';
import { MessageList } from './message-list.ts';
import { roomName } from './room-list.ts';

export function RoomView({ isCovered, onMenu }: { isCovered: boolean; onMenu: () => void }) {
  const { session, state, room } = useDesk();
  const isDirect = room.kind === 'direct';
  const others = state.rooms?.some((other) => other.id !== room.id && other.unread > 0) ?? false;
  const label = isDirect ? `Message ${roomName(room)}` : `Message #${roomName(room)}`;
  return html`<main class="room-view" inert=${isCovered}>
    <header class="bar">
      <button
        type="button"
        class="tool menu"
        aria-label=${others ? 'Rooms and people, with unread messages' : 'Rooms and people'}
        aria-controls="sidebar"
        onClick=${onMenu}
      >
        ${h(Icon, { name: 'menu' })}${others && html`<span class="dot"></span>`}
      </button>
      ${isDirect ? h(Avatar, { name: room.name, isDesk: true }) : html`<span class="hash" aria-hidden="true">#</span>`}
      <div class="titles">
        <h2>${roomName(room)}</h2>
        <p>${isDirect ? `${state.me.name}’s direct messages with the service desk` : 'Team channel'}</p>
      </div>
    </header>
    ${h(MessageList, { key: room.id, label: `Messages in ${roomName(room)}`, onEnd: () => session.seen(room.id), whenEmpty: h(EmptyRoom, {}) })}
    ${h(Composer, { key: `composer ${room.id}`, label, onSend: (text) => session.send(room.id, undefined, text) })}
  </main>`;
}
