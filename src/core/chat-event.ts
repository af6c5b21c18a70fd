/**
 * What happened in a chat, in our own words. A front end turns a platform's payload into one of these;
 * nothing behind it ever sees a platform object. Events are stored as JSON, so every field is plain data.
 */
export type ChatEvent = MessageEvent | ActionEvent | FormEvent;

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
}

export interface MessageEvent extends EventBase {
  readonly type: 'message';
  /** The platform's id of the message. */
  readonly messageId: string;
  readonly text: string;
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
}

/** A filled form: an action with its values. */
export interface FormEvent extends EventBase, ActionRef {
  readonly type: 'form';
  readonly values: Readonly<Record<string, string>>;
}
