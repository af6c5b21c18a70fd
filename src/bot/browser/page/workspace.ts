import { html } from 'htm/preact';
import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PersonView } from '#bot/browser/api.ts';
import { go, type Address } from './address.ts';
import { DeskProvider } from './desk-context.ts';
import { FormDialog } from './form-dialog.ts';
import { recall, remember } from './memory.ts';
import { NoRoom } from './no-room.ts';
import { inOrder } from './room-list.ts';
import { RoomView } from './room-view.ts';
import type { Session } from './session.ts';
import { Sidebar } from './sidebar.ts';
import { useStore } from './store.ts';
import { ThreadPanel } from './thread-panel.ts';
import { useKeys, useMedia, useTitle } from './window.ts';

/** Everything, for one person. */
export function Workspace({ people, session, address }: { people: readonly PersonView[]; session: Session; address: Address }) {
  const state = useStore(session.store);
  const isNarrow = useMedia('(max-width: 760px)');
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const isDrawer = isNarrow && isDrawerOpen;
  const { email } = session.me;

  const rooms = inOrder(state.rooms ?? []);
  const known = (id: string | undefined) => rooms.find((other) => other.id === id);
  const room = known(address.room) ?? known(recall(`room:${email}`)) ?? rooms[0];
  const thread = room?.id === address.room ? address.thread : undefined;
  const shown = { as: email, room: room?.id, thread };
  const openThread = (next: number | undefined) => go({ ...shown, thread: next });

  useEffect(() => {
    if (!room) return;
    remember(`room:${email}`, room.id);
    go(shown, 'replace');
    session.show(room.id, thread);
  }, [session, room?.id, thread]);

  // Back to where the thread was opened from.
  const before = useRef(thread);
  useEffect(() => {
    if (thread === undefined && before.current !== undefined) document.querySelector<HTMLElement>(`[data-thread="${before.current}"]`)?.focus();
    before.current = thread;
  }, [thread]);

  useTitle(rooms.reduce((sum, other) => sum + other.unread, 0));
  useKeys({
    escape() {
      if (isDrawer) setDrawerOpen(false);
      else if (thread !== undefined) openThread(undefined);
    },
    step(by) {
      const at = rooms.findIndex((other) => other.id === room?.id);
      const next = rooms[(at + by + rooms.length) % rooms.length];
      if (next) go({ as: email, room: next.id });
    },
  });

  const looks = ['workspace', thread !== undefined && 'with-thread', isDrawer && 'with-drawer'].filter(Boolean).join(' ');
  const desk = room && { session, state, room, thread, openThread };
  return html`<div class=${looks}>
    <button type="button" class="skip" onClick=${() => document.querySelector<HTMLElement>('[data-composer=room]')?.focus()}>Skip to writing a message</button>
    ${h(Sidebar, { people, state, room: room?.id, onClose: () => setDrawerOpen(false) })}
    <div class="shade" onClick=${() => setDrawerOpen(false)}></div>
    <div class="stage" inert=${isDrawer}>
      ${state.live === 'down' && html`<p class="banner" role="status"><span class="spinner" aria-hidden="true"></span>Reconnecting…</p>`}
      ${!desk && h(NoRoom, { state, onRetry: () => void session.loadRooms() })}
      ${
        desk &&
        h(
          DeskProvider,
          { value: desk },
          h(RoomView, { isCovered: isNarrow && thread !== undefined, onMenu: () => setDrawerOpen(true) }),
          thread !== undefined && h(ThreadPanel, { key: `${room.id}/${thread}`, thread, onClose: () => openThread(undefined) }),
        )
      }
    </div>
    ${state.form && h(FormDialog, { key: `${state.form.message} ${state.form.ref.action}`, open: state.form, onSubmit: (values) => void session.submit(values), onClose: session.closeForm })}
  </div>`;
}
