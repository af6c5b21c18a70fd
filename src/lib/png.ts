import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Bits of a sample and the kind of color, as PNG numbers them. */
  readonly kind: readonly [depth: number, color: number];
  /** Of colors that are numbered. */
  readonly more?: readonly (readonly [name: string, data: Uint8Array])[];
  /** Row by row, each begun by how it is filtered. */
  readonly rows: Uint8Array;
}

/** A PNG file (www.w3.org/TR/png-3). */
export function pngFile({ width, height, kind, more = [], rows }: Picture): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set(kind, 8);
  const parts = [['IHDR', header], ...more, ['IDAT', deflateSync(rows, { level: 9, memLevel: 9 })], ['IEND', Buffer.alloc(0)]] as const;
  return new Uint8Array(Buffer.concat([SIGNATURE, ...parts.map(([name, data]) => chunk(name, data))]));
}

function chunk(name: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
