import type { DeskError } from '#core/errors.ts';
import { findBinaries, type Binaries } from './binaries.ts';
import { ensureCluster } from './cluster.ts';
import { databaseUrl, ensureDatabase } from './desk-database.ts';
import { explainError, lastComplaint, setupError } from './explain.ts';
import type { Exit } from './guard.ts';
import { rotateLog } from './log-file.ts';
import { makeFolder, placesIn, readPassword, type Places } from './places.ts';
import { waitForPrevious } from './previous.ts';
import { chooseRunAs } from './run-as.ts';
import { startServer, stopServer, type Server } from './server.ts';

export interface EmbeddedPostgres {
  readonly url: string;
  /** Whether the database is new and empty. */
  readonly firstStart: boolean;
  stop(): Promise<void>;
  /** Calls back once if the server ends without having been asked to. */
  onExit(callback: (error: DeskError) => void): void;
}

export interface EmbeddedPostgresOptions {
  readonly folder: string;
  /** Other binaries than those that Deskside brings. */
  readonly binaries?: Binaries;
}

/**
 * Starts the Postgres that Deskside brings, with its data below `folder`. It does not outlive this process, however
 * that ends, and it does not keep this process alive.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const places = placesIn(options.folder);
  try {
    return await start(places, options.binaries ?? (await findBinaries()));
  } catch (error) {
    throw explainError(error, places);
  }
}

async function start(places: Places, binaries: Binaries): Promise<EmbeddedPostgres> {
  makeFolder(places);
  await waitForPrevious(places);
  const { runAs, version } = chooseRunAs(binaries, places);
  rotateLog(places);
  await ensureCluster(places, binaries, runAs, version);
  const password = readPassword(places);
  const server = await startServer(places, binaries, runAs);
  try {
    const firstStart = await ensureDatabase(server.port, password, places);
    server.process.hold(false);
    return { url: databaseUrl(server.port, password), firstStart, ...lifecycle(server, places) };
  } catch (error) {
    await stopServer(server);
    throw error;
  }
}

function lifecycle(server: Server, places: Places): Pick<EmbeddedPostgres, 'stop' | 'onExit'> {
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= stopServer(server));
  const tellWhenGone = async (callback: (error: DeskError) => void) => {
    const exit = await server.process.exited;
    if (!stopping) callback(stoppedByItself(exit, server, places));
  };
  const onExit = (callback: (error: DeskError) => void) => {
    void tellWhenGone(callback);
  };
  return { stop, onExit };
}

function stoppedByItself({ code, signal }: Exit, server: Server, places: Places): DeskError {
  // With a signal, or when somebody stopped it in order, the last complaint in the log is about something else.
  const complaint = signal || code === 0 ? undefined : lastComplaint(server.log.read());
  const end = signal ? `it was killed (${signal})` : `it ended with code ${code}`;
  return setupError(`Postgres has stopped: ${complaint ?? end} (log: ${places.log}).`);
}
