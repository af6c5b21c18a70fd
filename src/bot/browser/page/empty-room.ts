import { html } from 'htm/preact';
import { useDesk } from './desk-context.ts';
import { roomName } from './room-list.ts';

const examples = ['My laptop does not start', 'What about my ticket?', 'I want to talk to a person'];

export function EmptyRoom() {
  const { session, state, room } = useDesk();
  if (room.kind === 'channel') {
    return html`<div class="empty">
      <h3>Nothing in #${roomName(room)} yet</h3>
      <p>New tickets for this team appear here as cards. Reply in a card’s thread to write to the person who asked.</p>
    </div>`;
  }
  const [firstName] = state.me.name.split(' ');
  return html`<div class="empty">
    <img src="/page/favicon.svg" alt="" width="56" height="56" />
    <h3>Hello ${firstName}, how can we help?</h3>
    <p>Say in your own words what is wrong or what you need. Deskside opens a ticket, keeps you posted here, and brings in a person when it takes one.</p>
    <div class="chips">
      ${examples.map((example) => html`<button key=${example} type="button" class="chip" onClick=${() => session.send(room.id, undefined, example)}>${example}</button>`)}
    </div>
  </div>`;
}
