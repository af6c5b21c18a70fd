import { html } from 'htm/preact';
import { h } from 'preact';
import type { RoomView } from '#bot/browser/api.ts';
import { formatAddress } from './address.ts';
import { Avatar } from './avatar.ts';

export function roomName(room: RoomView): string {
  return room.name.replace(/^#\s*/, '');
}

/** The page's order, also the one that Alt+↑/↓ walks: direct messages first. */
export function inOrder(rooms: readonly RoomView[]): readonly RoomView[] {
  return [...rooms.filter((room) => room.kind === 'direct'), ...rooms.filter((room) => room.kind === 'channel')];
}

interface Props {
  readonly rooms: readonly RoomView[];
  readonly current: string | undefined;
  readonly email: string;
  readonly onOpen: () => void;
}

export function RoomList({ rooms, current, email, onOpen }: Props) {
  const link = (room: RoomView) =>
    html`<li key=${room.id}>
      <a
        href=${formatAddress({ as: email, room: room.id })}
        class=${room.unread > 0 ? 'room unread' : 'room'}
        aria-current=${room.id === current ? 'page' : undefined}
        onClick=${onOpen}
      >
        ${room.kind === 'direct' ? h(Avatar, { name: room.name, isDesk: true }) : html`<span class="hash" aria-hidden="true">#</span>`}
        <span class="name">${roomName(room)}</span>
        ${room.unread > 0 && html`<span class="count"><span aria-hidden="true">${room.unread > 99 ? '99+' : room.unread}</span><span class="unseen">${room.unread} unread</span></span>`}
      </a>
    </li>`;
  const section = (title: string, kind: RoomView['kind']) => {
    const own = rooms.filter((room) => room.kind === kind);
    return (
      own.length > 0 &&
      html`<h2>${title}</h2>
        <ul>
          ${own.map(link)}
        </ul>`
    );
  };
  return html`<nav class="rooms" aria-label="Rooms">${section('Direct messages', 'direct')}${section('Team channels', 'channel')}</nav>`;
}
