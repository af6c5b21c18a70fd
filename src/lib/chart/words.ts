import type { Chart } from '#core/chart.ts';
import { isBlank } from '#lib/text.ts';

/** What stands for a chart where it cannot be seen. Never blank. */
export function chartWords({ title, alt }: Chart): string {
  return isBlank(alt) ? `A chart: ${title}` : alt;
}
