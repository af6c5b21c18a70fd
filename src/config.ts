import { resolve } from 'node:path';
import { z } from 'zod';
import { readSlackSettings, slackFields, type SlackSettings } from '#bot/slack/settings.ts';
import { readTeamsSettings, teamsFields, type TeamsSettings } from '#bot/teams/settings.ts';
import { DeskError } from '#core/errors.ts';
import { ldapFields, readLdapSettings, type LdapSettings } from '#directory/ldap/settings.ts';
import { entraFields, readEntraSettings, type EntraSettings } from '#directory/entra/settings.ts';
import { oktaFields, readOktaSettings, type OktaSettings } from '#directory/okta/settings.ts';
import { portField } from '#lib/port-field.ts';
import { parseRedisUrl, type RedisServers } from '#queue/redis-url.ts';
import type { Limits } from '#store/inbox.ts';

/** All settings, from the environment that a command hands in. Everything has a default that works on a fresh machine. */
export interface Config {
  /** Where embedded Postgres keeps its data. */
  readonly dataFolder: string;
  /** Undefined: embedded Postgres. */
  readonly databaseUrl: string | undefined;
  /** Undefined: BullMQ runs on Postgres. */
  readonly redis: RedisServers | undefined;
  /** Of the sentinels themselves, where they have one. */
  readonly redisSentinelPassword: string | undefined;
  /** Of the browser page, on loopback. */
  readonly port: number;
  /** Whether there is that page. It has no sign-in, so it is off by itself where people come in through another platform. */
  readonly page: boolean;
  readonly logLevel: string;
  /** Where this process answers how it is; undefined: nowhere. */
  readonly opsPort: number | undefined;
  readonly opsHost: string;
  /** With it figures are read at `/kpis` there; undefined: nobody reads them. */
  readonly kpiToken: string | undefined;
  readonly limits: Limits;
  /** Undefined: no Slack. */
  readonly slack: SlackSettings | undefined;
  /** Undefined: no Teams. */
  readonly teams: TeamsSettings | undefined;
  /** Who is asked for accounts and groups. */
  readonly directory: (typeof DIRECTORIES)[number];
  /** Undefined where the directory is another. */
  readonly ldap: LdapSettings | undefined;
  readonly entra: EntraSettings | undefined;
  readonly okta: OktaSettings | undefined;
  /** Fill an empty database with the demo company. */
  readonly demo: boolean;
}

const DIRECTORIES = ['local', 'ldap', 'entra', 'okta'] as const;
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const limit = z.coerce.number('must be a number').int('must be a whole number').min(1, 'must be at least 1').max(1_000_000, 'must be at most 1000000');

const schema = z.object({
  DESKSIDE_DATA: z.string().default('.deskside'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .optional(),
  REDIS_URL: z.string().transform(readRedisUrl).optional(),
  REDIS_SENTINEL_PASSWORD: z.string().optional(),
  PORT: portField.default(4180),
  LOG_LEVEL: z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`).default('warn'),
  OPS_PORT: portField.optional(),
  OPS_HOST: z.string().default('127.0.0.1'),
  OPS_KPI_TOKEN: z.string().min(24, 'must have at least 24 characters').optional(),
  LIMIT_PERSON_PER_MINUTE: limit.default(30),
  LIMIT_ROOM_PER_MINUTE: limit.default(300),
  LIMIT_WAITING: limit.default(20),
  DESKSIDE_PAGE: z.enum(['yes', 'no'], 'must be yes or no').optional(),
  DESKSIDE_DEMO: z.enum(['yes', 'no'], 'must be yes or no').optional(),
  ...slackFields,
  ...teamsFields,
  DIRECTORY: z.enum(DIRECTORIES, `must be one of ${DIRECTORIES.join(', ')}`).default('local'),
  ...ldapFields,
  ...entraFields,
  ...oktaFields,
});

function readRedisUrl(url: string, context: z.core.$RefinementCtx): RedisServers {
  try {
    return parseRedisUrl(url);
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    // Without `input`: what is wrong may still hold a password.
    context.addIssue(error.userMessage);
    return z.NEVER;
  }
}

/** @throws DeskError `setup` that names every problem at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw wrong(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  const settings = parsed.data;
  const problems: string[] = [];
  const problem = (setting: string, message: string) => void problems.push(`${setting} ${message}`);
  const slack = readSlackSettings(settings, problem);
  const teams = readTeamsSettings(settings, problem);
  const ldap = readLdapSettings(settings, problem);
  const entra = settings.DIRECTORY === 'entra' ? readEntraSettings(settings, problem) : undefined;
  const okta = settings.DIRECTORY === 'okta' ? readOktaSettings(settings, problem) : undefined;
  if (problems.length > 0) throw wrong(problems);
  return {
    dataFolder: resolve(settings.DESKSIDE_DATA),
    databaseUrl: settings.DATABASE_URL,
    redis: settings.REDIS_URL,
    redisSentinelPassword: settings.REDIS_SENTINEL_PASSWORD,
    port: settings.PORT,
    logLevel: settings.LOG_LEVEL,
    opsPort: settings.OPS_PORT,
    opsHost: settings.OPS_HOST,
    kpiToken: settings.OPS_KPI_TOKEN,
    limits: { personPerMinute: settings.LIMIT_PERSON_PER_MINUTE, roomPerMinute: settings.LIMIT_ROOM_PER_MINUTE, waiting: settings.LIMIT_WAITING },
    slack,
    teams,
    directory: settings.DIRECTORY,
    ldap,
    entra,
    okta,
    page: settings.DESKSIDE_PAGE === undefined ? slack === undefined && teams === undefined : settings.DESKSIDE_PAGE === 'yes',
    demo: settings.DESKSIDE_DEMO === undefined ? settings.DATABASE_URL === undefined : settings.DESKSIDE_DEMO === 'yes',
  };
}

function wrong(problems: readonly string[]): DeskError {
  return new DeskError('setup', { userMessage: `These settings need mending: ${problems.join('; ')}.` });
}
