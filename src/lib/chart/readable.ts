import type { Chart, ChartSeries } from '#core/chart.ts';
import { cleanText, shorten } from '#lib/text.ts';
import { drawable } from './figures.ts';

/** Groups of bars that can be told apart. */
const LABELS = 31;
const SERIES = 8;
/** More characters than a picture has room for. */
const LINE_LENGTH = 200;

export interface ReadableSeries {
  readonly name: string;
  readonly tone: ChartSeries['tone'];
  readonly values: readonly (number | null)[];
}

export interface ReadableChart {
  readonly title: string;
  /** Of what there was, and is not shown. */
  readonly aside: string;
  readonly unit: string;
  readonly stacked: boolean;
  readonly labels: readonly string[];
  readonly series: readonly ReadableSeries[];
}

/** The chart within what a picture can show: texts on one line, and of too many labels the last, which is said beside the title. */
export function readable({ title, unit, stacked, labels, series }: Chart): ReadableChart {
  const first = Math.max(0, labels.length - LABELS);
  const some = series.slice(0, SERIES);
  const left = [
    ...(first > 0 ? [`last ${LABELS} of ${labels.length}`] : []),
    ...(series.length > SERIES ? [`first ${SERIES} of ${series.length} series`] : []),
  ];
  return {
    title: line(title),
    aside: left.length > 0 ? ` (${left.join(', ')})` : '',
    unit: line(unit),
    stacked,
    labels: labels.slice(first).map(line),
    series: some.map(({ name, tone, values }) => ({ name: line(name), tone, values: labels.slice(first).map((_, at) => drawable(values[first + at])) })),
  };
}

/** Within a word it changes nothing that is seen. */
const UNSEEN = '\u2060';

/**
 * Without the two characters that XML does not know. The library looks texts up in plain objects, where `__proto__` and `constructor`
 * are found to be something else: such words are made words that only look like them.
 */
function line(text: string): string {
  const words = cleanText(text).split(/[\uFFFE\uFFFF\s]+/);
  const harmless = words.map((word) => (word in Object.prototype ? `${word.slice(0, 3)}${UNSEEN}${word.slice(3)}` : word));
  return shorten(harmless.join(' ').trim(), LINE_LENGTH);
}
