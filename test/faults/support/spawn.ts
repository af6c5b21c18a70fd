import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { COMPILE_CACHE, NODE_FLAGS } from '#test/support/node-flags.ts';

/** A process that a test started; it ends with the test at the latest. */
export interface Proc {
  readonly pid: number;
  readonly output: () => string;
  /** Its exit code, once it has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  readonly alive: () => boolean;
  readonly signal: (name: NodeJS.Signals) => void;
  /** SIGKILL, and waits until it is gone. */
  readonly kill: () => Promise<void>;
  /** Waits until it has printed this. @throws Error with what it printed when it ends before */
  readonly says: (text: string, seconds?: number) => Promise<void>;
}

const started = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of started) child.kill('SIGKILL');
});

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Runs a file of this repository with Node. Its channel to us is its leash: when we are gone, it ends, too. */
export function spawnNode(file: string, args: readonly string[], env: Readonly<Record<string, string>>): Proc {
  const child = spawn(process.execPath, [...NODE_FLAGS, file, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...COMPILE_CACHE, ...env },
  });
  started.add(child);
  let text = '';
  let alive = true;
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-100_000);
      tell();
    });
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      alive = false;
      started.delete(child);
      resolve(code);
      tell();
    });
  });
  const says = async (wanted: string, seconds = 60) => {
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        if (text.includes(wanted)) return finish(resolve);
        if (!alive) finish(() => reject(new Error(`It ended without saying “${wanted}”: ${text}`)));
      };
      const late = setTimeout(() => finish(() => reject(new Error(`It did not say “${wanted}” within ${seconds} s: ${text}`))), seconds * 1000);
      const finish = (end: () => void) => {
        clearTimeout(late);
        listeners.delete(look);
        end();
      };
      listeners.add(look);
      look();
    });
  };
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { pid: child.pid ?? 0, output: () => text, ended, alive: () => alive, signal: (name) => void child.kill(name), kill, says };
}
