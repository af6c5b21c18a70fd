import type { BarSeriesOption } from 'echarts/charts';
import type { GridComponentOption, LegendComponentOption, TitleComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import { barsOf } from './bars.ts';
import { figure } from './figures.ts';
import { fit, LEGEND_GAP, legendOf } from './fitting.ts';
import { BARS_WIDTH, COLORS, FONT, SIZE, SMALL, type Theme } from './looks.ts';
import type { ReadableChart } from './readable.ts';
import { textWidth } from './text-width.ts';

export type ChartOption = ComposeOption<BarSeriesOption | GridComponentOption | LegendComponentOption | TitleComponentOption>;

const MARGIN = 22;
const LEGEND_TOP = 42;
const LEGEND_ROW = 24;
const WIDTH = SIZE.width - 2 * MARGIN;
const NAMES = 13;
const TITLE = 16;
/** So many labels or fewer are all written, on two lines if need be; of more, some are left out. */
const ALL_LABELS = 12;
/** Of one of many. */
const LABEL_WIDTH = 90;
export function optionFor(chart: ReadableChart, theme: Theme): ChartOption {
  const colors = COLORS[theme];
  const legend = legendOf(
    chart.series.map(({ name }) => name),
    NAMES,
    WIDTH,
  );
  const top = LEGEND_TOP + legend.rows * LEGEND_ROW + 34;
  const isEach = chart.labels.length <= ALL_LABELS;
  const place = BARS_WIDTH / Math.max(1, chart.labels.length) - 6;
  const text = { fontFamily: FONT, fontSize: SMALL, color: colors.muted };
  return {
    animation: false,
    title: titles(chart, theme, top),
    legend: {
      left: MARGIN - 4,
      top: LEGEND_TOP,
      width: WIDTH + 8,
      itemWidth: 18,
      itemHeight: 12,
      itemGap: LEGEND_GAP,
      data: chart.series.map((_, at) => String(at)),
      formatter: (id) => legend.names[Number(id)] ?? '',
      textStyle: { ...text, fontSize: NAMES, color: colors.text },
      selectedMode: false,
    },
    grid: { left: MARGIN, right: MARGIN, top, bottom: 14, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: chart.labels.map((label) => fit(label, SMALL, isEach ? place * 1.8 : LABEL_WIDTH)),
      axisLine: { lineStyle: { color: colors.muted } },
      axisTick: { show: false },
      axisLabel: { ...text, margin: 8, ...(isEach ? { interval: 0, width: place, overflow: 'break' } : { hideOverlap: true }) },
    },
    yAxis: {
      type: 'value',
      name: fit(chart.unit, SMALL, WIDTH - 60),
      nameTextStyle: { ...text, align: 'left', padding: [0, 0, 2, 0] },
      nameGap: 18,
      splitNumber: 4,
      ...(isWhole(chart.series) ? { minInterval: 1 } : {}),
      ...(isFlat(chart.series) ? { min: 0, max: 1 } : {}),
      axisLabel: { ...text, formatter: figure },
      splitLine: { lineStyle: { color: colors.line } },
    },
    series: barsOf(chart, theme),
  };
}

function titles({ title, aside, labels, series }: ReadableChart, theme: Theme, top: number): TitleComponentOption[] {
  const { text, muted } = COLORS[theme];
  const heading: TitleComponentOption = {
    text: `${fit(title, TITLE, WIDTH - textWidth(aside, TITLE, true), true)}${aside}`,
    left: MARGIN,
    top: 14,
    padding: 0,
    textStyle: { fontFamily: FONT, fontSize: TITLE, fontWeight: 'bold', color: text },
  };
  const nothing = labels.length === 0 || series.length === 0 ? 'There is nothing to show.' : isFlat(series) ? 'All values are 0.' : undefined;
  if (nothing === undefined) return [heading];
  const note: TitleComponentOption = {
    text: nothing,
    left: 'center',
    top: (top + SIZE.height) / 2 - 20,
    textStyle: { fontFamily: FONT, fontSize: 13, fontWeight: 'normal', color: muted },
  };
  return [heading, note];
}

function isFlat(series: ReadableChart['series']): boolean {
  return series.every(({ values }) => values.every((value) => value === null || value === 0));
}

function isWhole(series: ReadableChart['series']): boolean {
  return series.every(({ values }) => values.every((value) => value === null || Number.isInteger(value)));
}
