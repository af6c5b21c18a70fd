import type { FrontEnd } from '#core/front-end.ts';
import { createBrowserFrontEnd } from './browser/front-end.ts';
import type { FrontEndDeps } from './deps.ts';
import { createSlackFrontEnd } from './slack/front-end.ts';
import { createTeamsFrontEnd } from './teams/front-end.ts';

/**
 * Every front end there is, by platform; undefined where the settings say nothing of it. A test compares this list with the folders beside it.
 * Who has never written is sought in this order: the page knows everybody, but nobody may be looking at it.
 */
export const frontEnds = {
  slack: createSlackFrontEnd,
  teams: createTeamsFrontEnd,
  browser: createBrowserFrontEnd,
} satisfies Record<string, (deps: FrontEndDeps) => FrontEnd | undefined>;
