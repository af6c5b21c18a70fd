/**
 * What happened in a chat, in our own words. A front end turns a platform's payload into one of these;
 * nothing behind it ever sees a platform object. Events are stored as JSON, so every field is plain data.
 */
export type ChatEvent = MessageEvent | EditEvent | ActionEvent | FormEvent;

/** Where in a chat something was said or is to be posted. */
export interface Address {
  /** The id of a registered front end, such as `browser`. */
  readonly platform: string;
  /** Slack workspace, Teams tenant, or the one company of the browser front end. */
  readonly workspace: string;
  /** Channel or direct-message id, as the platform names it. */
  readonly room: string;
  /** The id of the message that a thread hangs from; absent at a room's top level. */
  readonly thread?: string | undefined;
}

/** The platform's own, verified statement of who acted. Never taken from text or a button's value. */
export interface ChatUser {
  readonly id: string;
  /** Present only where the platform vouches for it; used once, to bind an unknown user to a person. */
  readonly email?: string | undefined;
  /** Set when the platform says that this is nobody of the company's own; then nothing is done for them, known or not. */
  readonly stranger?: Stranger | undefined;
}

/** A program, a guest, somebody of another company in a shared room, or an account that was switched off. */
export type Stranger = 'bot' | 'guest' | 'external' | 'deactivated';

/** A user as the database names them. */
export interface Account {
  readonly platform: string;
  readonly workspace: string;
  readonly user: ChatUser['id'];
}

interface EventBase {
  /** Unique per platform delivery; a second delivery with the same key is dropped. */
  readonly key: string;
  readonly user: ChatUser;
  readonly address: Address;
  /** `direct` between one person and the desk, `channel` for everything else. */
  readonly roomKind: 'direct' | 'channel';
  /** When it happened, by the platform's clock: ISO 8601, UTC. */
  readonly at: string;
  /** Kinds of secrets that the desk took out of the words before it kept them; no front end sets it. */
  readonly removed?: readonly string[] | undefined;
}

/** A file as its platform describes it. Its bytes stay there until they are passed on. */
export interface SharedFile {
  /** The platform's own; nothing that lets anybody in. */
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** In bytes; 0 where the platform does not say. */
  readonly size: number;
}

export interface MessageEvent extends EventBase {
  readonly type: 'message';
  /** The platform's id of the message. */
  readonly messageId: string;
  /** May be empty where there are files. */
  readonly text: string;
  readonly files?: readonly SharedFile[] | undefined;
  /** In a channel: it is said to the desk, by its name. */
  readonly mentioned?: boolean | undefined;
}

/** A message was changed or deleted by whoever wrote it. */
export interface EditEvent extends EventBase {
  readonly type: 'edit';
  readonly messageId: string;
  /** What it says now; null when it is gone. */
  readonly text: string | null;
}

/** A message from which something is started. The platform vouches for who wrote it and where it stands. */
export interface Quotation {
  readonly room: string;
  readonly messageId: string;
  readonly text: string;
  readonly files?: readonly SharedFile[] | undefined;
  readonly author: ChatUser;
  /** Address of the message in the platform's own client; https, or empty where the platform tells none. */
  readonly link: string;
}

/** What a button carries: which action, on what. */
export interface ActionRef {
  /** `workflow.action`, such as `ticket.claim`. */
  readonly action: string;
  /** Id of the thing acted on, such as a ticket number; absent for actions that start something. */
  readonly subject?: string | undefined;
  /** A further choice, such as the number of stars. */
  readonly value?: string | undefined;
  /** The version of the subject that was seen when it was pressed. */
  readonly version?: number | undefined;
}

export interface ActionEvent extends EventBase, ActionRef {
  readonly type: 'action';
  readonly about?: Quotation | undefined;
}

/** A filled form: an action with its values. */
export interface FormEvent extends EventBase, ActionRef {
  readonly type: 'form';
  readonly about?: Quotation | undefined;
  readonly values: Readonly<Record<string, string>>;
}
