import { z } from 'zod';
import { portField } from '#lib/port-field.ts';

/** How Deskside is tied to Slack. */
export interface SlackSettings {
  /** Where Slack's Web API is, with a slash at the end; GovSlack has another. */
  readonly apiUrl: string;
  /** Where Slack's requests come in, and the pages that install Deskside. */
  readonly host: string;
  readonly port: number;
  /** Undefined with Socket Mode, where nothing comes in over HTTP. */
  readonly signingSecret: string | undefined;
  /** Set for Socket Mode: Deskside connects to Slack, and needs no address that Slack can reach. */
  readonly appToken: string | undefined;
  /** Of the one workspace; undefined when workspaces install Deskside themselves. */
  readonly botToken: string | undefined;
  readonly oauth: SlackOAuth | undefined;
}

/** For workspaces that install Deskside themselves. */
export interface SlackOAuth {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  /** 32 bytes; tokens are kept sealed with it. */
  readonly tokenKey: Uint8Array;
}

const secret = z.string().min(1).optional();

/** As they stand in the environment. */
export const slackFields = {
  SLACK_API_URL: z.url({ protocol: /^https?$/, error: 'must be a web address' }).default('https://slack.com/api/'),
  SLACK_HOST: z.string().default('127.0.0.1'),
  SLACK_PORT: portField.default(4181),
  SLACK_SIGNING_SECRET: secret,
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'must start with xapp-').optional(),
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'must start with xoxb-').optional(),
  SLACK_CLIENT_ID: secret,
  SLACK_CLIENT_SECRET: secret,
  SLACK_STATE_SECRET: secret,
  SLACK_TOKEN_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 bytes in base64: openssl rand -base64 32')
    .optional(),
};

type Fields = z.infer<z.ZodObject<typeof slackFields>>;

const INSTALLING = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET', 'SLACK_TOKEN_KEY'] as const;

/**
 * Undefined where nothing is said of Slack. Half of it is a mistake, never a default: without a signing secret
 * anybody could speak for anybody.
 * @param problem is told what is missing, for which setting
 */
export function readSlackSettings(fields: Fields, problem: (setting: string, message: string) => void): SlackSettings | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = fields;
  const missing = INSTALLING.filter((name) => fields[name] === undefined);
  const installing = missing.length < INSTALLING.length;
  if (botToken === undefined && appToken === undefined && signingSecret === undefined && !installing) return undefined;
  for (const name of installing ? missing : []) problem(name, `is needed as well when workspaces install Deskside themselves (${INSTALLING.join(', ')})`);
  if (botToken === undefined && !installing) problem('SLACK_BOT_TOKEN', 'is needed for one workspace, or SLACK_CLIENT_ID and its like for several');
  if (botToken !== undefined && installing) problem('SLACK_BOT_TOKEN', 'is for one workspace; with SLACK_CLIENT_ID each workspace has its own');
  if (appToken === undefined && signingSecret === undefined) problem('SLACK_SIGNING_SECRET', 'is needed, or SLACK_APP_TOKEN for Socket Mode');
  const { SLACK_API_URL: url, SLACK_HOST: host, SLACK_PORT: port } = fields;
  return { apiUrl: url.endsWith('/') ? url : `${url}/`, host, port, signingSecret, appToken, botToken, oauth: installing ? oauthOf(fields) : undefined };
}

function oauthOf(fields: Fields): SlackOAuth {
  const { SLACK_CLIENT_ID: clientId = '', SLACK_CLIENT_SECRET: clientSecret = '', SLACK_STATE_SECRET: stateSecret = '', SLACK_TOKEN_KEY: key = '' } = fields;
  return { clientId, clientSecret, stateSecret, tokenKey: Buffer.from(key, 'base64') };
}
