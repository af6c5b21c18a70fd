import type { ActionRef } from '#core/chat-event.ts';
import type { FieldErrors, Form, FormValues } from '#core/form.ts';

/**
 * The JSON of the browser front end's HTTP API, shared by server and page. `docs/browser.md` describes the routes.
 * Every request names who acts: the header `Deskside-As: <email>`, or `?as=<email>` for the stream.
 */

/** GET /api/people */
export interface PersonView {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly title: string;
  readonly department: string;
  readonly timeZone: string;
  /** Names of the support teams this person works in. */
  readonly teams: readonly string[];
  /** True when somebody reports to this person. */
  readonly isManager: boolean;
  readonly privileged: boolean;
}

/** GET /api/rooms */
export interface RoomView {
  readonly id: string;
  readonly kind: 'direct' | 'channel';
  readonly name: string;
  /** Messages the reader has not seen, threads included; their own do not count. */
  readonly unread: number;
}

/** GET /api/rooms/:room/messages?thread=&before= : oldest first, at most 50. */
export interface MessagePage {
  readonly messages: readonly MessageView[];
  readonly hasMore: boolean;
}

export interface MessageView {
  readonly id: number;
  readonly room: string;
  readonly threadId: number | null;
  readonly author: { readonly kind: 'person' | 'desk'; readonly name: string; readonly personId: number | null };
  /** Whose words the desk passes on, if it does. */
  readonly quoted: string | null;
  /** What those words are about, such as `T-1042`. */
  readonly about: string | null;
  readonly tag: 'note' | null;
  /** Nobody else in the room sees it. */
  readonly onlyForYou: boolean;
  /** Plain text; also the card's fallback when there is a card. */
  readonly text: string;
  /** An Adaptive Card 1.5. Its Action.Submit data is an `ActionRef`. */
  readonly card: Readonly<Record<string, unknown>> | null;
  /** The card's buttons again, for scripts and for `say --press`. */
  readonly buttons: readonly ButtonView[];
  /** A file to keep. */
  readonly attachment: AttachmentView | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly changed: boolean;
  readonly thread: { readonly replies: number; readonly lastAt: string } | null;
}

export interface AttachmentView {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** For the reader alone: it names who acts. */
  readonly url: string;
}

export interface ButtonView {
  readonly label: string;
  readonly ref: ActionRef;
}

/** POST /api/rooms/:room/messages → 202 Accepted */
export interface PostMessage {
  readonly text: string;
  readonly thread?: number | undefined;
  /** Names this delivery; the same key again posts and does nothing again. */
  readonly key?: string | undefined;
}

/** POST /api/rooms/:room/actions → 202 Accepted, or 200 with a form to fill */
export interface PressAction extends ActionRef {
  /** The message that carries the button. */
  readonly message?: number | undefined;
  readonly key?: string | undefined;
}

/** POST /api/rooms/:room/forms → 202 Accepted, or 422 Problem with `errors` by field */
export interface SubmitForm extends PressAction {
  readonly values: FormValues;
}

export interface Accepted {
  readonly requestId: string;
  /** Id of the message just posted, for POST messages. */
  readonly message?: number;
}

export interface FormToFill {
  readonly form: Form;
  readonly ref: ActionRef;
  readonly values: FormValues;
}

/** POST /api/rooms/:room/read */
export interface MarkRead {
  /** Id of the newest message seen. */
  readonly upTo: number;
}

/** GET /api/requests/:id : whether all that followed from a request is done, so far. */
export interface RequestView {
  readonly settled: boolean;
}

/** Every answer with status 400 and above. `error` is a sentence for a person. */
export interface Problem {
  readonly error: string;
  readonly errors?: FieldErrors;
}

/**
 * GET /api/stream?as=<email> (server-sent events; each `id` is a message id):
 * `event: message`, data MessageView, whenever a message that this person may see is new or has changed;
 * `event: read`, data { room, unread }, when this person read a room in another tab;
 * `event: ready`, data {}, once the stream has begun. On reconnect the page reloads what it shows.
 */
export type StreamEvent = 'message' | 'read' | 'ready';
