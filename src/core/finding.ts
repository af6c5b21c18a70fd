/** One thing of the set-up that was looked at. Never holds a secret. */
export interface Finding {
  readonly what: string;
  /** What to do about it, in one sentence; absent where all is well. */
  readonly mend?: string;
}
