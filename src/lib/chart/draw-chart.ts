import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Chart } from '#core/chart.ts';
import type { Theme } from './looks.ts';

/** Pictures that are kept: a page asks for the same ones again, and an update of a card shows the one from before. About 15 KB each. */
const KEPT = 300;
const WITHIN_MS = 15_000;
const PROGRAM = fileURLToPath(new URL('./drawing-process.ts', import.meta.url));

const run = promisify(execFile);
const kept = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
let before: Promise<unknown> = Promise.resolve();

/**
 * The chart as a PNG file of at most 24,000 bytes, 1024 × 560 pixels, to be shown at half of that; the same bytes for the same chart.
 * It has a ground and a frame of its own, so that it can be read on a page of any color. One is drawn at a time, by a process of its own:
 * what draws takes 150 MB, which nobody needs for the rest of the day, and half a second, for which nobody else has to wait.
 */
export async function drawChart(chart: Chart, theme: Theme): Promise<Uint8Array<ArrayBuffer>> {
  const asked = JSON.stringify({ chart, theme });
  const known = kept.get(asked);
  if (known) return await known;
  const drawing = before.then(async () => await drawnApart(asked));
  before = drawing.catch(() => undefined);
  kept.set(asked, drawing);
  drawing.catch(() => kept.delete(asked));
  for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest);
  return await drawing;
}

async function drawnApart(asked: string): Promise<Uint8Array<ArrayBuffer>> {
  // It gets nothing of our environment: it needs none of the secrets in there.
  const drawing = run(process.execPath, ['--disable-warning=ExperimentalWarning', PROGRAM], {
    encoding: 'buffer',
    env: {},
    timeout: WITHIN_MS,
    killSignal: 'SIGKILL',
  });
  // If it dies before it has read all, its end says so.
  drawing.child.stdin?.on('error', () => undefined).end(asked);
  return new Uint8Array((await drawing).stdout);
}
