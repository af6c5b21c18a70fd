import { writeSync } from 'node:fs';
import { startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { createUnderstander } from '#intent/understander.ts';
import { createLog } from '#lib/log.ts';
import { createShutdown } from '#lib/shutdown.ts';
import { workflows } from '#workflows/index.ts';
import { createOutside } from './front-end.ts';
import { createProbe } from './probe.ts';

/**
 * A process of Deskside on the fake outside: `node test/outside/process.ts front|worker`. Besides Deskside's own settings:
 * OUTSIDE          where the fake outside answers
 * CRASH            `<border>/<kind>/<nth>`: the process kills itself there, the nth time it comes by; kind `*` is any
 * STOP             the same, but the process stops there (SIGSTOP) until it is sent SIGCONT
 * WRONG            comma-separated: `inbox-key`, `read-back`, `lease-clock`; what is switched off, for controls
 * CLOCK_AHEAD_MS   how far this process's clock is ahead
 * CLOCK_STEP_MS    how far its clock steps when it is sent SIGUSR2
 * UNDERSTANDS      `little`: a greeting and nothing else, so that it starts soon
 * Started by a test (with a channel to it), it does not outlive the test.
 */
const env = process.env;
let aheadMs = Number(env['CLOCK_AHEAD_MS'] ?? 0);
const stepMs = Number(env['CLOCK_STEP_MS'] ?? 0);
process.on('SIGUSR2', () => void (aheadMs += stepMs));
if (process.channel) process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
if (aheadMs !== 0 || stepMs !== 0) {
  const Right = Date;
  globalThis.Date = class extends Right {
    constructor(...given: [] | [number | string | Date]) {
      super(given[0] ?? Right.now() + aheadMs);
    }
    static override now(): number {
      return Right.now() + aheadMs;
    }
  } as DateConstructor;
}
const [part] = process.argv.slice(2);
const traps = (['CRASH', 'STOP'] as const).map((what) => {
  const [at = '', kind = '', nth = '1'] = (env[what] ?? '').split('/');
  return { what, at, kind, left: Number(nth) };
});
const border = (name: string, kind: string) => {
  for (const trap of traps) {
    if (name !== trap.at || (trap.kind !== '*' && trap.kind !== kind)) continue;
    trap.left -= 1;
    if (trap.left !== 0) continue;
    // Written at once: a stopped process says nothing any more.
    if (trap.what === 'STOP') writeSync(1, `The ${part} stops.\n`);
    process.kill(process.pid, trap.what === 'STOP' ? 'SIGSTOP' : 'SIGKILL');
  }
};
const base = env['OUTSIDE'] ?? '';
const wrong = new Set((env['WRONG'] ?? '').split(','));
// It never notices that it stood still, and holds every lease for good.
if (wrong.has('lease-clock')) performance.now = () => 0;
const config = readConfig(env);
const log = createLog(config.logLevel);
const shutdown = createShutdown(log, { deadlineMs: 20_000 });
const onStuck = (why: string) => {
  log.fatal({ why }, 'stuck');
  void shutdown.run(1);
};
const outside = createOutside({
  base,
  wrong: { inboxKey: wrong.has('inbox-key'), readBack: wrong.has('read-back') },
  acknowledged: () => border('event acknowledged', '*'),
});
await startApp(
  config,
  Promise.resolve(config.databaseUrl ?? ''),
  { log, started: shutdown.add, onStuck },
  { front: part === 'front', worker: part === 'worker' },
  {
    ...(env['UNDERSTANDS'] === 'little' ? { understander: createUnderstander([{ intent: 'greeting', phrases: ['hello', 'hello there'] }]) } : {}),
    workflows: [...workflows, createProbe(base)],
    frontEnds: [outside],
    border,
  },
);
process.stdout.write(`The ${part} is ready.\n`);
