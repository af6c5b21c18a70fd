import type { PersonView } from '#bot/browser/api.ts';
import { createApi } from './api-client.ts';
import { createLoading } from './loading.ts';
import { createPressing } from './pressing.ts';
import { createReading } from './reading.ts';
import { isFirstSeen, receive } from './receive.ts';
import { createSending } from './sending.ts';
import { initialState, withUnread, type State } from './state.ts';
import { createStore } from './store.ts';
import { openStream } from './stream.ts';

export type Session = ReturnType<typeof createSession>;

/** Everything one person can do here. Another person in the same tab gets a session, and a store, of their own. */
export function createSession(me: PersonView) {
  const api = createApi(me.email);
  const store = createStore<State>(initialState(me));
  const loading = createLoading(api, store);
  const announced = new Set<number>();
  let begun = false;

  function show(room: string | undefined, thread: number | undefined): void {
    store.update((state) => ({ ...state, shown: { room, thread }, fresh: state.fresh.filter((id) => id !== thread) }));
    if (room !== undefined) void loading.open(room, thread);
  }

  /** Loading starts once the stream listens, so that nothing falls between the two. */
  function begin(): void {
    if (begun) void loading.reload();
    else void loading.loadRooms();
    begun = true;
  }

  function start(): () => void {
    return openStream(me.email, {
      ready() {
        store.update((state) => ({ ...state, live: 'open' }));
        begin();
      },
      down() {
        store.update((state) => ({ ...state, live: 'down' }));
        if (!begun) begin();
      },
      message(message) {
        const isNew = !announced.has(message.id) && isFirstSeen(store.get(), message);
        announced.add(message.id);
        store.update((state) => receive(state, message, isNew));
        if (!store.get().rooms?.some((room) => room.id === message.room)) void loading.loadRooms();
      },
      read: ({ room, unread }) => store.update((state) => withUnread(state, room, () => unread)),
    });
  }

  return { me, store, start, show, ...loading, ...createSending(api, store), ...createPressing(api, store), ...createReading(api, store) };
}
