import { resolve } from 'node:path';
import { z } from 'zod';
import { DeskError } from '#core/errors.ts';
import { parseRedisUrl, type RedisServers } from '#queue/redis-url.ts';

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
  readonly logLevel: string;
  /** Fill an empty database with the demo company. */
  readonly demo: boolean;
}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const schema = z.object({
  DESKSIDE_DATA: z.string().default('.deskside'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .optional(),
  REDIS_URL: z.string().transform(readRedisUrl).optional(),
  REDIS_SENTINEL_PASSWORD: z.string().optional(),
  PORT: z.coerce.number('must be a number').int('must be a whole number').min(0, 'must be 0 to 65535').max(65_535, 'must be 0 to 65535').default(4180),
  LOG_LEVEL: z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`).default('warn'),
  DESKSIDE_DEMO: z.enum(['yes', 'no'], 'must be yes or no').optional(),
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
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new DeskError('setup', { userMessage: `These settings need mending: ${problems.join('; ')}.` });
  }
  const { DESKSIDE_DATA, DATABASE_URL, REDIS_URL, REDIS_SENTINEL_PASSWORD, PORT, LOG_LEVEL, DESKSIDE_DEMO } = parsed.data;
  return {
    dataFolder: resolve(DESKSIDE_DATA),
    databaseUrl: DATABASE_URL,
    redis: REDIS_URL,
    redisSentinelPassword: REDIS_SENTINEL_PASSWORD,
    port: PORT,
    logLevel: LOG_LEVEL,
    demo: DESKSIDE_DEMO === undefined ? DATABASE_URL === undefined : DESKSIDE_DEMO === 'yes',
  };
}
