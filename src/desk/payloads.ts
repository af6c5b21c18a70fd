import type { Post } from '#core/card.ts';
import type { FormValues } from '#core/form.ts';
import type { Target } from '#core/front-end.ts';
import type { FileToCarry } from '#store/file-rows.ts';

/** What outbox rows hold, by kind. */
export interface PostPayload {
  readonly to:
    | { readonly address: Target }
    | { readonly personId: number }
    | { readonly thread: { readonly workflow: string; readonly subject: string; readonly teamId: number } };
  readonly post: Post;
  /** It tells that something else did not arrive; nobody is told in turn when it does not arrive itself, so this never goes in a circle. */
  readonly tellsOfLoss?: true | undefined;
}

/** The file is fetched when it is delivered; nothing of it is kept here. */
export interface FilePayload extends FileToCarry {
  readonly to: PostPayload['to'];
}

/** The card is drawn when it is delivered, so it is never older than its subject. */
export interface CardPayload {
  readonly cardId: string;
  /** Post a new copy at the end of the room, and shrink the old one. */
  readonly anew: boolean;
}

export interface TimerPayload {
  /** `workflow.timer` */
  readonly timer: string;
  readonly subject: string;
}

export interface StepPayload {
  /** `workflow.step` */
  readonly step: string;
  readonly subject: string;
  readonly values: FormValues;
}
