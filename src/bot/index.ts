import type { Desk, FrontEnd } from '#core/front-end.ts';
import type { Clock } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';
import type { Database } from '#store/database.ts';
import { createBrowserFrontEnd } from './browser/front-end.ts';

/** What every front end is made from. */
export interface FrontEndDeps {
  readonly desk: Desk;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: { readonly port: number };
}

/** Every front end there is, by platform. A test compares this list with the folders beside it. */
export const frontEnds = {
  browser: createBrowserFrontEnd,
} satisfies Record<string, (deps: FrontEndDeps) => FrontEnd>;
