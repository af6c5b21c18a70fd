import { createHash } from 'node:crypto';
import type { Chart } from '#core/chart.ts';

/** Equal for charts of which the picture is the same, whatever is said of it to those who do not see it: 64 hexadecimal digits. */
export function pictureId({ title, unit, stacked, labels, series }: Chart): string {
  const seen = [title, unit, stacked, labels, series.map(({ name, tone, values }) => [name, tone, values])];
  return createHash('sha256').update(JSON.stringify(seen)).digest('hex');
}
