import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '#lib/free-port.ts';
import { COMPILE_CACHE, NODE_FLAGS } from '#test/support/node-flags.ts';
import type { AddStop } from '../desk.ts';

export interface Launched {
  readonly pid: number;
  /** In order, then by force. Later calls join the first. */
  stop(): Promise<void>;
}

const START_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 5000;

/** The outside world: a platform that keeps what it was sent, and when. */
export async function launchOutside(addStop: AddStop): Promise<Launched & { readonly base: string }> {
  const port = await freePort();
  return { ...(await launch('server.ts', [String(port), '--log'], {}, addStop)), base: `http://127.0.0.1:${port}` };
}

/** A process of the desk on that outside. */
export async function launchPart(part: 'front' | 'worker', env: Readonly<Record<string, string>>, addStop: AddStop): Promise<Launched> {
  return await launch('process.ts', [part], env, addStop);
}

/** Resolves at its first line: it is ready. */
async function launch(file: string, args: readonly string[], env: Readonly<Record<string, string>>, addStop: AddStop): Promise<Launched> {
  const path = fileURLToPath(new URL(`../../test/outside/${file}`, import.meta.url));
  const child = spawn(process.execPath, [...NODE_FLAGS, ...nodeArguments(args[0]), path, ...args], {
    env: { ...process.env, ...COMPILE_CACHE, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let stopping: Promise<void> | undefined;
  const stop = () =>
    (stopping ??= (async () => {
      child.kill('SIGTERM');
      await Promise.race([exited, sleep(STOP_WITHIN_MS, undefined, { ref: false }).then(() => child.kill('SIGKILL'))]);
      await exited;
    })());
  addStop(basename(file), stop);
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', () => resolve());
    void exited.then(() => reject(new Error(`${file} ${args.join(' ')} ended before it was ready.`)));
    void sleep(START_WITHIN_MS, undefined, { ref: false }).then(() => reject(new Error(`${file} was not ready after ${START_WITHIN_MS / 1000} s.`)));
  });
  return { pid: child.pid ?? 0, stop };
}

/** Arguments for Node in the desk's processes, to look closer: `BENCH_NODE_WORKER="--cpu-prof --cpu-prof-dir=…"`. */
function nodeArguments(part = ''): string[] {
  return (process.env[`BENCH_NODE_${part.toUpperCase()}`] ?? '').split(' ').filter((word) => word !== '');
}
