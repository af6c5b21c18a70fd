import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '#lib/free-port.ts';

const installed = spawnSync('redis-server', ['--version']).status === 0;

/** Why the Redis tests cannot run here, to be added to their names; empty when they can. In CI a missing Redis fails. */
export const noRedis = !installed && process.env['CI'] === undefined ? ' (skipped: Redis is not installed; apt-get install redis-server)' : '';

/** A Redis of its own on a free port, that keeps nothing; it can be stopped and started again. */
export async function startRedis() {
  const folder = mkdtempSync(join(tmpdir(), 'deskside-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let server = await launch(port, folder);
  const stop = async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await ended;
  };
  return {
    url,
    pid: () => server.pid ?? 0,
    stop,
    start: async () => void (server = await launch(port, folder)),
    flush: async () => {
      const client = new Redis(url);
      await client.flushall();
      client.disconnect();
    },
    end: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function launch(port: number, folder: string) {
  const server = spawn('redis-server', ['--port', String(port), '--dir', folder, '--save', '', '--appendonly', 'no', '--bind', '127.0.0.1'], {
    stdio: 'ignore',
  });
  const client = new Redis(port, '127.0.0.1', { retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  // Waits until the server listens.
  await client.ping();
  client.disconnect();
  return server;
}
