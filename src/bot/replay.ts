import type { SlackSettings } from './slack/settings.ts';
import type { TeamsSettings } from './teams/settings.ts';

export interface ReplayDeps {
  readonly config: { readonly slack?: SlackSettings | undefined; readonly teams?: TeamsSettings | undefined };
}

/** What Deskside answered. Never holds a secret. */
export interface Replayed {
  /** What was sent where, in a line. */
  readonly sent: string;
  readonly status: number;
  readonly ms: number;
  /** Those that matter to the platform. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Sends what a platform once sent to the Deskside that runs here, as the platform would.
 * @throws DeskError `setup` when the settings or the payload do not allow it, or nothing answers
 */
export type Replay = (deps: ReplayDeps, payload: unknown) => Promise<Replayed>;
