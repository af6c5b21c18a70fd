import type { FrontEnd } from '#core/front-end.ts';
import { createBrowserFrontEnd } from './browser/front-end.ts';
import type { FrontEndDeps } from './deps.ts';

/** Every front end there is, by platform. A test compares this list with the folders beside it. */
export const frontEnds = {
  browser: createBrowserFrontEnd,
} satisfies Record<string, (deps: FrontEndDeps) => FrontEnd>;
