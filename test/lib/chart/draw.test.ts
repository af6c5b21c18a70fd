import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toPng, toSvg } from '#lib/chart/draw.ts';
import { anyChart, WEEK } from '#test/support/charts.ts';

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const MAX_BYTES = 24_000;

/** What is written in a picture, as a reader of XML takes it. */
function writings(svg: string): string[] {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) =>
    text.replaceAll(/&(lt|gt|amp|quot|#39);/g, (_, name: string) => entities[name] ?? ''),
  );
}

function sizeOf(png: Uint8Array): [width: number, height: number] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

describe('a chart', () => {
  test.each(['light', 'dark'] as const)('is a PNG of 1024 × 560 pixels and at most 24,000 bytes: %s', (theme) => {
    const png = toPng(toSvg(WEEK, theme));
    expect(Array.from(png.subarray(0, 8))).toEqual(PNG);
    expect(sizeOf(png)).toEqual([1024, 560]);
    expect(png.length).toBeLessThan(MAX_BYTES);
  });

  test('is the same bytes for the same numbers, and others for others', () => {
    const [first, again] = [toPng(toSvg(WEEK, 'light')), toPng(toSvg(WEEK, 'light'))];
    expect(Buffer.compare(first, again)).toBe(0);
    const changed = { ...WEEK, series: WEEK.series.map((series, at) => (at === 0 ? { ...series, values: [12, 15, 9, 20, 13] } : series)) };
    expect(Buffer.compare(first, toPng(toSvg(changed, 'light')))).not.toBe(0);
  });

  test('says what it is about, of what unit, which bar is what, and how much', () => {
    const said = writings(toSvg(WEEK, 'light'));
    expect(said).toEqual(expect.arrayContaining(['Solved in time and late', 'tickets', 'in time', 'late', 'Mon', 'Fri', '0', '20']));
    // The sums of the stacks, and what is in them.
    expect(said).toEqual(expect.arrayContaining(['15', '16', '13', '12', '9']));
  });

  test('writes all values above bars that stand side by side, also a zero', () => {
    const said = writings(toSvg({ ...WEEK, stacked: false, labels: ['Mon', 'Tue'], series: [{ name: 'late', tone: 'warning', values: [17, 0] }] }, 'light'));
    expect(said).toContain('17');
    expect(said.filter((text) => text === '0')).toHaveLength(2);
  });

  test('tells series apart that have one tone and one name', () => {
    const twice = { ...WEEK, series: [1, 2].map((factor) => ({ name: 'late', tone: 'warning' as const, values: [factor, factor, factor, factor, factor] })) };
    const svg = toSvg(twice, 'light');
    expect(writings(svg).filter((text) => text === 'late')).toHaveLength(2);
    expect(new Set(svg.match(/url\(#[^)]*\)/g)?.filter((url) => /-p\d+/.test(url))).size).toBeGreaterThanOrEqual(2);
  });

  test('says so when all values are 0, or there is nothing', () => {
    const nought = { ...WEEK, series: WEEK.series.map((series) => ({ ...series, values: [0, 0, 0, 0, 0] })) };
    expect(writings(toSvg(nought, 'light'))).toContain('All values are 0.');
    expect(writings(toSvg({ ...WEEK, labels: [], series: [] }, 'light'))).toContain('There is nothing to show.');
  });

  test('shows the last 31 of more labels, and says so', () => {
    const labels = Array.from({ length: 40 }, (_, at) => `d${at}`);
    const said = writings(toSvg({ ...WEEK, labels, series: [{ name: 'late', tone: 'warning', values: labels.map((_, at) => at) }] }, 'light'));
    expect(said).toContain('Solved in time and late (last 31 of 40)');
    expect(said).toContain('d9');
    expect(said).not.toContain('d8');
  });

  test('writes large numbers in short', () => {
    const said = writings(toSvg({ ...WEEK, stacked: false, series: [{ name: 'all', tone: 'neutral', values: [1_234_567, 5, 0, 0, 0] }] }, 'light'));
    expect(said).toContain('1.23M');
  });
});

describe('words of people', () => {
  test('are only words', () => {
    const evil = '</text><script>alert(1)</script><image href="http://example.com/x.png"/>';
    const svg = toSvg(
      { ...WEEK, title: evil, unit: evil, labels: [evil, evil, evil, evil, evil], series: [{ name: evil, tone: 'good', values: [1, 2, 3, 4, 5] }] },
      'light',
    );
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('<image');
    expect(writings(svg).some((text) => text.startsWith('</text><script>'))).toBe(true);
  });

  test('may be called as things are in JavaScript', () => {
    const words = ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty'];
    const odd = {
      ...WEEK,
      title: '__proto__',
      unit: 'the constructor',
      labels: words,
      series: words.map((name) => ({ name, tone: 'good' as const, values: [1, 2, 3, 4, 5] })),
    };
    const svg = toSvg(odd, 'light');
    expect(writings(svg).map((text) => text.replace('\u2060', ''))).toEqual(expect.arrayContaining([...words, 'the constructor']));
    expect(Object.keys(Object.prototype)).toEqual([]);
    const inherited: string[] = [];
    // oxlint-disable-next-line guard-for-in -- what stands on every object is what must not be there
    for (const key in {}) inherited.push(key);
    expect(inherited).toEqual([]);
  });

  test('and numbers may be anything: it is always a picture that is not too large', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(anyChart, fc.constantFrom('light' as const, 'dark' as const), (chart, theme) => {
        const png = toPng(toSvg(chart, theme));
        expect(Array.from(png.subarray(0, 8))).toEqual(PNG);
        expect(png.length).toBeLessThan(MAX_BYTES);
      }),
      { numRuns: 60 },
    );
  });
});
