import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#lib/free-port.ts';
import type { Binaries } from './binaries.ts';
import { explainOutput } from './explain.ts';
import { spawnGuarded, type Guarded } from './guard.ts';
import { ownerOption, readLockFile } from './lock-file.ts';
import { openLog, type LogFile } from './log-file.ts';
import type { Places } from './places.ts';
import type { RunAs } from './run-as.ts';

/** A small desk on one machine: little memory, few processes, no replication. Commits stay durable (fsync is on). */
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=100',
  'shared_buffers=96MB',
  'huge_pages=off',
  'max_wal_size=256MB',
  'min_wal_size=32MB',
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_logical_replication_workers=0',
  'max_parallel_workers_per_gather=0',
  'io_method=sync',
  'jit=off',
  'log_min_messages=warning',
  'log_checkpoints=off',
];

const START_WITHIN = 60_000;
const RETRY_WITHIN = 5000;

export interface Server {
  readonly port: number;
  readonly process: Guarded;
  readonly log: LogFile;
}

export async function startServer(places: Places, binaries: Binaries, runAs: RunAs): Promise<Server> {
  const since = performance.now();
  for (;;) {
    const port = await freePort();
    const log = openLog(places, runAs);
    const server = { port, log, process: spawnServer(places, binaries, runAs, { port, log }) };
    log.close();
    const failure = await failureToStart(server, places);
    if (failure === undefined) return server;
    if (!isPassing(failure) || performance.now() - since > RETRY_WITHIN) throw explainOutput(failure, places);
    await sleep(100);
  }
}

function spawnServer(places: Places, binaries: Binaries, runAs: RunAs, { port, log }: { port: number; log: LogFile }): Guarded {
  const settings = [...SETTINGS, `port=${port}`, ownerOption(process.pid)].flatMap((setting) => ['-c', setting]);
  return spawnGuarded(runAs, {
    binary: binaries.postgres,
    args: ['-D', places.data, ...settings],
    data: places.data,
    // The log is a file and not a pipe to us: the server must be able to write it when we are gone.
    stdio: ['ignore', log.handle, log.handle],
  });
}

/** Somebody took the port in between, or processes of a killed server are still on their way out. */
function isPassing(failure: string): boolean {
  return /Address already in use|pre-existing shared memory block/.test(failure);
}

/** Watches the state in the lock file, as pg_ctl does: it costs nothing, and no failed logins appear in the log. */
async function failureToStart(server: Server, { data }: Places): Promise<string | undefined> {
  const { child, exited, isRunning } = server.process;
  const since = performance.now();
  while (isRunning()) {
    const lock = readLockFile(data);
    if (lock?.pid === child.pid && lock?.state === 'ready') return undefined;
    if (performance.now() - since > START_WITHIN) {
      await stopServer(server);
      return `FATAL: not ready after ${START_WITHIN / 1000} seconds`;
    }
    await Promise.race([sleep(10), exited]);
  }
  const { error } = await exited;
  return error ? `cannot execute binary: ${error.message}` : server.log.read();
}

/**
 * Fast shutdown: sessions are cut, everything is written. Then an immediate one: the next start recovers; Postgres takes
 * five seconds to kill what hangs. With nothing but SIGKILL, its processes would be left to themselves.
 */
export const STOP_STEPS = [
  { signal: 'SIGINT', waitMs: 4000 },
  { signal: 'SIGQUIT', waitMs: 6000 },
  { signal: 'SIGKILL', waitMs: 1000 },
] as const;

export async function stopServer({ process: { child, exited, hold } }: Server): Promise<void> {
  hold(true);
  for (const { signal, waitMs } of STOP_STEPS) {
    child.kill(signal);
    const patience = new AbortController();
    const late = sleep(waitMs, 'late', { signal: patience.signal }).catch(() => undefined);
    const outcome = await Promise.race([exited, late]);
    patience.abort();
    if (outcome !== 'late') return;
  }
}
