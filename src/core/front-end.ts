import type { Address, ActionRef, ChatEvent, ChatUser, SharedFile } from './chat-event.ts';
import type { Card, Post } from './card.ts';
import type { FieldErrors, Form, FormValues } from './form.ts';
import type { Attachment } from './workflow.ts';

/**
 * One chat platform. Inward it turns payloads into ChatEvents and hands them to the desk; outward it posts.
 * It decides nothing: who may do what, and what is said, is settled behind it.
 */
export interface FrontEnd {
  /** The id in `Address.platform`, equal to its folder's name. */
  readonly platform: string;
  /** Starts to take payloads in; once it listens, resolves with where it is to be found, for whoever started it. */
  start(): Promise<string>;
  /** Stops taking payloads in and resolves once running ones are answered. */
  stop(): Promise<void>;
  /** The user with that verified e-mail address; undefined when this platform does not know them. */
  findUser(email: string): Promise<{ readonly workspace: string; readonly user: ChatUser['id'] } | undefined>;
  /** The room in which the desk and this user are alone. */
  direct(workspace: string, user: ChatUser['id']): Promise<Address>;
  /**
   * Posts, and returns the platform's id of the message. `key` names this one delivery and is kept with the message,
   * so that `find` finds it. Ends when `signal` says so.
   * @throws OutsideError that says whether it may have been posted all the same; any other error counts as unknown.
   */
  send(to: Target, post: Post, key: string, signal: AbortSignal): Promise<string>;
  /**
   * The id of the message posted there under that key; undefined when there is none. Asked after a call whose outcome
   * nobody knows. @throws OutsideError, `lasting` when the platform cannot say: then a person has to look.
   */
  find(to: Target, key: string, signal: AbortSignal): Promise<string | undefined>;
  /** Replaces a message posted before, for everyone who sees it. Doing it twice is doing it once. @throws OutsideError */
  update(address: Address, messageId: string, post: Post, signal: AbortSignal): Promise<void>;
  /** Absent where files cannot be shared; then a line says that there is one. */
  readonly files?: FileCarrier;
}

/** Fetches what somebody shared, and puts up what is passed on. */
export interface FileCarrier {
  /** @throws OutsideError, `lasting` when it cannot be had: it is gone, too large, or kept elsewhere */
  fetch(workspace: string, id: SharedFile['id'], signal: AbortSignal): Promise<FileContents>;
  /**
   * As `FrontEnd.send` does with words; returns the platform's id of the file.
   * @param file with where it came from, for a platform that may not have it before somebody agrees @throws OutsideError
   */
  send(to: Target, file: FileContents & { readonly caption: string; readonly source?: Attachment }, key: string, signal: AbortSignal): Promise<string>;
  /** As `FrontEnd.find`: the id of the file put up under that key; undefined when there is none. @throws OutsideError */
  find(to: Target, key: string, signal: AbortSignal): Promise<string | undefined>;
}

interface FileContents {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface Target extends Address {
  /** Show it to this user of the room only. */
  readonly onlyFor?: ChatUser['id'] | undefined;
}

/** What a front end may ask of the desk. */
export interface Desk {
  /**
   * Takes one event in. Returns `accepted` only after it is committed; the answer then comes through `send`.
   * Everything that must be said at once (a form to fill, a refusal) is returned instead.
   * @throws the database's error when it cannot be stored: the platform should deliver it again.
   */
  receive(event: ChatEvent): Promise<Receipt>;
  /** Words without passwords and the like, for a front end that keeps what people wrote. */
  redact(text: string): string;
  /** Whether all that an accepted event led to so far has been done; undefined when there is no such request. */
  isSettled(requestId: string): Promise<boolean | undefined>;
  /** What can be started without any words: commands, shortcuts, buttons of a page. */
  readonly entrances: readonly Entrance[];
  /** The form of an action, for what is looked up while it is filled; undefined when they may not do it, or it has none. */
  form(sender: Sender, ref: ActionRef): Promise<Form | undefined>;
  /** The person behind a user, for what a front end does for them by itself. @param action what that is @throws DeskError `refused`, audited */
  personId(sender: Sender, action: string): Promise<number>;
  /** What a person's own page shows. @throws DeskError `refused` for somebody who may do nothing here */
  home(sender: Sender): Promise<readonly Section[]>;
}

/** Somebody as a platform names them: every event has one. */
export interface Sender {
  readonly user: ChatUser;
  readonly address: Pick<Address, 'platform' | 'workspace'>;
}

/** One way in, the same on every platform. */
export interface Entrance {
  /** What follows a command: `new`. */
  readonly word: string;
  /** What a button or a line of help says: «Report a problem». */
  readonly label: string;
  /** `workflow.action`; it needs no subject. */
  readonly action: string;
  /** The same in plain words, as an example of what can be written. Absent: it cannot be, so it is no part of help. */
  readonly example?: string | undefined;
  /** Started from a message: `form` opens its form with the message's words in it, `at_once` needs nothing more. Absent: it cannot be. */
  readonly quotes?: 'form' | 'at_once' | undefined;
}

/** A part of a person's own page. */
export interface Section {
  readonly title: string;
  /** What it says when there are no cards. */
  readonly empty: string;
  readonly cards: readonly Card[];
}

export type Receipt =
  | { readonly kind: 'accepted'; readonly requestId: string }
  /** Seen before under the same key; nothing was done again. */
  | { readonly kind: 'duplicate'; readonly requestId: string }
  /** The action needs this form filled first; send it back as a form event. */
  | { readonly kind: 'form'; readonly form: Form; readonly ref: ActionRef; readonly values: FormValues }
  | { readonly kind: 'invalid'; readonly errors: FieldErrors }
  | { readonly kind: 'refused'; readonly text: string }
  /** Too much at once: acknowledge it, tell the person once, and do not deliver it again. Nothing was stored. */
  | { readonly kind: 'limited'; readonly text: string };
