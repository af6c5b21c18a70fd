import { InstallProvider, type Installation, type InstallationQuery, type Logger } from '@slack/oauth';
import type { AuthTestResponse } from '@slack/web-api';
import { OutsideError } from '#core/errors.ts';
import type { Clock } from '#lib/clock.ts';
import { placeOf, type Installations } from './installations.ts';
import type { SlackOAuth, SlackSettings } from './settings.ts';
import { KEPT_OUT } from './unreachable.ts';

/** Where something comes from or is to go to; what Bolt hands to its `authorize` option has this shape. */
interface Source {
  readonly teamId?: string | undefined;
  readonly enterpriseId?: string | undefined;
  /** True when the organization installed Deskside for all its workspaces. */
  readonly isEnterpriseInstall: boolean;
}

/** What Deskside acts with there. */
interface Authorized {
  readonly botToken: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly teamId?: string;
  readonly enterpriseId?: string;
}

/** @throws OutsideError, `lasting` where Deskside is not installed: nothing is done for, or in, such a workspace. */
export type AuthorizeSlack = (source: Source) => Promise<Authorized>;

interface AuthorizeDeps {
  readonly settings: Pick<SlackSettings, 'apiUrl' | 'botToken' | 'oauth'>;
  /** Needed where workspaces install Deskside themselves. */
  readonly installations: Installations | undefined;
  readonly authTest: (token: string) => Promise<AuthTestResponse>;
  readonly clock: Clock;
  /** Where the library says what went wrong with a refresh; the terminal, without it. */
  readonly logger?: Logger | undefined;
}

/** Finds the token for a workspace, on an event and when Deskside speaks first alike. */
export function authorizeWith({ settings, installations, authTest, clock, logger }: AuthorizeDeps): AuthorizeSlack {
  const { botToken, oauth, apiUrl } = settings;
  if (botToken !== undefined) return authorizeOne(botToken, authTest);
  if (oauth === undefined || installations === undefined) throw new Error('Slack has neither a token nor a place for installations.');
  return authorizeInstalled({ oauth, apiUrl, installations, clock, logger });
}

function authorizeOne(botToken: string, authTest: AuthorizeDeps['authTest']): AuthorizeSlack {
  let asked: Promise<AuthTestResponse> | undefined;
  const ask = async () => {
    asked ??= authTest(botToken);
    try {
      return await asked;
    } catch (error) {
      // An answer is remembered, a failure is not.
      asked = undefined;
      throw error;
    }
  };
  return async ({ teamId, enterpriseId }) => {
    const { team_id, enterprise_id, is_enterprise_install, bot_id = '', user_id = '' } = await ask();
    const [mine, theirs] = is_enterprise_install === true ? [enterprise_id, enterpriseId] : [team_id, teamId];
    if (mine === undefined || mine !== theirs)
      throw refused(`SLACK_BOT_TOKEN is for ${mine ?? 'no workspace'}, not for ${theirs ?? 'a workspace without a name'}.`, true);
    return authorized({ botToken, botId: bot_id, botUserId: user_id }, teamId ?? team_id, enterprise_id);
  };
}

interface Rotation extends Pick<AuthorizeDeps, 'clock' | 'logger'> {
  readonly oauth: SlackOAuth;
  readonly apiUrl: string;
  readonly installations: Installations;
}

function authorizeInstalled(rotation: Rotation): AuthorizeSlack {
  const { installations, clock } = rotation;
  const refreshing = new Map<string, Promise<unknown>>();
  // Whoever else needs that token in this process waits for the one call, and holds no connection of the pool meanwhile.
  const refreshOnce = async (id: string, query: InstallationQuery<boolean>) => {
    const running = refreshing.get(id) ?? refresh(rotation, query).finally(() => refreshing.delete(id));
    refreshing.set(id, running);
    await running;
  };
  return async (source) => {
    const query = queryOf(source);
    let installation = await installations.fetchInstallation(query);
    if (expiresWithin(installation, REFRESH_AHEAD_S, clock)) {
      await refreshOnce(placeOf(installation).id, query);
      installation = await installations.fetchInstallation(query);
      if (expiresWithin(installation, 0, clock)) throw refused(`The token of ${placeOf(installation).id} has run out and Slack gave no new one.`, false);
    }
    const { bot, team, enterprise } = installation;
    if (!bot) throw refused(`${placeOf(installation).id} gave Deskside no bot token.`, true);
    return authorized({ botToken: bot.token, botId: bot.id, botUserId: bot.userId }, team?.id ?? source.teamId, enterprise?.id ?? source.enterpriseId);
  };
}

/** The library's own time: it trades in a token that runs out within two hours, and leaves others alone. */
const REFRESH_AHEAD_S = 7200;
const CALL_DEADLINE_MS = 8000;

/**
 * Slack's library trades the refresh token in, and writes the new pair down. A refresh token is good for one trade, so the
 * row stays locked from reading it to storing the new one: of several processes one trades, the others then read what it
 * stored and find nothing to do. A call that fails leaves the old pair, whose token still has up to two hours.
 */
async function refresh({ oauth, apiUrl, installations, logger }: Rotation, query: InstallationQuery<boolean>): Promise<void> {
  const { clientId, clientSecret, stateSecret } = oauth;
  await installations.exclusively(async (installationStore) => {
    const clientOptions = { slackApiUrl: apiUrl, timeout: CALL_DEADLINE_MS, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
    const provider = new InstallProvider({ clientId, clientSecret, stateSecret, installationStore, clientOptions, ...(logger && { logger }) });
    await provider.authorize(query);
  });
}

function expiresWithin({ bot }: Installation, seconds: number, clock: Clock): boolean {
  return bot?.refreshToken !== undefined && bot.expiresAt !== undefined && bot.expiresAt - clock.now().getTime() / 1000 <= seconds;
}

function queryOf({ teamId, enterpriseId, isEnterpriseInstall }: Source): InstallationQuery<boolean> {
  return { teamId, enterpriseId, isEnterpriseInstall };
}

function authorized(bot: Pick<Authorized, 'botToken' | 'botId' | 'botUserId'>, teamId: string | undefined, enterpriseId: string | undefined): Authorized {
  return { ...bot, ...(teamId === undefined ? {} : { teamId }), ...(enterpriseId === undefined ? {} : { enterpriseId }) };
}

function refused(message: string, lasting: boolean): OutsideError {
  return new OutsideError(message, { outcome: 'not_done', lasting, ...(lasting ? { unreachable: KEPT_OUT } : {}) });
}
