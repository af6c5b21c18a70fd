import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** 8 bits for each of red, green, blue and opacity; nothing else is said of it. */
const KIND = [8, 6, 0, 0, 0];

/** Red, green, blue and opacity, 0 to 255 each. */
export type Pixel = readonly [red: number, green: number, blue: number, opacity: number];

/** A square picture as a PNG file (www.w3.org/TR/png-3). */
export function png(size: number, pixel: (x: number, y: number) => Pixel): Uint8Array {
  // Each row begins with how it is filtered: 0, not at all.
  const rows = Array.from({ length: size }, (_, y) => [0, ...Array.from({ length: size }, (__, x) => pixel(x, y)).flat()]);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  const body = deflateSync(Buffer.from(rows.flat()), { level: 9 });
  return Buffer.concat([SIGNATURE, chunk('IHDR', Buffer.concat([header, Buffer.from(KIND)])), chunk('IDAT', body), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
