import type { AuthTestResponse, WebClient } from '@slack/web-api';
import { OutsideError } from '#core/errors.ts';
import type { FrontEndDeps } from '../deps.ts';
import { authorizeWith, type AuthorizeSlack } from './authorize.ts';
import { calling, createClients, quietly } from './client.ts';
import { createInstallations, type Installations } from './installations.ts';
import type { SlackSettings } from './settings.ts';

/** A workspace, as the front end talks to it. */
export interface Workspace {
  /** `T…` */
  readonly id: string;
  /** `E…`, when it is part of an Enterprise Grid. */
  readonly organization: string | undefined;
  /** The desk's own user there. */
  readonly botUserId: string;
  readonly client: WebClient;
}

/** Every workspace that has installed Deskside. */
export interface Workspaces {
  /** For Bolt. @throws OutsideError, as `get` */
  readonly authorize: AuthorizeSlack;
  /** @throws OutsideError, `lasting` when it has not installed Deskside, or no longer has it */
  get(id: string): Promise<Workspace>;
  all(): Promise<readonly Workspace[]>;
  /** Undefined with one workspace's token. */
  readonly installations: Installations | undefined;
}

export function createWorkspaces({ database, clock, log }: Pick<FrontEndDeps, 'database' | 'clock' | 'log'>, settings: SlackSettings): Workspaces {
  const clientFor = createClients(settings.apiUrl, log);
  const authTest = async (token: string): Promise<AuthTestResponse> => {
    const client = await clientFor(token);
    return await calling('auth.test', async () => await client.auth.test());
  };
  const installations = settings.oauth && createInstallations({ database, clock, key: settings.oauth.tokenKey });
  const authorize = authorizeWith({ settings, installations, authTest, clock, logger: quietly(log) });
  const places = installations ? installedPlaces(installations, clientFor, authorize) : onePlace(authTest, settings.botToken ?? '');
  const get = async (id: string): Promise<Workspace> => {
    const { botToken, botUserId, enterpriseId } = await authorize({ teamId: id, enterpriseId: await places.organization(), isEnterpriseInstall: false });
    return { id, organization: enterpriseId, botUserId, client: await clientFor(botToken) };
  };
  return { authorize, get, installations, all: async () => await Promise.all((await places.ids()).map(get)) };
}

interface Places {
  /** The Enterprise Grid that installed Deskside for all its workspaces, if one did: a desk serves one company. */
  organization(): Promise<string | undefined>;
  ids(): Promise<readonly string[]>;
}

function onePlace(authTest: (token: string) => Promise<AuthTestResponse>, token: string): Places {
  let asked: AuthTestResponse | undefined;
  const ask = async () => (asked ??= await authTest(token));
  return {
    organization: async () => (await ask()).enterprise_id,
    ids: async () => {
      const { team_id: id } = await ask();
      if (id === undefined) throw new OutsideError('SLACK_BOT_TOKEN is of no workspace.', { outcome: 'not_done', lasting: true });
      return [id];
    },
  };
}

function installedPlaces(installations: Installations, clientFor: (token: string) => Promise<WebClient>, authorize: AuthorizeSlack): Places {
  const installed = async () => (await installations.list()).filter(({ state }) => state === 'installed');
  const organization = async () => (await installed()).find(({ isOrganization }) => isOrganization)?.id;
  return {
    organization,
    ids: async () => {
      const places = await installed();
      const own = places.flatMap(({ id, isOrganization }) => (isOrganization ? [] : [id]));
      const whole = places.find(({ isOrganization }) => isOrganization)?.id;
      if (whole === undefined) return own;
      const { botToken } = await authorize({ enterpriseId: whole, isEnterpriseInstall: true });
      const client = await clientFor(botToken);
      const { teams = [] } = await calling('auth.teams.list', async () => await client.auth.teams.list());
      return [...new Set([...own, ...teams.flatMap(({ id }) => id ?? [])])];
    },
  };
}
