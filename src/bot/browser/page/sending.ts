import type { Api } from './api-client.ts';
import { placeKey } from './places.ts';
import { pause, whenSettled } from './settle.ts';
import type { Outgoing, State, Wait } from './state.ts';
import type { Store } from './store.ts';

const flicker = 1_000;

/** Posts what the person writes: shown at once, replaced by the server's message when that comes. */
export function createSending(api: Api, store: Store<State>) {
  function change(key: string, how: Partial<Outgoing>): void {
    store.update((state) => ({ ...state, outbox: state.outbox.map((out) => (out.key === key ? { ...out, ...how } : out)) }));
  }

  function discard(key: string): void {
    store.update((state) => ({ ...state, outbox: state.outbox.filter((out) => out.key !== key) }));
  }

  async function deliver({ key, room, thread, text }: Outgoing): Promise<void> {
    const answer = await api.post(room, { text, key, ...(thread === undefined ? {} : { thread }) });
    if (!answer.ok) return change(key, { status: 'failed', problem: answer.problem.error });
    const { message, requestId } = answer.value;
    const place = placeKey(room, thread);
    const shown = store.get().places[place]?.messages.some((other) => other.id === message);
    if (shown) discard(key);
    else change(key, { status: 'sent', id: message });
    await waitForDesk({ requestId, room, place, visible: false });
  }

  async function waitForDesk(wait: Wait): Promise<void> {
    const isWaiting = () => store.get().waits.some((other) => other.requestId === wait.requestId);
    const show = () =>
      store.update((state) => ({
        ...state,
        waits: state.waits.map((other) => (other.requestId === wait.requestId ? { ...other, visible: true } : other)),
      }));
    store.update((state) => ({ ...state, waits: [...state.waits, wait] }));
    await pause(flicker);
    await whenSettled(api, wait.requestId, isWaiting, show);
    store.update((state) => ({ ...state, waits: state.waits.filter((other) => other.requestId !== wait.requestId) }));
  }

  function send(room: string, thread: number | undefined, text: string): void {
    const at = new Date().toISOString();
    const out: Outgoing = { key: newKey(), room, thread, text, at, status: 'sending', problem: undefined, id: undefined };
    store.update((state) => ({ ...state, outbox: [...state.outbox, out] }));
    void deliver(out);
  }

  /** The same key again: if the first try did arrive after all, the second does nothing. */
  function retry(key: string): void {
    const out = store.get().outbox.find((other) => other.key === key);
    if (!out || out.status !== 'failed') return;
    change(key, { status: 'sending', problem: undefined });
    void deliver(out);
  }

  return { send, retry, discard };
}

/** `randomUUID` is missing where the page is opened over plain HTTP from another machine. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
