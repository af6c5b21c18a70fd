import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import type { Socket } from 'node:net';
import { cleanEnv, commandFor, type RunAs } from './run-as.ts';

export interface Exit {
  readonly code: number | null;
  readonly signal?: NodeJS.Signals | null;
  readonly error?: Error;
}

/** A child in a session of its own that does not outlive us. */
export interface Guarded {
  readonly child: ChildProcess;
  /** Resolves when the child is gone and its guard, too. */
  readonly exited: Promise<Exit>;
  /** Whether the child still runs, as far as the event loop has heard. */
  isRunning(): boolean;
  /** Whether waiting for the child keeps our own process alive. */
  hold(on: boolean): void;
}

interface Command {
  readonly binary: string;
  readonly args: readonly string[];
  readonly data: string;
  readonly stdio: StdioOptions;
}

/**
 * Reads a pipe of ours. A line means: the child is gone, all is well. The end of the pipe means that we died, however
 * that came about: stop the child fast, and harder after three seconds if the data still names it as its server.
 */
const GUARD = `
trap "" HUP INT TERM
read -r line && exit 0
serves() { kill -0 "$1" && read -r server < "$2/postmaster.pid" && [ "$server" = "$1" ]; }
kill -INT "$1" || exit 0
tries=30
while serves "$1" "$2"; do
  [ $tries -gt 0 ] || { kill -QUIT "$1"; exit; }
  sleep 0.1
  tries=$((tries - 1))
done
`;

/** Ctrl-C reaches a terminal's foreground group: a detached child is not in it, so that we can stop it in order. */
export function spawnGuarded(runAs: RunAs, { binary, args, data, stdio }: Command): Guarded {
  const command = commandFor(runAs, binary, args);
  const child = spawn(command.file, command.args, { ...command.options, stdio, detached: true });
  let running = true;
  const gone = new Promise<Exit>((resolve) => {
    child.once('error', (error) => resolve({ code: null, error }));
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const guard = child.pid === undefined ? undefined : startGuard(child.pid, data);
  const exited = gone.then(async (exit) => {
    running = false;
    await guard?.dismiss();
    return exit;
  });
  const hold = (on: boolean) => {
    for (const process of [child, guard?.child]) {
      if (on) process?.ref();
      else process?.unref();
    }
  };
  return { child, exited, isRunning: () => running, hold };
}

function startGuard(pid: number, data: string) {
  const child = spawn('sh', ['-c', GUARD, 'deskside-guard', String(pid), data], {
    cwd: '/',
    env: cleanEnv,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    // No sh: we go on unguarded. The next start finds a server that was left behind, and stops it.
    child.once('error', () => resolve());
  });
  child.stdin.on('error', () => undefined);
  (child.stdin as Socket).unref();
  return {
    child,
    dismiss: (): Promise<void> => {
      child.stdin.end('gone\n');
      return ended;
    },
  };
}
