import type { Post } from '#core/card.ts';
import type { Chart } from '#core/chart.ts';
import { OutsideError } from '#core/errors.ts';
import { drawChart } from '#lib/chart/draw-chart.ts';
import { pictureId } from '#lib/chart/picture-id.ts';
import type { Log } from '#lib/log.ts';
import { TooLate, within } from '#lib/within.ts';

/** Others may be drawn first. Who waits longer makes room for other work and comes back: the drawing goes on, and is remembered. */
const DRAWN_WITHIN_MS = 5000;
const COME_BACK_SECONDS = 2;

/**
 * Of each chart in a post, by `pictureId`, what the platform shows it by. One that cannot be drawn or put up is missing: then its words are shown.
 * @throws OutsideError when the platform may take it another time
 */
export async function picturesOf<T>({ card }: Post, log: Log, prepare: (chart: Chart) => Promise<T>): Promise<ReadonlyMap<string, T>> {
  const pictures = new Map<string, T>();
  for (const block of card?.blocks ?? []) {
    if (block.kind !== 'chart') continue;
    try {
      pictures.set(pictureId(block.chart), await prepare(block.chart));
    } catch (error) {
      if (error instanceof OutsideError && !error.lasting) throw error;
      log.warn({ err: error }, 'a chart is shown in words only');
    }
  }
  return pictures;
}

/**
 * The same picture for everybody, on light and dark clients: platforms do not tell which they are.
 * @throws OutsideError while many others are drawn before it
 */
export async function drawnForAll(chart: Chart): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await within(DRAWN_WITHIN_MS, drawChart(chart, 'light'));
  } catch (error) {
    if (!(error instanceof TooLate)) throw error;
    throw new OutsideError('The picture is not drawn yet.', { outcome: 'not_done', retryAfterSeconds: COME_BACK_SECONDS, cause: error });
  }
}
