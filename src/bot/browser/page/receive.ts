import type { MessageView } from '#bot/browser/api.ts';
import { withoutPrefix } from './note.ts';
import { placeKey, upsert, type Place } from './places.ts';
import { rootOf, withPlace, withPress, withUnread, type Outgoing, type State } from './state.ts';

/** The stream also tells of old messages: when they change, and when somebody replies to them. */
export function isFirstSeen(state: State, message: MessageView): boolean {
  const place = state.places[placeKey(message.room, message.threadId)];
  return !message.changed && message.thread === null && !place?.messages.some((other) => other.id === message.id);
}

/** Takes in a message from the live stream. `isNew` is false for a change to one announced before. */
export function receive(state: State, message: MessageView, isNew: boolean): State {
  const mine = message.author.personId === state.me.id;
  let next = withoutEcho(state, message);
  const key = placeKey(message.room, message.threadId);
  if (next.places[key]) next = withPlace(next, key, (place) => upsert(place, message));
  if (next.roots[message.id]) next = { ...next, roots: { ...next.roots, [message.id]: message } };
  if (next.presses[message.id]?.busy) next = withPress(next, message.id, undefined);
  if (message.author.kind === 'desk') next = { ...next, waits: next.waits.filter((wait) => wait.room !== message.room) };
  if (isNew && message.threadId !== null) next = countReply(next, message, message.threadId, mine);
  return isNew && !mine ? withUnread(next, message.room, (unread) => unread + 1) : next;
}

/** A page of messages may hold what is still in the outbox. */
export function withoutEchoes(state: State, messages: readonly MessageView[]): State {
  return state.outbox.length === 0 ? state : messages.reduce(withoutEcho, state);
}

function withoutEcho(state: State, message: MessageView): State {
  if (message.author.personId !== state.me.id) return state;
  const sent = state.outbox.find((out) => out.id === message.id) ?? state.outbox.find((out) => sameWords(out, message));
  return sent ? { ...state, outbox: state.outbox.filter((out) => out !== sent) } : state;
}

/** The stream is often faster than the answer that tells the new message's id. */
function sameWords(out: Outgoing, message: MessageView): boolean {
  const samePlace = out.room === message.room && (out.thread ?? null) === message.threadId;
  return (
    samePlace &&
    out.id === undefined &&
    withoutPrefix(out.text).trim() === withoutPrefix(message.text).trim() &&
    Date.parse(message.at) > Date.parse(out.at) - 60_000
  );
}

function countReply(state: State, reply: MessageView, thread: number, mine: boolean): State {
  const open = state.shown.room === reply.room && state.shown.thread === thread;
  const fresh = mine || open || state.fresh.includes(thread) ? state.fresh : [...state.fresh, thread];
  const root = rootOf(state, reply.room, thread);
  // The root's own update may have come first, with this reply in it.
  if (!root || (root.thread && root.thread.lastAt >= reply.at)) return { ...state, fresh };
  const counted = { ...root, thread: { replies: (root.thread?.replies ?? 0) + 1, lastAt: reply.at } };
  const swap = (place: Place) => ({ ...place, messages: place.messages.map((other) => (other.id === thread ? counted : other)) });
  const next = { ...state, fresh, roots: state.roots[thread] ? { ...state.roots, [thread]: counted } : state.roots };
  return next.places[reply.room] ? withPlace(next, reply.room, swap) : next;
}
