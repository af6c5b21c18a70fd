import { text } from 'node:stream/consumers';
import type { Chart } from '#core/chart.ts';
import { toPng, toSvg } from './draw.ts';
import type { Theme } from './looks.ts';

// What `drawChart` starts: a chart comes in as JSON, a PNG file goes out.
const { chart, theme } = JSON.parse(await text(process.stdin)) as { readonly chart: Chart; readonly theme: Theme };
process.stdout.write(toPng(toSvg(chart, theme)));
