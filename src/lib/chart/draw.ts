import { createRequire } from 'node:module';
import { init, setPlatformAPI, use } from 'echarts/core';
import { install as installBars } from 'echarts/lib/chart/bar/install.js';
import { install as installGrid } from 'echarts/lib/component/grid/install.js';
import { install as installLegend } from 'echarts/lib/component/legend/installLegendPlain.js';
import { install as installTitle } from 'echarts/lib/component/title/install.js';
import { install as installSvg } from 'echarts/lib/renderer/installSVGRenderer.js';
import { Resvg } from '@resvg/resvg-js';
import type { Chart } from '#core/chart.ts';
import { fewColors } from './few-colors.ts';
import { COLORS, FONT, SIZE, type Theme } from './looks.ts';
import { optionFor } from './option.ts';
import { readable } from './readable.ts';
import { textWidth } from './text-width.ts';

// By their own paths: the library's index of charts loads all of them.
use([installBars, installGrid, installLegend, installTitle, installSvg]);
setPlatformAPI({ measureText: (text, font = '') => ({ width: textWidth(text, Number(/(\d+)px/.exec(font)?.[1] ?? 12), font.includes('bold')) }) });

const { resolve } = createRequire(import.meta.url);
/** A machine may have no fonts at all, and the same chart is to look the same everywhere. */
const FONT_FILES = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((name) => resolve(`dejavu-fonts-ttf/ttf/${name}`));
/** What that font has no letters for; then those of the machine are asked, which takes longer. */
const FOREIGN =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Common}\p{Script=Inherited}]|\p{Extended_Pictographic}/u;

export function toSvg(chart: Chart, theme: Theme): string {
  const canvas = init(null, null, { renderer: 'svg', ssr: true, ...SIZE });
  try {
    canvas.setOption(optionFor(readable(chart), theme));
    return framed(canvas.renderToSVGString(), theme);
  } finally {
    canvas.dispose();
  }
}

/** On a ground of its own with a frame, so that it can be read on a page of any color. */
function framed(svg: string, theme: Theme): string {
  const { ground, frame } = COLORS[theme];
  const start = svg.indexOf('>') + 1;
  const card = `<rect x="0.5" y="0.5" width="${SIZE.width - 1}" height="${SIZE.height - 1}" rx="8" fill="${ground}" stroke="${frame}"/>`;
  return `${svg.slice(0, start)}${card}${svg.slice(start)}`;
}

/** Twice the size, for dense screens; smaller only where the file would be too large. */
const ZOOMS = [2, 1.5, 1.25] as const;
/** A message of some platforms holds about 40,000 characters with all that belongs to it, and a picture takes four for three bytes. */
const BYTES_MAX = 24_000;

/** A PNG file. */
export function toPng(svg: string): Uint8Array<ArrayBuffer> {
  const font = { loadSystemFonts: FOREIGN.test(svg), fontFiles: FONT_FILES, defaultFontFamily: FONT };
  let file = new Uint8Array();
  for (const value of ZOOMS) {
    file = fewColors(new Resvg(svg, { fitTo: { mode: 'zoom', value }, font }).render());
    if (file.length <= BYTES_MAX) break;
  }
  return file;
}
