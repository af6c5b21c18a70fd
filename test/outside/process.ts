import { startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { createLog } from '#lib/log.ts';
import { createShutdown } from '#lib/shutdown.ts';
import { workflows } from '#workflows/index.ts';
import { createOutside } from './front-end.ts';
import { createProbe } from './probe.ts';

/**
 * A process of Deskside on the fake outside: `node test/outside/process.ts front|worker`. Besides Deskside's own settings:
 * OUTSIDE          where the fake outside answers
 * CRASH            `<border>/<kind>/<nth>`: the process kills itself there, the nth time it comes by; kind `*` is any
 * WRONG            comma-separated: `inbox-key`, `read-back`; what is switched off, for controls
 * CLOCK_AHEAD_MS   how far this process's clock is ahead
 */
const env = process.env;
const aheadMs = Number(env['CLOCK_AHEAD_MS'] ?? 0);
if (aheadMs !== 0) {
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
const [crashAt, crashKind, nth = '1'] = (env['CRASH'] ?? '').split('/');
let left = Number(nth);
const border = (name: string, kind: string) => {
  if (name !== crashAt || (crashKind !== '*' && crashKind !== kind)) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
};
const base = env['OUTSIDE'] ?? '';
const wrong = new Set((env['WRONG'] ?? '').split(','));
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
  { workflows: [...workflows, createProbe(base)], frontEnds: [outside], border },
);
process.stdout.write(`The ${part} is ready.\n`);
