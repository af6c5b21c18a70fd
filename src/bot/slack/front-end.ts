import type { FrontEnd } from '#core/front-end.ts';
import type { FrontEndDeps } from '../deps.ts';
import { PLATFORM, type Inward } from './arrival.ts';
import { createDirectRooms } from './direct-rooms.ts';
import { createFiles } from './files.ts';
import { createOutward } from './outward.ts';
import type { SlackSettings } from './settings.ts';
import { createUsers } from './users.ts';
import { createWorkspaces } from './workspaces.ts';

/** Slack; undefined where nothing is said of it in the settings. */
export function createSlackFrontEnd(deps: FrontEndDeps): FrontEnd | undefined {
  const settings = deps.config.slack;
  return settings && connected(deps, settings);
}

function connected(deps: FrontEndDeps, settings: SlackSettings): FrontEnd {
  const workspaces = createWorkspaces(deps, settings);
  const inward: Inward = { ...deps, workspaces, users: createUsers(deps.clock), rooms: createDirectRooms() };
  const files = createFiles(inward, settings.apiUrl);
  let stop: (() => Promise<void>) | undefined;
  return {
    platform: PLATFORM,
    start: async () => {
      // Loaded only here: whoever just posts does not need what takes requests in.
      const { startSlackApp } = await import('./app.ts');
      stop = await startSlackApp(inward, settings);
      return settings.appToken === undefined ? `Slack at http://${settings.host}:${settings.port}/slack/events` : 'Slack, by Socket Mode';
    },
    stop: async () => await stop?.(),
    ...createOutward({ ...inward, files, apiUrl: settings.apiUrl }),
    files,
  };
}
