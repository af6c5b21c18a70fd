import { setTimeout as sleep } from 'node:timers/promises';

/** The part of a `pino` logger that is needed. */
export interface ShutdownLog {
  info(message: string): void;
  error(details: object, message: string): void;
}

/** The part of `process` that is needed. */
interface HostProcess {
  on(event: string, listener: (detail: unknown) => void): unknown;
  exit(code: number): void;
}

export interface ShutdownOptions {
  /** After this time the process ends, whatever still hangs. */
  readonly deadlineMs: number;
  readonly host?: HostProcess;
  /** Milliseconds on a clock that only goes forward. */
  readonly now?: () => number;
}

export interface Shutdown {
  /** What is added last is stopped first. Added while stopping, it is stopped, too. */
  add(name: string, stop: () => unknown): void;
  /** Stops everything and ends the process. Later calls join the first; the highest exit code wins. */
  run(exitCode: number): Promise<void>;
}

interface Resource {
  readonly name: string;
  readonly stop: () => unknown;
}

/** `npm start` passes on the Ctrl-C that the terminal has already sent to us: one press arrives twice. */
const SAME_PRESS_MS = 400;
const INTERRUPTED = 130;

export function createShutdown(log: ShutdownLog, options: ShutdownOptions): Shutdown {
  const { deadlineMs, host = process, now = () => performance.now() } = options;
  const resources: Resource[] = [];
  let running: Promise<void> | undefined;
  let exitCode = 0;

  const finish = async () => {
    const patience = new AbortController();
    const deadline = sleep(deadlineMs, 'late', { signal: patience.signal }).catch(() => undefined);
    const outcome = await Promise.race([stopAll(resources, log), deadline]);
    patience.abort();
    if (outcome === 'late') {
      log.error({ deadlineMs }, 'Stopping took too long; ending anyway.');
      exitCode = Math.max(exitCode, 1);
    }
    host.exit(exitCode);
  };
  const run = (code: number) => {
    exitCode = Math.max(exitCode, code);
    // Not at once: what is stopped may call this again before `running` is known.
    return (running ??= Promise.resolve().then(finish));
  };

  listenForSignals(host, now, () => {
    log.info('Stopping.');
    void run(0);
  });
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    host.on(event, (error) => {
      log.error({ err: error }, event === 'uncaughtException' ? 'Unexpected error.' : 'Unhandled rejection.');
      void run(1);
    });
  }
  return { add: (name, stop) => void resources.push({ name, stop }), run };
}

/** A second Ctrl-C ends the process at once. Its guard still stops Postgres in order. */
function listenForSignals(host: HostProcess, now: () => number, stop: () => void): void {
  let first: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    host.on(signal, () => {
      if (first === undefined) {
        first = now();
        stop();
      } else if (now() - first > SAME_PRESS_MS) {
        host.exit(INTERRUPTED);
      }
    });
  }
}

async function stopAll(resources: Resource[], log: ShutdownLog): Promise<void> {
  for (let resource = resources.pop(); resource; resource = resources.pop()) {
    try {
      await resource.stop();
    } catch (error) {
      log.error({ err: error, resource: resource.name }, `Stopping ${resource.name} failed.`);
    }
  }
}
