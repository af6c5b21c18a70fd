import type { FrontEnd } from '#core/front-end.ts';
import { createBrowserFrontEnd } from './browser/front-end.ts';
import type { FrontEndDeps } from './deps.ts';
import { createSlackFrontEnd } from './slack/front-end.ts';

/** Every front end there is, by platform; undefined where the settings say nothing of it. A test compares this list with the folders beside it. */
export const frontEnds = {
  browser: createBrowserFrontEnd,
  slack: createSlackFrontEnd,
} satisfies Record<string, (deps: FrontEndDeps) => FrontEnd | undefined>;
