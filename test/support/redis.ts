import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '#lib/free-port.ts';
import type { Certificate } from './certificate.ts';
import { runServer } from './child-server.ts';

const installed = spawnSync('redis-server', ['--version']).status === 0;

/** Why the Redis tests cannot run here, to be added to their names; empty when they can. In CI a missing Redis fails. */
export const noRedis = !installed && process.env['CI'] === undefined ? ' (skipped: Redis is not installed; apt-get install redis-server)' : '';

/** What guards a server: a password, and TLS with a certificate that nobody knows. */
export interface Guard {
  readonly password?: string;
  readonly certificate?: Certificate;
}

/** A Redis of its own on a free port, that keeps nothing; it can be stopped and started again. */
export async function startRedis(guard: Guard = {}) {
  const folder = temporaryFolder();
  const port = await freePort();
  let server = await launchRedis(port, folder, guard);
  return {
    url: urlOf('redis', guard, `127.0.0.1:${port}`),
    stop: async () => await server.stop(),
    /** Stops it in its tracks, or lets it go on: connections stay open, and nothing is answered. */
    freeze: (frozen: boolean) => server.signal(frozen ? 'SIGSTOP' : 'SIGCONT'),
    start: async () => void (server = await launchRedis(port, folder, guard)),
    flush: async () => void (await server.client.flushall()),
    pid: () => server.pid,
    end: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'deskside-redis-'));
}

/** @param scheme without the letter that says TLS. */
export function urlOf(scheme: string, { password, certificate }: Guard, rest: string): string {
  const login = password === undefined ? '' : `:${encodeURIComponent(password)}@`;
  return `${certificate ? scheme.replace('redis', 'rediss') : scheme}://${login}${rest}`;
}

/** One process, when it listens, with a client of ours. @param more goes to the command line. */
export async function launchRedis(port: number, folder: string, guard: Guard, more: readonly string[] = []) {
  const args = [...more, '--dir', folder, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...argsOf(port, guard)];
  const { server, ended } = runServer('redis-server', args);
  const client = new Redis({ ...optionsOf(port, guard), retryStrategy: () => 20, maxRetriesPerRequest: null, enableReadyCheck: false });
  client.on('error', () => undefined);
  const first = await Promise.race([client.ping().then(() => 'listens'), ended]);
  if (first !== 'listens') {
    client.disconnect();
    throw new Error(`redis-server ended: ${first}`);
  }
  const stop = async () => {
    client.disconnect();
    server.kill('SIGKILL');
    await ended;
  };
  return { port, client, pid: server.pid ?? 0, signal: (name: NodeJS.Signals) => server.kill(name), stop };
}

function argsOf(port: number, { password, certificate }: Guard): string[] {
  const guarded = password === undefined ? [] : ['--requirepass', password, '--masterauth', password];
  if (!certificate) return ['--port', String(port), ...guarded];
  const { cert, key } = certificate;
  const files = ['--tls-cert-file', cert, '--tls-key-file', key, '--tls-ca-cert-file', cert, '--tls-auth-clients', 'no'];
  return ['--port', '0', '--tls-port', String(port), ...files, '--tls-replication', 'yes', '--tls-cluster', 'yes', ...guarded];
}

function optionsOf(port: number, { password, certificate }: Guard) {
  return { host: certificate ? 'localhost' : '127.0.0.1', port, password, tls: certificate && { ca: readFileSync(certificate.cert) } };
}
