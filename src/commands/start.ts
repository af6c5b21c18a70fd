import { readConfig, type Config } from '#config.ts';
import { DeskError } from '#core/errors.ts';
import { createLog, type Log } from '#lib/log.ts';
import { createShutdown, type Shutdown } from '#lib/shutdown.ts';
import { startEmbeddedPostgres } from '#store/embedded/start.ts';

/** Everything, Postgres included, is gone within this time of a Ctrl-C. */
const DEADLINE_MS = 4500;

/** `deskside start`: all in one process. Prints one line with the address; stops on Ctrl-C. */
export async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const shutdown = createShutdown(log, { deadlineMs: DEADLINE_MS });
  try {
    // The database starts while the code that will use it loads and learns.
    const databaseUrl = findDatabase(config, log, shutdown);
    databaseUrl.catch(() => undefined);
    const { startApp } = await import('#app.ts');
    await startApp(config, databaseUrl, log, shutdown.add);
    process.stdout.write(`Deskside is ready: http://localhost:${config.port} (Ctrl-C stops it)\n`);
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
