import { pngFile } from '#lib/png.ts';

/** With so many nobody sees that there were more. */
const KEPT = 32;
/** No color at all. */
const NOTHING = 0;

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity, a byte each. */
  readonly pixels: Uint8Array;
}

/** A PNG file of the picture's most frequent colors, to which all others are rounded: a chart has few, but for the edges of its letters. */
export function fewColors({ width, height, pixels }: Pixels): Uint8Array<ArrayBuffer> {
  const all = new Uint32Array(Uint8Array.from(pixels).buffer);
  const frequent = byFrequency(all);
  // There are few pixels outside of rounded corners, and they must stay what they are: nothing.
  const kept = [...new Set([NOTHING, ...frequent])].slice(0, KEPT).map(channels);
  const numbers = new Map(frequent.map((color) => [color, nearest(channels(color), kept)]));
  const rows = new Uint8Array((width + 1) * height);
  for (const [at, color] of all.entries()) rows[at + Math.floor(at / width) + 1] = numbers.get(color) ?? 0;
  const more = [
    ['PLTE', Uint8Array.from(kept.flatMap((color) => color.slice(0, 3)))],
    ['tRNS', Uint8Array.from(kept.flatMap((color) => color.slice(3)))],
  ] as const;
  return pngFile({ width, height, kind: [8, 3], more, rows });
}

function byFrequency(all: Uint32Array): number[] {
  const counts = new Map<number, number>();
  for (const color of all) counts.set(color, (counts.get(color) ?? 0) + 1);
  return [...counts].sort(([color, count], [otherColor, otherCount]) => otherCount - count || color - otherColor).map(([color]) => color);
}

function nearest(color: readonly number[], kept: readonly (readonly number[])[]): number {
  const distances = kept.map((other) => other.reduce((sum, channel, at) => sum + (channel - (color[at] ?? 0)) ** 2, 0));
  return distances.indexOf(Math.min(...distances));
}

/** What shines through is drawn darker by as much; here it is as it would be if it did not. */
function channels(color: number): number[] {
  const [red = 0, green = 0, blue = 0, opacity = 0] = new Uint8Array(Uint32Array.of(color).buffer);
  const full = (channel: number) => (opacity === 0 ? 0 : Math.min(255, Math.round((channel * 255) / opacity)));
  return [full(red), full(green), full(blue), opacity];
}
