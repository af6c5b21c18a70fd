import type { Chart, ChartSeries } from '#core/chart.ts';
import { chartWords } from '#lib/chart/words.ts';
import { literal, richText, run, type Element } from '../adaptive-card.ts';

/** Teams' own names for what a color means: its `attention` is our `warning`, and the other way round. */
const COLORS: Readonly<Record<ChartSeries['tone'], string>> = { good: 'good', attention: 'warning', warning: 'attention', neutral: 'neutral' };

/**
 * A chart as Teams draws it itself, following the reader's colors (learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards);
 * clients that cannot show `shown`. What it says stands under it, as Teams reads out no words for a chart.
 */
export function drawChart(chart: Chart, shown: Element): Element[] {
  const { title, unit, stacked, labels, series } = chart;
  // Its words stand below anyway.
  const fallback = shown['type'] === 'Image' ? shown : 'drop';
  const data = series.map(({ name, tone, values }) => ({
    legend: literal(name),
    color: COLORS[tone],
    values: labels.map((label, at) => ({ x: literal(label), y: values[at] ?? 0 })),
  }));
  const drawn = { type: 'Chart.VerticalBar.Grouped', title: literal(title), yAxisTitle: literal(unit), stacked, data, spacing: 'Medium', fallback };
  return [drawn, richText([run(chartWords(chart), { isSubtle: true, size: 'Small' })], { spacing: 'Small' })];
}
