import type { SlackSettings } from './slack/settings.ts';
import type { TeamsSettings } from './teams/settings.ts';
import type { Desk } from '#core/front-end.ts';
import type { Clock } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';
import type { Database } from '#store/database.ts';

/** What every front end is made from. */
export interface FrontEndDeps {
  readonly desk: Desk;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: { readonly port: number; readonly page?: boolean; readonly slack?: SlackSettings | undefined; readonly teams?: TeamsSettings | undefined };
}
