import type { FrontEnd } from '#core/front-end.ts';
import { repeat } from '#lib/repeat.ts';
import type { FrontEndDeps } from '../deps.ts';
import type { TeamsAdapter } from './adapter.ts';
import { PLATFORM, type Inward } from './arrival.ts';
import { createConnector } from './connector.ts';
import { createConversations } from './conversations.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import { createOffers, type Offers } from './offers.ts';
import { createOutward } from './outward.ts';
import { createPace } from './pace.ts';
import type { TeamsSettings } from './settings.ts';
import { createUsers } from './users.ts';

const SWEEP_MS = 60 * 60_000;

/** Microsoft Teams; undefined where nothing is said of it in the settings. */
export function createTeamsFrontEnd(deps: FrontEndDeps): FrontEnd | undefined {
  const settings = deps.config.teams;
  return settings && connected(deps, settings);
}

function connected(deps: FrontEndDeps, settings: TeamsSettings): FrontEnd {
  const adapter = lazyAdapter(deps, settings);
  const connector = createConnector(settings, async () => await (await adapter()).token());
  const conversations = createConversations({ ...deps, connector });
  const inward: Inward = { ...deps, settings, connector, conversations, users: createUsers({ ...deps, settings, connector, conversations }) };
  const [deliveries, offers] = [createDeliveries(deps), createOffers(deps)];
  const pace = settings.stand?.isPatient === true ? () => undefined : createPace();
  let stop: (() => Promise<void>) | undefined;
  return {
    platform: PLATFORM,
    start: async () => {
      // Loaded only here: whoever just posts does not need what takes activities in.
      const { startTeamsServer } = await import('./server.ts');
      const stopServer = await startTeamsServer(inward, await adapter());
      const sweeper = repeat(SWEEP_MS, async () => await sweep(deps, deliveries, offers));
      stop = async () => {
        await Promise.all([stopServer(), sweeper.stop()]);
      };
      return `Microsoft Teams at http://${settings.host}:${settings.port}/api/messages`;
    },
    stop: async () => await stop?.(),
    ...createOutward({ ...inward, deliveries, offers, pace }),
  };
}

/** The SDK is heavy: it is loaded when it is needed first. */
function lazyAdapter({ log }: FrontEndDeps, settings: TeamsSettings): () => Promise<TeamsAdapter> {
  let made: Promise<TeamsAdapter> | undefined;
  return async () => await (made ??= import('./adapter.ts').then(({ createAdapter }) => createAdapter(settings, log)));
}

async function sweep({ log }: FrontEndDeps, ...kept: readonly (Deliveries | Offers)[]): Promise<void> {
  try {
    for (const each of kept) await each.sweep();
  } catch (error) {
    log.warn({ err: error }, 'what is old of Teams was not taken out');
  }
}
