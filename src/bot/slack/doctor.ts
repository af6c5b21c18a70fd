import { WebClient, type AuthTestResponse } from '@slack/web-api';
import type { Checkup, CheckupDeps } from '#bot/checkup.ts';
import { OutsideError } from '#core/errors.ts';
import type { Finding } from '#core/finding.ts';
import { authorizeWith, type AuthorizeSlack } from './authorize.ts';
import { checkChannels, type Workspace } from './doctor-channels.ts';
import { checkAddress, checkInward } from './doctor-inward.ts';
import { clientOptions, reasonOf, silent } from './doctor-client.ts';
import { createInstallations, type InstalledPlace } from './installations.ts';
import { botScopes, scopeNames } from './scopes.ts';
import type { SlackSettings } from './settings.ts';

/** Everything that has to be right before somebody can be helped in Slack, in the order in which it is set up. */
export const checkSlack: Checkup = async (deps) => {
  const { slack } = deps.config;
  if (slack === undefined)
    return [{ what: 'Settings', mend: 'nothing is said of Slack: create the app as docs/slack.md says, then set SLACK_BOT_TOKEN and its like.' }];
  const api = await checkApi(slack);
  if (api.mend !== undefined) return [api];
  const { findings, workspaces } = await checkTokens(deps, slack);
  return [
    { what: `Settings: ${slack.oauth ? 'workspaces install Deskside themselves' : 'one workspace'}, ${slack.appToken === undefined ? 'HTTP' : 'Socket Mode'}` },
    api,
    await checkInward(slack),
    ...findings,
    ...(await checkChannels(deps.database, workspaces, (token) => new WebClient(token, clientOptions(slack)))),
    ...(deps.url === undefined ? [] : [await checkAddress(deps.url)]),
  ];
};

async function checkApi(slack: SlackSettings): Promise<Finding> {
  const what = `Slack’s API at ${slack.apiUrl}`;
  const { protocol, hostname } = new URL(slack.apiUrl);
  if (protocol !== 'https:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname))
    return { what, mend: 'tokens would cross the network readable: set SLACK_API_URL to an address that starts with https://.' };
  try {
    await new WebClient(undefined, clientOptions(slack)).api.test();
    return { what: `${what} answers` };
  } catch (error) {
    return { what, mend: `it does not answer (${reasonOf(error)}): let this computer reach it, or mend SLACK_API_URL.` };
  }
}

interface Tokens {
  readonly findings: readonly Finding[];
  readonly workspaces: readonly Workspace[];
}

async function checkTokens({ database, clock }: CheckupDeps, slack: SlackSettings): Promise<Tokens> {
  if (slack.botToken !== undefined) return collect([await checkToken(slack, 'SLACK_BOT_TOKEN', slack.botToken)]);
  if (slack.oauth === undefined) return { findings: [], workspaces: [] };
  if (database === undefined)
    return { findings: [{ what: 'Workspaces', mend: 'start Deskside, or set DATABASE_URL: who installed it stands in the database.' }], workspaces: [] };
  const installations = createInstallations({ database, clock, key: slack.oauth.tokenKey });
  const authTest = async (token: string) => await new WebClient(token, clientOptions(slack)).auth.test();
  const authorize = authorizeWith({ settings: slack, installations, authTest, clock, logger: silent });
  const places = await installations.list();
  const installed = places.filter(({ state }) => state === 'installed');
  if (installed.length === 0)
    return { findings: [{ what: 'Workspaces', mend: 'none has installed Deskside: open /slack/install at its address.' }], workspaces: [] };
  const gone = places.filter(({ state }) => state !== 'installed').map(({ id, name, state }) => ({ what: `${name} (${id}): ${state}, nothing is done there` }));
  const { findings, workspaces } = collect(await Promise.all(installed.map(async (place) => await checkPlace(slack, authorize, place))));
  return { findings: [...findings, ...gone], workspaces };
}

async function checkPlace(slack: SlackSettings, authorize: AuthorizeSlack, { id, name, isOrganization }: InstalledPlace): Promise<Checked> {
  const what = `${name} (${id})`;
  try {
    const source = isOrganization ? { enterpriseId: id, isEnterpriseInstall: true } : { teamId: id, isEnterpriseInstall: false };
    return await checkToken(slack, what, (await authorize(source)).botToken);
  } catch (error) {
    return {
      findings: [{ what, mend: `${reasonOf(error)}${error instanceof OutsideError ? ' Install Deskside there once more.' : ''}` }],
      workspace: undefined,
    };
  }
}

interface Checked {
  readonly findings: readonly Finding[];
  readonly workspace: Workspace | undefined;
}

async function checkToken(slack: SlackSettings, what: string, token: string): Promise<Checked> {
  try {
    const whose = await new WebClient(token, clientOptions(slack)).auth.test();
    const { team = '', team_id: teamId = '', enterprise_id: enterpriseId, is_enterprise_install: whole, user = '' } = whose;
    const id = whole === true ? (enterpriseId ?? '') : teamId;
    return {
      findings: [{ what: `${what}: Deskside is @${user} in ${team} (${id})` }, scopesOf(whose)],
      workspace: { id, organization: whole === true, token },
    };
  } catch (error) {
    const mend = `Slack does not take it (${reasonOf(error)}): copy it again from OAuth & Permissions, or install Deskside once more.`;
    return { findings: [{ what, mend }], workspace: undefined };
  }
}

function scopesOf({ response_metadata: metadata, team = '' }: AuthTestResponse): Finding {
  const granted = metadata?.scopes ?? [];
  const missing = scopeNames.filter((scope) => !granted.includes(scope));
  const spare = granted.filter((scope) => !Object.hasOwn(botScopes, scope));
  if (missing.length > 0)
    return { what: `Scopes in ${team}: without ${missing.join(', ')}`, mend: 'put the manifest into the app’s page once more, and reinstall the app there.' };
  return { what: `Scopes in ${team}: all there are needed${spare.length === 0 ? '' : `; Deskside never uses ${spare.join(', ')}`}` };
}

function collect(checked: readonly Checked[]): Tokens {
  return { findings: checked.flatMap(({ findings }) => findings), workspaces: checked.flatMap(({ workspace }) => workspace ?? []) };
}
