import type { SlackSettings } from './slack/settings.ts';
import type { TeamsSettings } from './teams/settings.ts';
import type { Finding } from '#core/finding.ts';
import type { Clock } from '#lib/clock.ts';
import type { Database } from '#store/database.ts';

export interface CheckupDeps {
  readonly config: { readonly slack?: SlackSettings | undefined; readonly teams?: TeamsSettings | undefined };
  /** Undefined where no database runs yet. */
  readonly database: Database | undefined;
  readonly clock: Clock;
  /** Where the platform is to reach Deskside, if that is to be tried. */
  readonly url?: string | undefined;
}

/** Looks whether a platform is set up so that Deskside can work there. Changes nothing. */
export type Checkup = (deps: CheckupDeps) => Promise<readonly Finding[]>;
