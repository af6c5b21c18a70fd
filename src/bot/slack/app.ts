import {
  App,
  AuthorizationError,
  HTTPReceiver,
  SocketModeReceiver,
  type AppOptions,
  type Receiver,
  type ReceiverProcessEventErrorHandlerArgs,
} from '@slack/bolt';

import { ackAfterwards, isRefusal, TooEarly } from './ack-afterwards.ts';
import type { Inward } from './arrival.ts';
import { clientOptions, quietly } from './client.ts';
import { listenTo } from './listeners.ts';
import { repeat } from '#lib/repeat.ts';
import { keepTeamsInChannels } from './team-channels.ts';
import { scopeNames } from './scopes.ts';
import type { SlackSettings } from './settings.ts';
import { withWholeBody } from './whole-body.ts';

const BODY_MAX_BYTES = 1024 * 1024;

/** How often it is seen to that teams are in their channels. */
const TEAMS_MS = 60 * 60_000;

/** Takes in what Slack sends, over HTTP or through Socket Mode. Returns what stops it. */
export async function startSlackApp(deps: Inward, settings: SlackSettings): Promise<() => Promise<void>> {
  const inner = settings.appToken === undefined ? overHttp(deps, settings) : throughSocket(deps, settings, settings.appToken);
  const receiver = ackAfterwards(inner, deps);
  // An unknown workspace is nobody's: Bolt answers 401 and calls no listener.
  const app = new App({ ...shared(deps, settings), receiver, authorize: async (source) => await deps.workspaces.authorize(source) });
  listenTo(app, deps);
  await app.start({ host: settings.host, port: settings.port });
  const teams = repeat(TEAMS_MS, async () => await keepTeams(deps));
  return async () => {
    await teams.stop();
    await app.stop();
  };
}

async function keepTeams(deps: Inward): Promise<void> {
  try {
    await keepTeamsInChannels(deps);
  } catch (error) {
    deps.log.warn({ err: error }, 'teams could not be brought into their channels');
  }
}

function shared(deps: Inward, { apiUrl }: SlackSettings): AppOptions {
  const { logger, ...options } = clientOptions(apiUrl, deps.log);
  // What was said before is looked up in the database; the library need not remember it.
  return { logger, clientOptions: options, convoStore: false };
}

/** The pages `/slack/install` and `/slack/oauth_redirect`, where workspaces install Deskside themselves. */
function installing({ workspaces, log }: Inward, { oauth, apiUrl }: SlackSettings) {
  const { logger: _, ...options } = clientOptions(apiUrl, log);
  if (!oauth || !workspaces.installations) return { installerOptions: { clientOptions: options } };
  const { clientId, clientSecret, stateSecret } = oauth;
  const web = new URL('..', apiUrl);
  const installerOptions = { clientOptions: options, authorizationUrl: new URL('oauth/v2/authorize', web).href };
  return { clientId, clientSecret, stateSecret, scopes: scopeNames, installationStore: workspaces.installations, installerOptions };
}

function overHttp(deps: Inward, settings: SlackSettings): Receiver {
  const { signingSecret = '' } = settings;
  const receiver = new HTTPReceiver({
    ...installing(deps, settings),
    signingSecret,
    logger: quietly(deps.log),
    customPropertiesExtractor: ({ headers }) => ({ sentAt: Number(headers['x-slack-request-timestamp']) }),
    processEventErrorHandler: async (problem) => await answerProblem(deps, problem),
    dispatchErrorHandler: ({ response }) => {
      response.writeHead(404);
      response.end();
    },
  });
  return withWholeBody(receiver, BODY_MAX_BYTES);
}

/** Nothing was kept, so Slack hears of it and delivers again; what is not for us is not. */
async function answerProblem({ log }: Inward, { error, response }: ReceiverProcessEventErrorHandlerArgs): Promise<boolean> {
  const refused = error instanceof TooEarly || (error instanceof AuthorizationError && isRefusal(error.original));
  log[refused ? 'warn' : 'error']({ err: error }, 'a request of Slack was not taken in');
  if (!response.headersSent) response.writeHead(refused ? 401 : 500);
  response.end();
  return await Promise.resolve(false);
}

function throughSocket(deps: Inward, settings: SlackSettings, appToken: string): Receiver {
  const { installerOptions, ...oauth } = installing(deps, settings);
  return new SocketModeReceiver({
    ...oauth,
    appToken,
    logger: quietly(deps.log),
    installerOptions: { ...installerOptions, port: settings.port },
    // Not acknowledged: Slack delivers it again.
    processEventErrorHandler: async ({ error }) => {
      deps.log.error({ err: error }, 'an envelope of Slack was not taken in');
      return await Promise.resolve(false);
    },
  });
}
