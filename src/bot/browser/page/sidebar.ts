import { html } from 'htm/preact';
import { h } from 'preact';
import type { PersonView } from '#bot/browser/api.ts';
import { Icon } from './icons.ts';
import { PersonPicker } from './person-picker.ts';
import { RoomList } from './room-list.ts';
import type { State } from './state.ts';

interface Props {
  readonly people: readonly PersonView[];
  readonly state: State;
  readonly room: string | undefined;
  readonly onClose: () => void;
}

export function Sidebar({ people, state, room, onClose }: Props) {
  const { me, rooms } = state;
  return html`<div class="sidebar" id="sidebar">
    <header class="brand">
      <img src="/page/favicon.svg" alt="" width="32" height="32" />
      <h1>Deskside</h1>
      <button type="button" class="tool close-drawer" aria-label="Close rooms and people" onClick=${onClose}>${h(Icon, { name: 'close' })}</button>
    </header>
    ${h(PersonPicker, { people, me })} ${rooms && h(RoomList, { rooms, current: room, email: me.email, onOpen: onClose })}
    <footer class="demo">
      <p>Local demo: no sign-in, this computer only.</p>
      <p>Times are shown in ${me.timeZone.replaceAll('_', ' ')}.</p>
    </footer>
  </div>`;
}
