import type { BarSeriesOption } from 'echarts/charts';
import { figure } from './figures.ts';
import { BARS_WIDTH, COLORS, FONT, patternOf, SMALL, type Theme } from './looks.ts';
import type { ReadableChart, ReadableSeries } from './readable.ts';
import { textWidth } from './text-width.ts';

/** How high the highest bar is, roughly. */
const HIGHEST = 135;
/** The part of its place that a group of bars fills. */
const FILLED = 0.7;
/** A bar that is lower has no room for its value within. */
const ROOM = 17;

/** A series of bars each; their values are written on them, or above, where there is room for all of them. */
export function barsOf(chart: ReadableChart, theme: Theme): BarSeriesOption[] {
  const { series, labels, stacked } = chart;
  const place = BARS_WIDTH / Math.max(1, labels.length);
  const bars = series.map((one, at) => ({
    ...drawn(one, at, beforeOfTone(series, at), theme),
    // Nothing takes no place in a stack, not even a line.
    ...(stacked ? { stack: 'all', data: one.values.map((value) => (value === 0 ? null : value)) } : {}),
    barMaxWidth: stacked ? 64 : 48,
    barCategoryGap: `${(1 - FILLED) * 100}%`,
    barGap: '8%',
  }));
  if (!stacked) return bars.map((bar) => ({ ...bar, label: above(series, (place * FILLED) / Math.max(1, series.length), theme) }));
  const sums = labels.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  const inside =
    series.length > 1 ? bars.map((bar, at) => ({ ...bar, label: within(series[at], Math.min(64, place * FILLED), Math.max(...sums), theme) })) : bars;
  return [...inside, sumsOf(sums, place * 0.95, theme)];
}

function drawn({ tone, values }: ReadableSeries, at: number, before: number, theme: Theme): BarSeriesOption {
  const { fill, edge } = COLORS[theme].bars[tone];
  const pattern = patternOf(tone, before);
  // Names may be equal, so they are told apart by their number; the legend has the names.
  return {
    type: 'bar',
    name: String(at),
    data: [...values],
    itemStyle: { color: fill, borderColor: edge, borderWidth: 1, ...(pattern ? { decal: { color: edge, ...pattern } } : {}) },
  };
}

function beforeOfTone(series: readonly ReadableSeries[], at: number): number {
  return series.slice(0, at).filter(({ tone }) => tone === series[at]?.tone).length;
}

type Label = NonNullable<BarSeriesOption['label']>;

/** All values or none: of some, nobody would know why the others are missing. */
function above(series: readonly ReadableSeries[], width: number, theme: Theme): Label {
  const show = series.every(({ values }) => values.every((value) => value === null || textWidth(figure(value), SMALL) <= width + 4));
  return { show, position: 'top', distance: 3, fontFamily: FONT, fontSize: SMALL, color: COLORS[theme].text, formatter: ({ value }) => written(value) };
}

function within(series: ReadableSeries | undefined, width: number, highest: number, theme: Theme): Label {
  const { fill } = COLORS[theme].bars[series?.tone ?? 'neutral'];
  const hasRoom = (value: unknown) => typeof value === 'number' && (value / highest) * HIGHEST >= ROOM && textWidth(figure(value), SMALL) <= width - 12;
  return {
    show: true,
    position: 'inside',
    fontFamily: FONT,
    fontSize: SMALL,
    color: inkOn(fill),
    textBorderColor: fill,
    textBorderWidth: 3,
    formatter: ({ value }) => (hasRoom(value) ? written(value) : ''),
  };
}

/** Nothing that is seen, on top of each stack, with what the stack comes to. */
function sumsOf(sums: readonly number[], width: number, theme: Theme): BarSeriesOption {
  const show = sums.every((sum) => textWidth(figure(sum), SMALL, true) <= width);
  const formatter: Label['formatter'] = ({ dataIndex }) => written(sums[dataIndex] || undefined);
  const label: Label = { show, position: 'top', distance: 3, fontFamily: FONT, fontSize: SMALL, fontWeight: 'bold', color: COLORS[theme].text, formatter };
  return { type: 'bar', name: 'sum', stack: 'all', data: sums.map(() => 0), itemStyle: { color: 'transparent' }, label };
}

function written(value: unknown): string {
  return typeof value === 'number' ? figure(value) : '';
}

/** Dark or white, whichever has the greater contrast to that color (by its relative luminance, roughly). */
function inkOn(fill: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => (Number.parseInt(fill.slice(from, from + 2), 16) / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? '#10201c' : '#ffffff';
}
