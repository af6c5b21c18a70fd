import { CloudAdapter, ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory, type Activity } from 'botbuilder';
import type { Log } from '#lib/log.ts';
import { within } from '#lib/within.ts';
import { createSigningKeys } from './signing-keys.ts';
import { faultOf, NotFromTeams } from './token-check.ts';
import { endpointsOf } from './endpoints.ts';
import type { TeamsCredentials, TeamsSettings } from './settings.ts';

/**
 * The one file that touches Microsoft's SDK: it vouches for what comes in, and gets the token for what goes out.
 * What it would take to put another SDK here is in docs/teams.md.
 */
export interface TeamsAdapter {
  /**
   * Checks that an activity comes from Teams, and hands it on.
   * @param authorization the header of that name
   * @throws NotFromTeams when it does not; `take`'s error as it is; any other when that cannot be told now, to be answered with 503
   */
  receive(activity: object, authorization: string, take: (activity: object) => Promise<void>): Promise<void>;
  /** For calls to the connector; undefined with authentication off. Kept until it runs out. */
  token(): Promise<string | undefined>;
}

/** The SDK itself would wait for ever. */
const CALL_DEADLINE_MS = 5000;

export function createAdapter(settings: TeamsSettings, log: Log): TeamsAdapter {
  const { appId, tenantId, credentials: kind, stand } = settings;
  const { channelService, scope, login, issuer, openIdMetadataUrl } = endpointsOf(settings);
  const factory = new ConfigurationServiceClientCredentialFactory(identity(appId, tenantId, kind));
  const authentication = new ConfigurationBotFrameworkAuthentication(
    { ...(channelService === undefined ? {} : { ChannelService: channelService }), ...(stand === undefined ? {} : placesOf(stand, scope)) },
    factory,
  );
  const adapter = new CloudAdapter(authentication);
  adapter.onTurnError = async (_, error) => await Promise.reject(error);
  const keys = createSigningKeys(openIdMetadataUrl, Date.now);
  const token = onceAtATime(async () => {
    const held = await factory.createCredentials(appId, scope, `${login}${tenantId}`, true);
    if (!('getToken' in held) || typeof held.getToken !== 'function') throw new Error('The SDK gives no token.');
    return String(await (held.getToken() as Promise<unknown>));
  });
  return {
    receive: async (activity, authorization, take) => {
      const given = activity as Activity;
      // Ours comes first: the SDK would take tokens of emulators, skills and other channels, asks for keys without a deadline,
      // and writes every forged signature to the terminal. What it refuses after that stays refused.
      const fault = kind.kind === 'off' ? undefined : await faultOf(authorization, activity, { issuer, audience: appId }, keys, Date.now);
      if (fault !== undefined) {
        log.info({ fault }, 'a request that is not from Teams');
        throw new NotFromTeams(fault);
      }
      const verdict = await authenticated(async () => await within(CALL_DEADLINE_MS, authentication.authenticateRequest(given, authorization)));
      let failure: { readonly error: unknown } | undefined;
      // Handed over as it was given: the SDK changes some of it for its own use, and makes an error of its own of every other.
      await adapter.processActivityDirect(verdict, { ...given }, async () => {
        await take(activity).catch((error: unknown) => (failure = { error }));
      });
      if (failure) throw failure.error;
    },
    token: async () => {
      if (kind.kind === 'off') return undefined;
      return await (stand ?? { token }).token();
    },
  };
}

/** However many call meanwhile, one asks. */
function onceAtATime(get: () => Promise<string>): () => Promise<string> {
  let getting: Promise<string> | undefined;
  return async () => {
    getting ??= within(CALL_DEADLINE_MS, get()).finally(() => (getting = undefined));
    return await getting;
  };
}

function identity(appId: string, tenantId: string, { kind, ...more }: TeamsCredentials): Record<string, string> {
  if (kind === 'off') return {};
  const common = { MicrosoftAppId: appId, MicrosoftAppTenantId: tenantId };
  if (kind === 'managed_identity') return { ...common, MicrosoftAppType: 'UserAssignedMSI' };
  return { ...common, MicrosoftAppType: 'SingleTenant', MicrosoftAppPassword: 'secret' in more ? more.secret : '' };
}

function placesOf({ openIdMetadataUrl, issuer }: NonNullable<TeamsSettings['stand']>, scope: string) {
  return {
    ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadataUrl,
    ToBotFromChannelTokenIssuer: issuer,
    ToChannelFromBotOAuthScope: scope,
    ToChannelFromBotLoginUrl: 'http://127.0.0.1/',
    OAuthUrl: 'http://127.0.0.1/',
    ValidateAuthority: false,
  };
}

/**
 * What the SDK says no to; that it cannot say now is something else. It looks for a new key once an hour only, so it may not know the one that
 * we have just seen: then Teams is to try again.
 */
async function authenticated<T>(check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    const { name = '', statusCode, message = '' } = error as { name?: string; statusCode?: number; message?: string };
    const refused = statusCode === 401 || statusCode === 403 || ['JsonWebTokenError', 'NotBeforeError', 'TokenExpiredError', 'SyntaxError'].includes(name);
    throw refused && !message.startsWith('Signing Key') ? new NotFromTeams('refused by the SDK', { cause: error }) : error;
  }
}
