import { deliver, type Delivered, type DeliverOptions } from './deliver.ts';
import { createFaults } from './faults.ts';
import { createKeys, ISSUER, METADATA_PATH } from './keys.ts';
import { createRates, type Rates } from './rates.ts';
import { listen, type RecordedCall } from './server.ts';
import { createWorld, type Json } from './state.ts';
import { addTenant, guidOf } from './tenant.ts';

interface FakeTeamsOptions {
  readonly now?: () => Date;
}

export type FakeTeams = Awaited<ReturnType<typeof startFakeTeams>>;

/** Microsoft Teams as a bot meets it: the Bot Connector, its key set, and what people see. A test ends with `violations` empty. */
export async function startFakeTeams({ now = () => new Date() }: FakeTeamsOptions = {}) {
  const appId = guidOf('app');
  const world = createWorld(appId, now);
  const keys = createKeys(appId, () => new Date());
  const faults = createFaults();
  const calls: RecordedCall[] = [];
  const delivered: Delivered[] = [];
  let rates: Rates | undefined;
  let url = '';
  const stop = await listen({ world, faults, keys, calls, rates: () => rates });
  return {
    world,
    keys,
    appId,
    addTenant: (name: string) => addTenant(world, name),
    fault: faults.add,
    /** From now on, as much as Teams lets through and no more. */
    limitRates: () => void (rates = createRates(() => new Date())),
    calls: calls as readonly RecordedCall[],
    delivered: delivered as readonly Delivered[],
    violations: world.violations,
    /** For `settings.stand`: where the desk finds all this. */
    stand: {
      openIdMetadataUrl: `${world.server.origin}${METADATA_PATH}`,
      issuer: ISSUER,
      token: async () => await Promise.resolve(world.token),
      service: world.server.origin,
      files: world.server.files,
    },
    /** Where the bot takes its activities in: `http://127.0.0.1:…/api/messages`. */
    connect: (address: string) => void (url = address),
    /** Sends an activity to the bot as the connector does. */
    deliver: async (activity: Json, options: DeliverOptions = {}) => {
      const done = await deliver(url, keys, activity, options);
      delivered.push(done);
      return done;
    },
    stop,
  };
}
