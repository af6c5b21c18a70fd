import { pngFile } from '#lib/png.ts';

/** Red, green, blue and opacity, 0 to 255 each. */
export type Pixel = readonly [red: number, green: number, blue: number, opacity: number];

/** A square picture as a PNG file. */
export function png(size: number, pixel: (x: number, y: number) => Pixel): Uint8Array {
  // Each row begins with how it is filtered: 0, not at all.
  const rows = Array.from({ length: size }, (_, y) => [0, ...Array.from({ length: size }, (__, x) => pixel(x, y)).flat()]);
  return pngFile({ width: size, height: size, kind: [8, 6], rows: Uint8Array.from(rows.flat()) });
}
