import type { MessagePage } from '#bot/browser/api.ts';
import type { Answer, Api } from './api-client.ts';
import { placeKey, withNewest, withOlder, type Place } from './places.ts';
import { withoutEchoes } from './receive.ts';
import { placeOf, rootOf, withPlace, type State } from './state.ts';
import type { Store } from './store.ts';

/** Fetches rooms and messages into the store. */
export function createLoading(api: Api, store: Store<State>) {
  async function loadRooms(): Promise<void> {
    const answer = await api.rooms();
    store.update((state) => (answer.ok ? { ...state, rooms: answer.value, roomsProblem: undefined } : { ...state, roomsProblem: answer.problem.error }));
  }

  async function loadNewest(room: string, thread?: number): Promise<void> {
    const key = placeKey(room, thread);
    store.update((state) => withPlace(state, key, (place) => ({ ...place, status: place.status === 'failed' ? 'loading' : place.status })));
    const answer = dropRoot(await api.messages(room, { thread }), thread);
    store.update((state) => {
      if (answer.ok)
        return withoutEchoes(
          withPlace(state, key, (place) => withNewest(place, answer.value)),
          answer.value.messages,
        );
      const failed = (place: Place): Place => (place.status === 'ready' ? place : { ...place, status: 'failed', problem: answer.problem.error });
      return withPlace(state, key, failed);
    });
  }

  async function loadOlder(room: string, thread?: number): Promise<void> {
    const { messages, hasMore, olderStatus } = placeOf(store.get(), room, thread);
    const before = messages[0]?.id;
    if (before === undefined || !hasMore || olderStatus === 'loading') return;
    const key = placeKey(room, thread);
    store.update((state) => withPlace(state, key, (place) => ({ ...place, olderStatus: 'loading' })));
    const answer = dropRoot(await api.messages(room, { thread, before }), thread);
    store.update((state) => withPlace(state, key, (place) => (answer.ok ? withOlder(place, answer.value) : { ...place, olderStatus: 'failed' })));
  }

  /** A bookmarked thread may hang from a message further up than the room's newest page. */
  async function loadRoot(room: string, thread: number): Promise<void> {
    if (rootOf(store.get(), room, thread)) return;
    const answer = await api.messages(room, { before: thread + 1 });
    const root = answer.ok ? answer.value.messages.find((message) => message.id === thread) : undefined;
    if (root) store.update((state) => ({ ...state, roots: { ...state.roots, [thread]: root } }));
  }

  /** Loads what is not there yet. */
  async function open(room: string, thread: number | undefined): Promise<void> {
    if (!store.get().places[placeKey(room)]) await loadNewest(room);
    if (thread === undefined) return;
    const loaded = store.get().places[placeKey(room, thread)] !== undefined;
    await Promise.all([loadRoot(room, thread), loaded ? undefined : loadNewest(room, thread)]);
  }

  /** After a lost connection: what is on screen is loaded again, the rest when it is opened next. */
  async function reload(): Promise<void> {
    const { room, thread } = store.get().shown;
    const shown = room === undefined ? [] : [placeKey(room), placeKey(room, thread)];
    store.update((state) => ({ ...state, places: Object.fromEntries(Object.entries(state.places).filter(([key]) => shown.includes(key))) }));
    const newest = room === undefined ? [] : [loadNewest(room), ...(thread === undefined ? [] : [loadNewest(room, thread)])];
    await Promise.all([loadRooms(), ...newest]);
  }

  return { loadRooms, loadNewest, loadOlder, open, reload };
}

/** The panel shows the root itself, above the replies. */
function dropRoot(answer: Answer<MessagePage>, thread: number | undefined): Answer<MessagePage> {
  if (!answer.ok || thread === undefined) return answer;
  return { ok: true, value: { ...answer.value, messages: answer.value.messages.filter((message) => message.id !== thread) } };
}
