import type { MessageView, PersonView, RoomView } from '#bot/browser/api.ts';
import type { ActionRef } from '#core/chat-event.ts';
import type { FieldErrors, Form, FormValues } from '#core/form.ts';
import { emptyPlace, placeKey, type Place } from './places.ts';

/** All the page knows while it acts as one person. */
export interface State {
  readonly me: PersonView;
  readonly rooms: readonly RoomView[] | undefined;
  readonly roomsProblem: string | undefined;
  readonly shown: Shown;
  readonly places: Readonly<Record<string, Place>>;
  /** Roots of open threads that are further up than what the room has loaded. */
  readonly roots: Readonly<Record<number, MessageView>>;
  readonly outbox: readonly Outgoing[];
  readonly waits: readonly Wait[];
  /** By the id of the message whose button was pressed. */
  readonly presses: Readonly<Record<number, Press>>;
  readonly form: OpenForm | undefined;
  /** Threads with replies that came while they were closed. */
  readonly fresh: readonly number[];
  readonly live: 'connecting' | 'open' | 'down';
}

interface Shown {
  readonly room: string | undefined;
  readonly thread: number | undefined;
}

/** A message of one's own that the server has not shown back yet. */
export interface Outgoing {
  readonly key: string;
  readonly room: string;
  readonly thread: number | undefined;
  readonly text: string;
  readonly at: string;
  readonly status: 'sending' | 'sent' | 'failed';
  readonly problem: string | undefined;
  readonly id: number | undefined;
}

/** The desk has work to do on something that was said. */
export interface Wait {
  readonly requestId: string;
  readonly room: string;
  readonly place: string;
  /** Only after a moment, so that a quick answer does not flicker. */
  readonly visible: boolean;
}

export interface Press {
  readonly busy: boolean;
  readonly problem: string | undefined;
}

export interface OpenForm {
  readonly form: Form;
  readonly ref: ActionRef;
  readonly room: string;
  readonly message: number;
  readonly key: string;
  readonly values: FormValues;
  readonly errors: FieldErrors;
  readonly problem: string | undefined;
  readonly sending: boolean;
}

export function initialState(me: PersonView): State {
  return {
    me,
    rooms: undefined,
    roomsProblem: undefined,
    shown: { room: undefined, thread: undefined },
    places: {},
    roots: {},
    outbox: [],
    waits: [],
    presses: {},
    form: undefined,
    fresh: [],
    live: 'connecting',
  };
}

export function placeOf(state: State, room: string, thread?: number): Place {
  return state.places[placeKey(room, thread)] ?? emptyPlace;
}

export function withPlace(state: State, key: string, change: (place: Place) => Place): State {
  return { ...state, places: { ...state.places, [key]: change(state.places[key] ?? emptyPlace) } };
}

export function withPress(state: State, message: number, press: Press | undefined): State {
  const { [message]: _, ...others } = state.presses;
  return { ...state, presses: press ? { ...others, [message]: press } : others };
}

export function withUnread(state: State, room: string, count: (unread: number) => number): State {
  if (!state.rooms) return state;
  return { ...state, rooms: state.rooms.map((other) => (other.id === room ? { ...other, unread: count(other.unread) } : other)) };
}

export function rootOf(state: State, room: string, thread: number): MessageView | undefined {
  return placeOf(state, room).messages.find((message) => message.id === thread) ?? state.roots[thread];
}
