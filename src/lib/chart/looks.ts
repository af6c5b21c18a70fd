import type { ChartSeries } from '#core/chart.ts';

/** In pixels before they are doubled: some platforms take no picture that is wider than 1024 then. */
export const SIZE = { width: 512, height: 280 } as const;
/** What all bars have side by side, roughly. */
export const BARS_WIDTH = 440;
export const FONT = 'DejaVu Sans';
/** The size of all that is no title. */
export const SMALL = 12;

export type Theme = 'light' | 'dark';

interface Colors {
  readonly ground: string;
  readonly frame: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly bars: Readonly<Record<ChartSeries['tone'], Ink>>;
}

interface Ink {
  readonly fill: string;
  readonly edge: string;
}

/**
 * Told apart by lightness as well as by color, so that they stay apart for the color-blind and in gray: `warning` stands out
 * most from its ground, then `good`, `attention` and `neutral`. Every edge has a contrast of at least 3 : 1 with the ground.
 */
export const COLORS: Readonly<Record<Theme, Colors>> = {
  light: {
    ground: '#ffffff',
    frame: '#d5d1c6',
    text: '#1d2421',
    muted: '#5a635d',
    line: '#e8e5dd',
    bars: {
      good: { fill: '#2f9c8a', edge: '#17695b' },
      attention: { fill: '#f6c04d', edge: '#9a6700' },
      warning: { fill: '#a3261d', edge: '#6d150f' },
      neutral: { fill: '#dfe3e6', edge: '#6f7a82' },
    },
  },
  dark: {
    ground: '#1e2422',
    frame: '#39423f',
    text: '#e9edea',
    muted: '#a9b3ae',
    line: '#323a37',
    bars: {
      good: { fill: '#2f9c8a', edge: '#7fd8c7' },
      attention: { fill: '#ffd47a', edge: '#ffe7b3' },
      warning: { fill: '#e0564a', edge: '#ffb1a8' },
      neutral: { fill: '#4a545a', edge: '#a3adb3' },
    },
  },
};

/** A pattern that is drawn over a bar, in the color of its edge; lengths in pixels, in turns drawn and left out. */
interface Pattern {
  readonly symbol: 'rect' | 'circle';
  readonly dashArrayX: [number, number];
  readonly dashArrayY: [number, number];
  readonly rotation: number;
  readonly symbolSize: number;
}

const STRIPES: Pattern = { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1.5, 6], rotation: Math.PI / 4, symbolSize: 1 };
const DOTS: Pattern = { symbol: 'circle', dashArrayX: [3, 5], dashArrayY: [3, 5], rotation: 0, symbolSize: 1 };
const LINES: Pattern = { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1.5, 5], rotation: 0, symbolSize: 1 };

const OF_TONE: Readonly<Record<ChartSeries['tone'], Pattern | undefined>> = { good: undefined, attention: DOTS, warning: STRIPES, neutral: undefined };

/** Of several series of one tone each has another pattern, as far as there are some; undefined is none. @param before how many of this tone came before */
export function patternOf(tone: ChartSeries['tone'], before: number): Pattern | undefined {
  const own = OF_TONE[tone];
  return [own, ...[LINES, STRIPES, DOTS, undefined].filter((other) => other !== own)][before % 4];
}
