import { expect, test } from 'vitest';
import { drawChart } from '#lib/chart/draw-chart.ts';
import { toPng, toSvg } from '#lib/chart/draw.ts';
import { WEEK } from '#test/support/charts.ts';

test('the process that draws makes what the code in it makes, also when many ask at once', async () => {
  const all = await Promise.all([drawChart(WEEK, 'light'), drawChart(WEEK, 'dark'), drawChart(WEEK, 'light')]);
  const [light, dark] = [toPng(toSvg(WEEK, 'light')), toPng(toSvg(WEEK, 'dark'))];
  expect(all.map((png, at) => Buffer.compare(png, at === 1 ? dark : light))).toEqual([0, 0, 0]);
});
