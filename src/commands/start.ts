import { constants, setPriority } from 'node:os';
import type { Parts } from '#app.ts';
import { readConfig, type Config } from '#config.ts';
import { DeskError } from '#core/errors.ts';
import { createLog, type Log } from '#lib/log.ts';
import { createShutdown, type Shutdown } from '#lib/shutdown.ts';
import { startEmbeddedPostgres } from '#store/embedded/start.ts';

/** With the embedded Postgres everything, Postgres included, is gone within this time of a Ctrl-C; a person is waiting. */
const EMBEDDED_DEADLINE_MS = 4500;
/** On a server, what is in hand is finished first. */
const DRAIN_DEADLINE_MS = 20_000;

/** `deskside start`: all in one process. Prints one line with the address; stops on Ctrl-C. */
export async function start(): Promise<void> {
  await runParts({ front: true, worker: true });
}

/** `deskside front`: takes in what people say. Any number of them, if each has a port of its own. */
export async function front(): Promise<void> {
  await runParts({ front: true, worker: false });
}

/** `deskside worker`: works on it. Any number of them. On one machine with front ends it lets them go first: a platform waits three seconds, a person longer. */
export async function worker(): Promise<void> {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  await runParts({ front: false, worker: true });
}

async function runParts(parts: Parts): Promise<void> {
  const config = readConfig(process.env);
  const alone = parts.front && parts.worker;
  if (!alone && config.databaseUrl === undefined)
    throw new DeskError('setup', { userMessage: 'Set DATABASE_URL: processes share one database. “start” runs everything in one.' });
  const log = createLog(config.logLevel);
  const shutdown = createShutdown(log, { deadlineMs: config.databaseUrl === undefined ? EMBEDDED_DEADLINE_MS : DRAIN_DEADLINE_MS });
  try {
    // The database starts while the code that will use it loads and learns.
    const databaseUrl = findDatabase(config, log, shutdown);
    databaseUrl.catch(() => undefined);
    const { startApp } = await import('#app.ts');
    const onStuck = (why: string) => {
      process.stderr.write(`${why} Ending, so that a fresh process can take over.\n`);
      log.fatal({ why }, 'stuck');
      void shutdown.run(1);
    };
    const places = await startApp(config, databaseUrl, { log, started: shutdown.add, onStuck }, parts);
    process.stdout.write(parts.front ? `Deskside is ready: ${places.join(' and ')} (Ctrl-C stops it)\n` : 'The worker is ready (Ctrl-C stops it)\n');
  } catch (error) {
    process.stderr.write(`${problemOf(error, config, log)}\n`);
    await shutdown.run(1);
  }
}

async function findDatabase(config: Config, log: Log, shutdown: Shutdown): Promise<string> {
  if (config.databaseUrl !== undefined) return config.databaseUrl;
  const postgres = await startEmbeddedPostgres({ folder: config.dataFolder });
  shutdown.add('postgres', postgres.stop);
  postgres.onExit((error) => {
    process.stderr.write(`${error.userMessage}\n`);
    log.error({ err: error }, 'postgres is gone');
    void shutdown.run(1);
  });
  return postgres.url;
}

function problemOf(error: unknown, config: Config, log: Log): string {
  if (error instanceof DeskError) return error.userMessage;
  log.debug({ err: error }, 'start failed');
  const message = error instanceof Error ? error.message : String(error);
  const where = config.databaseUrl === undefined ? '' : ' Is DATABASE_URL right, and does the database answer?';
  return `Deskside could not start: ${message || 'no connection to the database'}.${where} (LOG_LEVEL=debug shows more.)`;
}
