import type { Api } from './api-client.ts';
import { placeOf, withUnread, type State } from './state.ts';
import type { Store } from './store.ts';

/** Tells the server how far the person has read each room. */
export function createReading(api: Api, store: Store<State>) {
  const done = new Map<string, number>();
  const busy = new Set<string>();
  const again = new Set<string>();
  /** The newest top-level message that was on screen. */
  const seenTop = new Map<string, number>();

  /** The room's newest message is on screen, and with it the line that counts each thread's replies. */
  function seen(room: string): void {
    seenTop.set(room, topOf(room));
    void mark(room);
  }

  /** A thread's newest reply is on screen. What one mark covers is the whole room, so that must have been seen too. */
  function seenThread(room: string): void {
    if (topOf(room) <= (seenTop.get(room) ?? -1)) void mark(room);
  }

  async function mark(room: string): Promise<void> {
    const unread = store.get().rooms?.find((other) => other.id === room)?.unread ?? 0;
    if (unread === 0) return;
    if (busy.has(room)) return void again.add(room);
    busy.add(room);
    const upTo = await newestIn(room);
    if (upTo > (done.get(room) ?? 0)) {
      // At once, so that the badge does not flash for what is already being read.
      store.update((state) => withUnread(state, room, () => 0));
      const answer = await api.markRead(room, { upTo });
      if (answer.ok) done.set(room, upTo);
      else store.update((state) => withUnread(state, room, (later) => later + unread));
    }
    busy.delete(room);
    if (again.delete(room)) await mark(room);
  }

  /** Replies count as unread too, but a thread that is closed says only when its last one came. */
  async function newestIn(room: string): Promise<number> {
    const known = newestKnown(room);
    const lastAt = (message: { thread: { lastAt: string } | null }) => message.thread?.lastAt ?? '';
    const busiest = placeOf(store.get(), room).messages.toSorted((a, b) => lastAt(b).localeCompare(lastAt(a)))[0];
    if (!busiest || lastAt(busiest) <= known.at) return known.id;
    const replies = await api.messages(room, { thread: busiest.id });
    return Math.max(known.id, replies.ok ? (replies.value.messages.at(-1)?.id ?? 0) : 0);
  }

  function topOf(room: string): number {
    return placeOf(store.get(), room).messages.at(-1)?.id ?? 0;
  }

  function newestKnown(room: string): { readonly id: number; readonly at: string } {
    const places = Object.entries(store.get().places).filter(([key]) => key === room || key.startsWith(`${room}/`));
    return places.flatMap(([, { messages }]) => messages.slice(-1)).reduce((a, b) => (b.id > a.id ? b : a), { id: 0, at: '' });
  }

  return { seen, seenThread };
}
