import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#lib/free-port.ts';
import { openDatabase } from '#store/database.ts';
import { findBinaries } from '#store/embedded/binaries.ts';
import { ensureCluster } from '#store/embedded/cluster.ts';
import { databaseUrl, ensureDatabase } from '#store/embedded/desk-database.ts';
import { spawnGuarded, type Guarded } from '#store/embedded/guard.ts';
import { makeFolder, placesIn, readPassword } from '#store/embedded/places.ts';
import { chooseRunAs } from '#store/embedded/run-as.ts';
import { until } from './wait.ts';

const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'shared_buffers=96MB', 'jit=off', 'log_min_messages=fatal'];

/** A Postgres of its own on a port that stays, which can be broken off and started again. Commits are durable. */
export async function startPostgres() {
  const places = placesIn(mkdtempSync(join(tmpdir(), 'deskside-faults-')));
  const binaries = await findBinaries();
  makeFolder(places);
  const { runAs, version } = chooseRunAs(binaries, places);
  await ensureCluster(places, binaries, runAs, version);
  const password = readPassword(places);
  const port = await freePort();
  const args = ['-D', places.data, ...[...SETTINGS, `port=${port}`].flatMap((setting) => ['-c', setting])];
  let server: Guarded;
  const start = async () => {
    server = spawnGuarded(runAs, { binary: binaries.postgres, args, data: places.data, stdio: ['ignore', 'ignore', 'ignore'] });
    await until('Postgres answers', 60, async () => isReady(places.data) && (await answers(databaseUrl(port, password, 'postgres'))));
  };
  const end = async (signal: NodeJS.Signals) => {
    server.child.kill(signal);
    await server.exited;
  };
  await start();
  await ensureDatabase(port, password, places);
  return {
    url: databaseUrl(port, password),
    start,
    /** Immediate shutdown: nothing is written, the next start recovers. */
    breakOff: async () => await end('SIGQUIT'),
    end: async () => {
      await end('SIGQUIT');
      rmSync(places.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

function isReady(data: string): boolean {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').includes('ready');
  } catch {
    return false;
  }
}

async function answers(url: string): Promise<boolean> {
  const database = openDatabase(url, 1);
  try {
    await database.sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await database.close();
  }
}
