export type ErrorCode =
  /** The input cannot be used; the sentence says how to mend it. */
  | 'invalid'
  /** The actor may not do this. Always audited. */
  | 'refused'
  /** Somebody or something else was first; the sentence says who or what. */
  | 'conflict'
  /** There is no such thing, or the actor may not know of it. */
  | 'not_found'
  /** Too much at once; the sentence says when to go on. Nothing was stored. */
  | 'limited'
  /** Set-up is wrong: said once, on the terminal, then exit. */
  | 'setup';

/** An expected failure. `userMessage` is shown to the person who can mend it; `message` goes to the log. */
export class DeskError extends Error {
  readonly code: ErrorCode;
  readonly userMessage: string;

  constructor(code: ErrorCode, options: { userMessage: string; cause?: unknown; log?: string }) {
    super(options.log ?? options.userMessage, { cause: options.cause });
    this.name = 'DeskError';
    this.code = code;
    this.userMessage = options.userMessage;
  }
}

export function refuse(userMessage: string, log?: string): never {
  throw new DeskError('refused', log === undefined ? { userMessage } : { userMessage, log });
}

/** What is known of an outside call that failed. */
interface OutsideFailure {
  /** `not_done`: nothing happened there, for sure. `unknown`: it may have; it is read back before anything is repeated. */
  readonly outcome: 'not_done' | 'unknown';
  /** True when trying again is useless: the room is gone, or the other side cannot say what happened. A person has to look. */
  readonly lasting?: boolean;
  /**
   * Set when nothing reaches that room or person any more, whatever is sent: why, in words that people read after a
   * colon, such as «the channel is archived». Somebody is told then.
   */
  readonly unreachable?: string | undefined;
  /** How long the other side asked us to wait. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** A chat platform, directory or mail server did not do what it was asked to. Thrown by whoever talks to it. */
export class OutsideError extends Error {
  readonly outcome: 'not_done' | 'unknown';
  readonly lasting: boolean;
  readonly unreachable: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(message: string, { outcome, lasting = false, unreachable, retryAfterSeconds, cause }: OutsideFailure) {
    super(message, { cause });
    this.name = 'OutsideError';
    this.outcome = outcome;
    this.lasting = lasting;
    this.unreachable = unreachable;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
