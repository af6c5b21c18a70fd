export type ErrorCode =
  /** The input cannot be used; the sentence says how to mend it. */
  | 'invalid'
  /** The actor may not do this. Always audited. */
  | 'refused'
  /** Somebody or something else was first; the sentence says who or what. */
  | 'conflict'
  /** There is no such thing, or the actor may not know of it. */
  | 'not_found'
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
